"""Never more calls than allowed, in order of arrival, and never past the deadline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.budget import Budget
from service.ports import Busy, Deadline
from tests.service.fakes import HandClock


def _budget(clock: HandClock, rate: float = 10) -> Budget:
    return Budget(rate, clock, pause=clock.advance)


def _take(budget: Budget, clock: HandClock, key: str = "key", seconds: float = 30) -> float:
    budget.take(key, Deadline(clock.now + seconds, clock))
    return clock.now


def test_ten_calls_go_out_at_once_and_the_next_when_their_second_is_over() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    taken = [round(_take(budget, clock) - started, 6) for _ in range(21)]
    assert taken == [0] * 10 + [1.05] * 10 + [2.1]


def test_a_rate_below_one_means_one_call_and_then_a_pause() -> None:
    clock = HandClock()
    budget = _budget(clock, rate=0.5)
    started = clock.now
    assert [round(_take(budget, clock) - started, 6) for _ in range(3)] == [0, 2.1, 4.2]


def test_each_key_has_its_own_budget() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    for _ in range(10):
        _take(budget, clock, "one")
    assert _take(budget, clock, "other") == started


def test_what_does_not_come_before_the_deadline_is_busy_and_takes_nothing() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    for _ in range(10):
        _take(budget, clock)
    for _ in range(50):
        with pytest.raises(Busy):
            _take(budget, clock, seconds=0.05)
    assert round(_take(budget, clock) - started, 6) == 1.05


def test_the_impatient_take_a_call_that_is_free_and_wait_for_none() -> None:
    clock = HandClock()
    budget, soon = _budget(clock), Deadline(clock.now + 30, clock)
    started = clock.now
    for _ in range(10):
        budget.take("key", soon, patient=False)
    with pytest.raises(Busy):
        budget.take("key", soon, patient=False)
    assert clock.now == started
    assert round(_take(budget, clock) - started, 6) == 1.05


@given(pauses=st.lists(st.floats(0, 3), max_size=60), rate=st.integers(1, 20))
def test_no_second_sees_more_calls_than_the_rate(pauses: list[float], rate: int) -> None:
    clock = HandClock()
    budget = _budget(clock, rate)
    times = []
    for pause in pauses:
        clock.advance(pause)
        times.append(_take(budget, clock, seconds=1000))
    for start in times:
        assert sum(start <= moment < start + 1 for moment in times) <= rate


def test_keys_long_silent_or_never_served_take_no_memory() -> None:
    clock = HandClock()
    budget = Budget(10, clock, pause=clock.advance, many=3)
    for number in range(10):
        with pytest.raises(Busy):
            _take(budget, clock, f"late {number}", seconds=0)
        _take(budget, clock, str(number))
        clock.advance(2)
    assert len(budget._latest) <= 3  # noqa: SLF001 - memory has no other witness
