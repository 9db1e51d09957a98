"""Threads that run the WSGI program, and hand its answers back to the loop."""

import asyncio
import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Any
from wsgiref.types import WSGIApplication

from simulators.kit.gate.answer import Answer, asked

Deliver = Callable[[Answer], None]


class Workers:
    """A bounded number of threads; what is asked beyond waits its turn.

    An executor of the standard library does the same with a future, a condition and a wake-up of the loop for
    every call, which together cost as much as the gate itself.
    """

    def __init__(self, app: WSGIApplication, threads: int) -> None:
        self._app = app
        self._asked: queue.SimpleQueue[tuple[dict[str, Any], Deliver] | None] = queue.SimpleQueue()
        self._answered: deque[tuple[Deliver, Answer]] = deque()
        self._woken = False
        self._threads = [
            threading.Thread(target=self._work, name=f"simulator {number}", daemon=True)
            for number in range(threads)
        ]

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to work; answers are delivered on the loop's thread."""
        self._loop = loop
        for thread in self._threads:
            thread.start()

    def ask(self, environ: dict[str, Any], deliver: Deliver) -> None:
        """Have a request answered; `deliver` gets the answer."""
        self._asked.put((environ, deliver))

    def stop(self) -> None:
        """Let every thread end after what it is doing."""
        for _ in self._threads:
            self._asked.put(None)

    def _work(self) -> None:
        while (taken := self._asked.get()) is not None:
            environ, deliver = taken
            self._answered.append((deliver, asked(self._app, environ)))
            if not self._woken:  # one wake-up serves all that is there by then
                self._woken = True
                with contextlib.suppress(RuntimeError):  # the loop has ended, and with it who asked
                    self._loop.call_soon_threadsafe(self._hand_over)

    def _hand_over(self) -> None:
        self._woken = False  # before looking: what is appended from now on wakes the loop again
        try:
            while self._answered:
                deliver, answer = self._answered.popleft()
                deliver(answer)
        finally:
            if self._answered:  # one that could not be delivered keeps none of the others back
                self._loop.call_soon(self._hand_over)
