"""A CRM's traffic in a made-up time: calls join a budget, wait, connect, and are answered or refused."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from service.adapters.budget import Budget, Place
from service.core.model import Account
from service.ports import Clock, Deadline, Visit
from tests.service.fakes import HandClock

Admits = Callable[[str, float], bool]
FOREVER = 1e6


def visit(clock: Clock, key: str = "key", seconds: float = FOREVER, name: str = "company") -> Visit:
    """Make a visit of an account with a key, and so many seconds to wait."""
    return Visit(Account(name, f"https://{name}.retailcrm.ru"), key, Deadline(clock() + seconds, clock))


@dataclass(frozen=True)
class Worker:
    """A process with a budget, and a clock of its own, which began when it did."""

    budget: Budget
    clock: Clock


@dataclass(frozen=True)
class Call:
    """A call to be: after how long it joins, how long it connects, travels and waits for its answer.

    `worker` is the number of the one that makes it, counted around; the impatient go at once or not at all.
    """

    gap: float = 0
    connecting: float = 0
    travelling: float = 0
    waiting: float = 0.1
    key: str = "key"
    worker: int = 0
    patience: float = FOREVER
    patient: bool = True


@dataclass
class Traffic:
    """Plays calls of workers, moment by moment; `admits` is the CRM, asked as each request arrives.

    Whom it refuses it asks to wait for `after` seconds, or says nothing of it.
    """

    clock: HandClock
    workers: Sequence[Worker]
    admits: Admits = lambda _key, _now: True
    after: float | None = None
    launched: list[tuple[int, float]] = field(default_factory=list)
    turned_away: list[int] = field(default_factory=list)
    arrived: list[tuple[float, str]] = field(default_factory=list)
    refused: list[tuple[int, float]] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _ticks: "count[int]" = field(default_factory=count)

    def play(self, calls: list[Call]) -> None:
        """Let each call join in its turn, and go on until all are answered."""
        moment = self.clock.now
        for number, call in enumerate(calls):
            moment += call.gap
            self._at(moment, self._joining(number, call))
        while self._events:
            self.clock.now, _, happen = heapq.heappop(self._events)
            happen()

    def _at(self, moment: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._events, (max(moment, self.clock.now), next(self._ticks), happen))

    def _joining(self, number: int, call: Call) -> Callable[[], None]:
        def join() -> None:
            worker = self._worker(call)
            [place] = worker.budget.join(visit(worker.clock, call.key, call.patience), [call.patient])
            if place:
                self._try(number, call, place)
            else:
                self.turned_away.append(number)

        return join

    def _worker(self, call: Call) -> Worker:
        return self.workers[call.worker % len(self.workers)]

    def _try(self, number: int, call: Call, place: Place) -> None:
        seconds = self._worker(call).budget.wait(place)
        if seconds > 0:
            self._at(self.clock.now + seconds, lambda: self._try(number, call, place))
            return
        self.launched.append((number, self.clock.now))
        self._at(self.clock.now + call.connecting, lambda: self._send(number, call, place))

    def _send(self, number: int, call: Call, place: Place) -> None:
        self._worker(call).budget.sent(place)
        travelling = min(call.travelling, call.waiting)
        self._at(
            self.clock.now + travelling, lambda: self._arrive(number, call, place, call.waiting - travelling)
        )

    def _arrive(self, number: int, call: Call, place: Place, left: float) -> None:
        admitted = self.admits(call.key, self.clock.now)
        if admitted:
            self.arrived.append((self.clock.now, call.key))
        self._at(self.clock.now + left, lambda: self._land(number, call, place, admitted))

    def _land(self, number: int, call: Call, place: Place, admitted: bool) -> None:
        budget = self._worker(call).budget
        if admitted:
            budget.passed(place)
            budget.over(place)
            self.answered.append(number)
            return
        self.refused.append((number, self.clock.now))
        budget.refused(place, self.after)
        budget.over(place)
        budget.rejoin(place)
        self._try(number, call, place)
