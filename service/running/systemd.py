"""What systemd hands over and wants to hear; nothing of it is needed elsewhere."""

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress

from service.running.crews import News

_FIRST = 3
"""The number of the first file descriptor that is handed over."""

_WORDS: Mapping[News, str] = {
    News.SERVING: "READY=1\nSTATUS=Serving",
    News.RELOADING: "RELOADING=1\nSTATUS=Starting new workers",
    News.REFUSED: "READY=1\nSTATUS=Serving as before: the new workers could not start",
    News.STOPPING: "STOPPING=1\nSTATUS=Finishing the open requests",
}


def inherited(environ: Mapping[str, str]) -> socket.socket | None:
    """Return the socket of a .socket unit, if this process was started for one.

    Raises:
        OSError: It is none that can be served on.
    """
    if environ.get("LISTEN_PID") != str(os.getpid()):
        return None
    if environ.get("LISTEN_FDS") != "1":
        raise OSError("systemd hands over more than one socket. Keep one ListenStream in the .socket unit")
    listener = socket.socket(fileno=_FIRST)
    if listener.family not in {socket.AF_INET, socket.AF_INET6} or listener.type != socket.SOCK_STREAM:
        raise OSError("systemd hands over a socket that is not TCP's. Write ListenStream=127.0.0.1:8000")
    return listener


class Notify:
    """Tells systemd how the service does, if it wants to know."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address

    def __call__(self, news: News) -> None:
        """Tell what happens; a systemd that does not listen keeps nobody from serving."""
        if not self._address:
            return
        now = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000  # told again when a reload begins
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.connect(self._address)
            told.sendall(f"{_WORDS[news]}\nMONOTONIC_USEC={now}".encode())
