"""The process that holds the socket: it starts workers, hears signals, and learns who is ready or gone."""

import math
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from subprocess import Popen

from service.running.crews import Crews, News, Patience
from service.running.starting import Start

_STDIN = 0
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Parent:
    """Keeps a number of workers until it is told to stop.

    Args:
        wanted: How many workers there shall be.
        start: Starts one in a slot.
        forget: Told the slot of each that has ended.
        tell: Told what happens to all of them.
        patience: How long they may take to end.
    """

    def __init__(
        self,
        wanted: int,
        start: Start,
        forget: Callable[[int], None],
        tell: Callable[[News], None],
        patience: Patience,
    ) -> None:
        self._start, self._forget = start, forget
        self._crews = Crews(wanted, self._started, tell, patience, time.monotonic)
        self._selector = selectors.DefaultSelector()
        self._on_terminal = os.isatty(_STDIN)

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; SIGHUP replaces all workers.

        Returns:
            The exit code: 2 if the first workers could not start for what they were set up with, 1 if for
            another reason.
        """
        with self._selector, _signals() as heard:
            self._selector.register(heard, selectors.EVENT_READ, partial(self._obey, heard))
            self._crews.begin()
            while not self._crews.over:
                for key, _ in self._selector.select(self._longest_wait()):
                    key.data()
                self._crews.do_what_is_due()
        return self._crews.code

    def _longest_wait(self) -> float | None:
        due = self._crews.next_due()
        return None if due == math.inf else max(0.0, due - time.monotonic())

    def _obey(self, heard: socket.socket) -> None:
        for number in heard.recv(64):
            if number == signal.SIGHUP and not self._has_lost_its_terminal():
                self._crews.reload()
            else:
                self._crews.stop()

    def _has_lost_its_terminal(self) -> bool:
        """Tell whether a SIGHUP means what its name says: who started the program in a terminal has left."""
        return self._on_terminal and not os.isatty(_STDIN)

    def _started(self, slot: int) -> "Popen[bytes]":
        process, pipe = self._start(slot)
        self._selector.register(pipe, selectors.EVENT_READ, partial(self._hear, slot, process, pipe))
        return process

    def _hear(self, slot: int, process: "Popen[bytes]", pipe: int) -> None:
        if os.read(pipe, 1):
            self._crews.ready(slot)
            return
        self._selector.unregister(pipe)
        os.close(pipe)
        code = process.wait()
        self._forget(slot)
        self._crews.ended(slot, code)


@contextmanager
def _signals() -> Iterator[socket.socket]:
    """Let signals arrive as bytes on a socket."""
    heard, told = socket.socketpair()
    with heard, told:
        told.setblocking(False)
        signal.set_wakeup_fd(told.fileno())
        for number in _SIGNALS:
            signal.signal(number, lambda *_: None)
        yield heard
        signal.set_wakeup_fd(-1)
