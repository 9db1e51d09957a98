"""Starting workers."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

READY = b"."
"""What a worker writes into its pipe once it can serve; the pipe ends when it does."""

_NOT_THEIRS = ("LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PID", "NOTIFY_SOCKET")


Start = Callable[[int], tuple["subprocess.Popen[bytes]", int]]
"""Starts a worker in a slot; returns its process and the end of a pipe to read from."""


def starter(listener: socket.socket, environ: Mapping[str, str]) -> Start:
    """Return what starts workers, with the options of Python that this program was started with."""
    theirs = {name: value for name, value in environ.items() if name not in _NOT_THEIRS}

    def start(slot: int) -> tuple["subprocess.Popen[bytes]", int]:
        heard, told = os.pipe()
        handed = {"--listener": listener.fileno(), "--ready": told, "--parent": os.getpid(), "--slot": slot}
        options = [str(part) for option in handed.items() for part in option]
        try:
            process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, *_options_of_python(sys.orig_argv), "-m", "service", "worker", *options],
                env=theirs,
                stdin=subprocess.DEVNULL,
                pass_fds=(listener.fileno(), told),
                process_group=0,  # Ctrl-C is the parent's to hear
            )
        finally:
            os.close(told)
        return process, heard

    return start


def _options_of_python(command: Sequence[str]) -> Sequence[str]:
    return command[1 : command.index("-m")] if "-m" in command else ()
