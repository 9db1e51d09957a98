"""Keeps workers serving on one socket: starts them, restarts those that die, replaces all, ends all.

A *crew* is started together. It serves once every worker of it is ready; only then the one before it retires.
"""

import itertools
import logging
import math
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from service.observing.logs import Line
from service.running.workers import RETIRE, STOP, Start, Worker

_log = logging.getLogger("service")
_TROUBLE = 2
_STARTING_SECONDS = 60.0
_SOUND_SECONDS = 60.0
"""How long a worker must have lived for its end to count as the first again."""

_LONGEST_PAUSE = 30.0


class News(StrEnum):
    """What the parent tells: whoever started it may wait for it."""

    SERVING = "serving"
    RELOADING = "reloading"
    REFUSED = "refused"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds after which workers are killed that were told to stop, or to retire."""

    stop: float
    retire: float


def pause(failures: int) -> float:
    """Return the seconds before a restart, after so many failures in a row."""
    return min(_LONGEST_PAUSE, math.ldexp(0.1, min(failures, 16)))


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
        self._wanted, self._start, self._forget, self._tell = wanted, start, forget, tell
        self._patience = patience
        self._workers: list[Worker] = []
        self._numbers = itertools.count(1)
        self._serving = self._newest = 0
        self._restarts: list[float] = []
        self._failures, self._code = 0, 0
        self._stopping = self._again = False
        self._selector = selectors.DefaultSelector()

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; SIGHUP replaces all workers.

        Returns:
            The exit code: 2 if the first workers could not start.
        """
        with self._selector, _signals() as heard:
            self._selector.register(heard, selectors.EVENT_READ, partial(self._obey, heard))
            self._start_crew(self._wanted)
            while self._workers or self._restarts:
                for key, _ in self._selector.select(self._longest_wait()):
                    key.data()
                self._do_what_is_due()
        return self._code

    def _obey(self, heard: socket.socket) -> None:
        for number in heard.recv(64):
            if number == signal.SIGHUP:
                self._reload()
            else:
                self._stop()

    def _reload(self) -> None:
        if self._newest != self._serving:  # those on their way may have read what is old by now
            self._again = True
        elif not self._stopping:
            self._tell(News.RELOADING)
            self._start_crew(1)  # if it cannot start, the others need not try

    def _stop(self, code: int = 0) -> None:
        if self._stopping:
            return
        self._stopping, self._code = True, code
        self._tell(News.STOPPING)
        self._restarts.clear()
        for worker in self._workers:
            self._dismiss(worker, STOP, self._patience.stop)

    def _start_crew(self, count: int) -> None:
        self._newest = next(self._numbers)
        for _ in range(count):
            self._start_one(self._newest)

    def _start_one(self, crew: int) -> None:
        taken = {worker.slot for worker in self._workers}
        slot = next(each for each in itertools.count() if each not in taken)
        now = time.monotonic()
        process, pipe = self._start(slot)
        worker = Worker(slot, crew, now, now + _STARTING_SECONDS, process, pipe)
        self._workers.append(worker)
        self._selector.register(pipe, selectors.EVENT_READ, partial(self._hear, worker))
        _log.info(Line("worker-started", worker=slot, pid=process.pid))

    def _hear(self, worker: Worker) -> None:
        if not os.read(worker.pipe, 1):
            self._lose(worker)
            return
        worker.ready = True
        if worker.leaving:
            return
        worker.until = None
        crew = [each for each in self._workers if each.crew == self._newest]
        if self._newest != self._serving and all(each.ready for each in crew):
            self._complete(len(crew))

    def _complete(self, count: int) -> None:
        if count == self._wanted:
            self._change_over()
        for _ in range(self._wanted - count):
            self._start_one(self._newest)

    def _change_over(self) -> None:
        self._serving = self._newest
        self._restarts.clear()
        self._failures = 0
        for worker in self._workers:
            if worker.crew != self._serving and not worker.leaving:
                self._dismiss(worker, RETIRE, self._patience.retire)
        self._tell(News.SERVING)
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self._reload()

    def _lose(self, worker: Worker) -> None:
        self._selector.unregister(worker.pipe)
        self._workers.remove(worker)
        code = worker.end()
        self._forget(worker.slot)
        if worker.leaving:
            _log.info(Line("worker-ended", worker=worker.slot, pid=worker.process.pid))
            return
        _log.warning(Line("worker-died", worker=worker.slot, pid=worker.process.pid, code=code))
        if worker.crew == self._serving:
            self._replace(worker)
        else:
            self._give_up()

    def _replace(self, worker: Worker) -> None:
        now = time.monotonic()
        self._failures = 0 if now - worker.started > _SOUND_SECONDS else self._failures + 1
        self._restarts.append(now + pause(self._failures))

    def _give_up(self) -> None:
        """Let go of a crew that cannot start; those that serve go on."""
        if not self._serving:
            self._stop(_TROUBLE)
            return
        for each in self._workers:
            if each.crew == self._newest:
                self._dismiss(each, STOP, self._patience.stop)
        self._newest = self._serving
        _log.error(Line("reload-refused"))
        self._tell(News.REFUSED)
        self._go_on()

    def _dismiss(self, worker: Worker, how: signal.Signals, patience: float) -> None:
        worker.leaving, worker.until = True, time.monotonic() + patience
        worker.process.send_signal(how)

    def _longest_wait(self) -> float | None:
        times = [*self._restarts, *(worker.until for worker in self._workers if worker.until is not None)]
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _do_what_is_due(self) -> None:
        now = time.monotonic()
        due = [each for each in self._restarts if each <= now]
        self._restarts = [each for each in self._restarts if each > now]
        for _ in due:
            self._start_one(self._serving)
        for worker in self._workers:
            if worker.until is not None and worker.until <= now:
                worker.until = None
                worker.process.kill()


class _signals:  # noqa: N801 - used as a function
    """Within it, signals arrive as bytes on a socket."""

    _NUMBERS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def __enter__(self) -> socket.socket:
        heard, self._told = socket.socketpair()
        self._told.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno())
        for number in self._NUMBERS:
            signal.signal(number, lambda *_: None)
        return heard

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        self._told.close()
