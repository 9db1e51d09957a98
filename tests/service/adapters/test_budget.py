"""Never more calls than allowed, in order of arrival, never past the deadline, wiser for every refusal."""

from bisect import bisect_left
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.budget import Budget, Place
from tests.service.adapters.traffic import Call, Traffic, visit
from tests.service.fakes import HandClock

moments = st.floats(0, 0.4)
calls = st.lists(
    st.builds(
        Call,
        gap=moments,
        connecting=moments,
        travelling=st.floats(0, 0.3),
        waiting=moments,
        key=st.sampled_from("ab"),
    ),
    max_size=50,
)


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


def test_ten_calls_go_out_at_once_and_the_next_when_their_second_is_over() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    taken = [round((_take(budget, clock) or 0) - started, 6) for _ in range(21)]
    assert taken == [0] * 10 + [1.05] * 10 + [2.1]


def test_a_rate_below_one_means_one_call_and_then_a_pause() -> None:
    clock = HandClock()
    budget = _budget(clock, rate=0.5)
    started = clock.now
    assert [round((_take(budget, clock) or 0) - started, 6) for _ in range(3)] == [0, 2.1, 4.2]


def test_each_key_has_its_own_budget() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    for _ in range(10):
        _take(budget, clock, "one")
    assert _take(budget, clock, "other") == started


def test_what_does_not_come_before_the_deadline_is_told_at_once_and_takes_nothing() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    for _ in range(10):
        _take(budget, clock)
    assert [_take(budget, clock, seconds=0.05) for _ in range(50)] == [None] * 50
    assert clock.now == started
    assert round((_take(budget, clock) or 0) - started, 6) == 1.05


def test_the_impatient_take_a_call_that_is_free_now_or_none() -> None:
    clock = HandClock()
    budget = _budget(clock, rate=2)
    places = budget.join(visit(clock), [False, True, False, True])
    assert [bool(place) for place in places] == [True, True, False, True]


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


@given(calls, st.integers(1, 12))
def test_no_second_sees_more_calls_than_the_rate_however_long_each_connects_and_travels(
    traffic: list[Call], rate: int
) -> None:
    clock = HandClock()
    played = Traffic(clock, _budget(clock, rate))
    played.play(traffic)
    by_key = defaultdict(list)
    for moment, key in played.arrived:
        by_key[key].append(moment)
    for moments in by_key.values():
        assert all(index - bisect_left(moments, end - 1) < rate for index, end in enumerate(moments))


@given(calls)
def test_every_call_is_served_and_those_of_one_key_go_in_order_of_arrival(traffic: list[Call]) -> None:
    clock = HandClock()
    played = Traffic(clock, _budget(clock))
    played.play(traffic)
    assert sorted(played.answered) == list(range(len(traffic)))
    for key in "ab":
        numbers = [number for number in played.launched if traffic[number].key == key]
        assert numbers == sorted(numbers)


class Window:
    """A CRM that lets so many calls pass in any second, counted by key or for everybody together."""

    def __init__(self, most: int, by: str) -> None:
        self.most, self.by = most, by
        self.passed: dict[str, list[float]] = defaultdict(list)

    def __call__(self, key: str, now: float) -> bool:
        latest = self.passed[key if self.by == "key" else "all"]
        latest[:] = [moment for moment in latest if moment > now - 1]
        if len(latest) < self.most:
            latest.append(now)
        return latest[-1:] == [now]


@pytest.mark.parametrize(("most", "by", "refusals"), [(10, "key", 0), (4, "key", 30), (10, "address", 30)])
def test_a_narrower_limit_is_learned_from_a_few_refusals(most: int, by: str, refusals: int) -> None:
    clock = HandClock()
    played = Traffic(clock, _budget(clock), Window(most, by))
    played.play([Call(gap=0.01, waiting=0.05, key="ab"[number % 2]) for number in range(400)])
    assert sorted(played.answered) == list(range(400))
    assert played.refused <= refusals


@given(calls, st.integers(1, 9), st.sampled_from(["key", "address"]))
def test_refusals_lose_nobody(traffic: list[Call], most: int, by: str) -> None:
    clock = HandClock()
    played = Traffic(clock, _budget(clock), Window(most, by))
    played.play(traffic)
    assert sorted(played.answered) == list(range(len(traffic)))


def _refused(budget: Budget, clock: HandClock, after: float | None) -> Place:
    [place] = budget.join(visit(clock), [True])
    assert place
    assert budget.wait(place) == 0
    budget.sent(place)
    budget.refused(place, after)
    return place


def test_what_the_crm_asks_to_wait_is_waited_and_a_little_more() -> None:
    clock = HandClock()
    budget = _budget(clock)
    place = _refused(budget, clock, after=2)
    assert budget.rejoin(place) == 2 * 1.125
    assert budget.join(visit(clock, seconds=2), [True]) == [None]
    assert all(budget.join(visit(clock, "another key", seconds=2), [True]))


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
