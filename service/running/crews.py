"""Which workers there are and what becomes of them; decided here, done by the parent.

A *crew* is started together. It serves once every worker of it is ready; only then the one before it retires.
"""

import itertools
import logging
import math
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from service.observing.logs import Line

STOP = signal.SIGTERM
"""Finish the open requests and end."""

RETIRE = signal.SIGUSR1
"""Take no new connection, and end once those there are have ended."""

UNUSABLE = 2
"""The exit code of what cannot start, and would not if it were tried again."""

_FAILED = 1
_STARTING_SECONDS = 60.0
_SOUND_SECONDS = 60.0
"""How long a worker must have lived for its end to count as the first again."""

_LONGEST_PAUSE = 30.0
_log = logging.getLogger("service")


class News(StrEnum):
    """What is told of all workers together."""

    SERVING = "serving"
    RELOADING = "reloading"
    REFUSED = "refused"
    STOPPING = "stopping"


class Process(Protocol):
    """What runs a worker."""

    @property
    def pid(self) -> int:
        """The number that the system gave it."""
        ...

    def send_signal(self, sig: int, /) -> None:
        """Send it a signal; nothing if it has ended."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds after which workers are killed that were told to stop, or to retire."""

    stop: float
    retire: float


@dataclass(slots=True, eq=False)
class Worker:
    """A process that serves, or soon will.

    Attributes:
        slot: Its number, which no other living worker has.
        crew: Which workers it was started with.
        started: When.
        until: When it is killed if it has not done what is expected: become ready, or ended.
        process: What runs it.
        ready: It can serve.
        leaving: It was told to end.
    """

    slot: int
    crew: int
    started: float
    until: float
    process: Process = field(repr=False)
    ready: bool = False
    leaving: bool = False


def pause(failures: int) -> float:
    """Return the seconds before a restart, after so many failures in a row."""
    return min(_LONGEST_PAUSE, math.ldexp(0.1, min(failures, 16)))


class Crews:
    """Keeps a crew serving until all is to stop.

    Args:
        wanted: How many workers a crew has.
        start: Starts one in a slot.
        tell: Told what happens to all of them.
        patience: How long they may take to end.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        wanted: int,
        start: Callable[[int], Process],
        tell: Callable[[News], None],
        patience: Patience,
        clock: Callable[[], float],
    ) -> None:
        self._wanted, self._start, self._tell = wanted, start, tell
        self._patience, self._clock = patience, clock
        self._workers: dict[int, Worker] = {}
        self._numbers = itertools.count(1)
        self._serving = self._newest = 0
        self._restarts: list[float] = []
        self._failures = 0
        self._stopping = self._again = False
        self.code = 0
        """What the program ends with."""

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All there are."""
        return tuple(self._workers.values())

    @property
    def over(self) -> bool:
        """Whether all is done."""
        return not (self._workers or self._restarts)

    def begin(self) -> None:
        """Start the first crew, all at once: its settings were read before."""
        self._start_crew(self._wanted)

    def reload(self) -> None:
        """Let a new crew take over."""
        if self._newest != self._serving:  # those on their way may have read what is old by now
            self._again = True
        elif not self._stopping:
            self._tell(News.RELOADING)
            self._start_crew(1)  # if it cannot start, the others need not try

    def stop(self, code: int = 0) -> None:
        """Let all end."""
        if self._stopping:
            return
        self._stopping, self.code = True, code
        self._tell(News.STOPPING)
        self._restarts.clear()
        for worker in self.workers:
            self._dismiss(worker, STOP, self._patience.stop)

    def ready(self, slot: int) -> None:
        """Learn that a worker can serve."""
        worker = self._workers[slot]
        worker.ready = True
        if worker.leaving:
            return
        worker.until = math.inf
        crew = self._members(self._newest)
        if self._newest != self._serving and all(each.ready for each in crew):
            self._complete(len(crew))

    def ended(self, slot: int, code: int) -> None:
        """Learn that a worker has ended."""
        worker = self._workers.pop(slot)
        if worker.leaving:
            _log.info(Line("worker-ended", worker=slot, pid=worker.process.pid))
            return
        _log.warning(Line("worker-died", worker=slot, pid=worker.process.pid, code=code))
        if worker.crew == self._serving:
            self._replace(worker)
        else:
            self._give_up(code)

    def next_due(self) -> float:
        """Return when `do_what_is_due` is to be called, if nothing happens before."""
        return min([*self._restarts, *(worker.until for worker in self.workers)], default=math.inf)

    def do_what_is_due(self) -> None:
        """Start who is to be started again, and kill who has taken too long."""
        now = self._clock()
        due = [each for each in self._restarts if each <= now]
        self._restarts = [each for each in self._restarts if each > now]
        for _ in due:
            self._start_one(self._serving)
        for worker in self.workers:
            if worker.until <= now:
                worker.until = math.inf
                worker.process.send_signal(signal.SIGKILL)

    def _start_crew(self, count: int) -> None:
        self._newest = next(self._numbers)
        for _ in range(count):
            self._start_one(self._newest)

    def _start_one(self, crew: int) -> None:
        slot = next(each for each in itertools.count() if each not in self._workers)
        now = self._clock()
        process = self._start(slot)
        self._workers[slot] = Worker(slot, crew, now, now + _STARTING_SECONDS, process)
        _log.info(Line("worker-started", worker=slot, pid=process.pid))

    def _complete(self, count: int) -> None:
        if count == self._wanted:
            self._change_over()
        for _ in range(self._wanted - count):
            self._start_one(self._newest)

    def _change_over(self) -> None:
        self._serving = self._newest
        self._restarts.clear()
        self._failures = 0
        for worker in self.workers:
            if worker.crew != self._serving and not worker.leaving:
                self._dismiss(worker, RETIRE, self._patience.retire)
        self._tell(News.SERVING)
        self._reload_again()

    def _reload_again(self) -> None:
        if self._again:
            self._again = False
            self.reload()

    def _replace(self, worker: Worker) -> None:
        now = self._clock()
        self._failures = 0 if now - worker.started > _SOUND_SECONDS else self._failures + 1
        self._restarts.append(now + pause(self._failures))

    def _give_up(self, code: int) -> None:
        """Let go of a crew that cannot start; those that serve go on."""
        if not self._serving:
            self.stop(UNUSABLE if code == UNUSABLE else _FAILED)
            return
        for worker in self._members(self._newest):
            self._dismiss(worker, STOP, self._patience.stop)
        self._newest = self._serving
        self._tell(News.REFUSED)
        self._reload_again()

    def _members(self, crew: int) -> list[Worker]:
        return [worker for worker in self.workers if worker.crew == crew]

    def _dismiss(self, worker: Worker, how: signal.Signals, patience: float) -> None:
        worker.leaving, worker.until = True, self._clock() + patience
        worker.process.send_signal(how)
