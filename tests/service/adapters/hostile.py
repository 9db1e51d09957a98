"""A loopback server that misbehaves on purpose: each connection is handed to a script of raw bytes."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LOOPBACK = frozenset({"127.0.0.1"})
"""Hosts of these servers, as an operator who trusts them names them."""

Script = Callable[["Talk"], None]


class Talk:
    """One connection of the hostile server; `wait` ends early when the test is over."""

    def __init__(self, connection: socket.socket, over: threading.Event) -> None:
        self.connection, self.over = connection, over

    def hear(self) -> bytes:
        """Read one request, which must have no body."""
        heard = b""
        while not heard.endswith(b"\r\n\r\n") and (more := self.connection.recv(65536)):
            heard += more
        return heard

    def say(self, data: bytes) -> None:
        self.connection.sendall(data)

    def wait(self, seconds: float = 60) -> bool:
        return self.over.wait(seconds)

    def drip(self, data: bytes, pause: float = 0.02) -> None:
        """Send a byte now and then, for ever."""
        while not self.wait(pause):
            self.say(data)


class Heard(Talk):
    """A talk whose request was read already."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk.connection, talk.over)

    def hear(self) -> bytes:
        return b""


@contextmanager
def hostile_server(script: Script, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve the script on a port of its own and give the address; each connection has its own thread."""
    script = _secured(script, tls) if tls else script
    talks: list[tuple[Talk, threading.Thread]] = []
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accepting = threading.Thread(target=_accept, args=(listener, script, over, talks))
        accepting.start()
        try:
            yield f"http{'s' if tls else ''}://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            _end(talks)


def _secured(script: Script, tls: ssl.SSLContext) -> Script:
    def over_tls(talk: Talk) -> None:
        with tls.wrap_socket(talk.connection, server_side=True) as connection:
            script(Talk(connection, talk.over))

    return over_tls


def _accept(
    listener: socket.socket, script: Script, over: threading.Event, talks: list[tuple[Talk, threading.Thread]]
) -> None:
    while not over.is_set():
        try:
            talk = Talk(listener.accept()[0], over)
        except OSError:
            return  # the test is over
        thread = threading.Thread(target=_talk, args=(talk, script))
        talks.append((talk, thread))
        thread.start()


def _talk(talk: Talk, script: Script) -> None:
    with talk.connection, suppress(OSError):  # the other side may hang up: that is what these tests are about
        script(talk)


def _end(talks: list[tuple[Talk, threading.Thread]]) -> None:
    for talk, thread in talks:
        with suppress(OSError):
            talk.connection.shutdown(socket.SHUT_RDWR)
        thread.join()


def answer(body: bytes, status: str = "200 OK", *headers: str) -> Script:
    """Return a script that answers one request properly."""

    def script(talk: Talk) -> None:
        talk.hear()
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "Connection: close", "", ""]
        talk.say("\r\n".join(head).encode() + body)

    return script
