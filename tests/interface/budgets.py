"""The budgets that one suite is asked of: one worker's, those that share a Redis, and those that lost it."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from service.adapters.budget import Budget, window_of
from service.adapters.sealing import Seals
from service.adapters.shared_budget import SharedBudget
from tests.service.adapters.hand_timed import HandTimed
from tests.service.adapters.traffic import Worker, visit
from tests.service.adapters.valkey import Valkey, valkey_server
from tests.service.fakes import HandClock

PARTIES = 10**6
"""As many tickets may wait as like."""


@dataclass(frozen=True)
class House:
    """Workers that keep one budget between them; `shares` is by how many each divides it for itself."""

    clock: HandClock
    workers: list[Worker]
    shares: int = 1


Make = Callable[[float], House]
"""Makes a house of a rate, with all its budget unspent."""
Open = Callable[[], AbstractContextManager[Make]]


@contextlib.contextmanager
def in_memory() -> Iterator[Make]:
    """One worker alone."""

    def make(rate: float) -> House:
        clock = HandClock()
        return House(clock, _workers(rate, clock, [None]))

    yield make


@contextlib.contextmanager
def on_redis(workers: int) -> Iterator[Make]:
    """So many workers on one Redis, whose plan is no wider than their own: it has no margin here."""
    clock = HandClock()
    with valkey_server() as server, _links(server, clock, workers) as links:

        def make(rate: float) -> House:
            server.redis.flushall()
            clock.now = HandClock().now
            agreements = [SharedBudget(link, Seals(), *window_of(rate)) for link in links]
            return House(clock, _workers(rate, clock, agreements))

        yield make


@contextlib.contextmanager
def on_a_lost_redis() -> Iterator[Make]:
    """Two workers that saw each other on a Redis before it was lost."""
    clock = HandClock()
    with valkey_server() as server, _links(server, clock, 2) as links:
        agreements = [SharedBudget(link, Seals(), *window_of(10)) for link in links]
        for each in [*agreements, *agreements]:
            each.join(visit(clock), [0.0])
        server.kill()
        yield lambda rate: House(clock, _workers(rate, clock, agreements), shares=2)


@contextlib.contextmanager
def _links(server: Valkey, clock: HandClock, count: int) -> Iterator[list[HandTimed]]:
    with contextlib.ExitStack() as opened:
        yield [opened.enter_context(contextlib.closing(HandTimed(server.url, clock))) for _ in range(count)]


def _workers(rate: float, clock: HandClock, agreements: Sequence[SharedBudget | None]) -> list[Worker]:
    return [_worker(rate, clock, number, each) for number, each in enumerate(agreements)]


def _worker(rate: float, clock: HandClock, number: int, agreement: SharedBudget | None) -> Worker:
    def own() -> float:
        return clock.now + 500 * number  # no two began at once

    return Worker(Budget(rate, own, PARTIES, chance=lambda: 0.5, agreement=agreement), own)
