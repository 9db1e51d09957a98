"""What a worker's own budget is besides what every budget promises (tests/interface/test_budget.py)."""

from typing import Any

from service.adapters.budget import Budget, Place
from tests.service.adapters.traffic import visit
from tests.service.fakes import HandClock


def _budget(clock: HandClock, rate: float = 10, **more: Any) -> Budget:
    return Budget(rate, clock, **{"parties": 10**6, "chance": lambda: 0.5, **more})


def _take(budget: Budget, clock: HandClock, key: str = "key", seconds: float = 30) -> float | None:
    """Wait for one call and make it; return when it went."""
    [place] = budget.join(visit(clock, key, seconds), [True])
    return _go(budget, clock, place) if place else None


def _go(budget: Budget, clock: HandClock, place: Place) -> float:
    while (pause := budget.wait(place)) > 0:
        clock.advance(pause)
    budget.sent(place)
    budget.passed(place)
    return clock.now


def test_a_rate_below_one_means_one_call_and_then_a_pause() -> None:
    clock = HandClock()
    budget = _budget(clock, rate=0.5)
    started = clock.now
    assert [round((_take(budget, clock) or 0) - started, 6) for _ in range(3)] == [0, 2.1, 4.2]


def test_of_one_account_only_so_many_tickets_wait_and_further_ones_are_told_at_once() -> None:
    clock = HandClock()
    budget = _budget(clock, rate=2, parties=3)
    queues = [budget.join(visit(clock), [True, True]) for _ in range(5)]
    assert [[bool(place) for place in places] for places in queues] == [[True] * 2] * 3 + [[False] * 2] * 2
    assert all(budget.join(visit(clock, "another key"), [True, True]))


def test_whoever_gives_up_makes_room_in_the_queue() -> None:
    clock = HandClock()
    budget = _budget(clock, rate=1, parties=1)
    [first] = budget.join(visit(clock), [True])
    assert first
    assert budget.join(visit(clock), [True]) == [None]
    budget.leave(first)
    assert all(budget.join(visit(clock), [True]))


def _refused(budget: Budget, clock: HandClock, after: float | None) -> Place:
    [place] = budget.join(visit(clock), [True])
    assert place
    assert budget.wait(place) == 0
    budget.sent(place)
    budget.refused(place, after)
    return place


def test_refusals_in_a_row_are_met_with_longer_and_longer_pauses() -> None:
    clock = HandClock()
    budget = _budget(clock)
    pauses = []
    for _ in range(8):
        pauses.append(budget.rejoin(place := _refused(budget, clock, after=None)) / 1.125)
        clock.advance(20)
        budget.leave(place)
    assert [round(pause, 3) for pause in pauses] == [0.25, 0.5, 1, 2, 4, 8, 8, 8]


def test_an_absurd_wait_is_cut() -> None:
    clock = HandClock()
    budget = _budget(clock)
    assert budget.rejoin(_refused(budget, clock, after=1e9)) <= 75


def test_without_refusals_what_was_learned_fades() -> None:
    clock = HandClock()
    budget = _budget(clock)
    place = _refused(budget, clock, after=None)
    budget.rejoin(place)
    _go(budget, clock, place)
    for _ in range(10):
        _take(budget, clock)
        clock.advance(31)
    started = clock.now
    assert [_take(budget, clock) == started for _ in range(11)] == [True] * 10 + [False]


def test_lanes_long_silent_take_no_memory() -> None:
    clock = HandClock()
    budget = _budget(clock, many=4)
    for number in range(20):
        _take(budget, clock, str(number))
        clock.advance(2)
    assert len(budget._lanes) <= 5  # noqa: SLF001 - memory has no other witness
