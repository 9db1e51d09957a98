"""Never more calls than allowed, in order of arrival, and never past the deadline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.budget import Budget
from service.ports import Busy, Deadline
from tests.service.fakes import HandClock


def _budget(clock: HandClock, rate: float = 10) -> Budget:
    return Budget(rate, clock, pause=clock.advance)


def _take(budget: Budget, clock: HandClock, key: str = "key", seconds: float = 5) -> float:
    budget.take(key, Deadline(clock.now + seconds, clock))
    return clock.now


def test_a_bucket_goes_out_at_once_and_the_rest_at_the_rate() -> None:
    clock = HandClock()
    budget = _budget(clock)
    started = clock.now
    taken = [round(_take(budget, clock) - started, 6) for _ in range(13)]
    assert taken == [0] * 10 + [0.1, 0.2, 0.3]


def test_each_key_has_its_own_bucket() -> None:
    clock = HandClock()
    budget = _budget(clock)
    for _ in range(10):
        _take(budget, clock, "one")
    assert _take(budget, clock, "other") == pytest.approx(1000)


def test_what_does_not_come_before_the_deadline_is_busy_and_takes_nothing() -> None:
    clock = HandClock()
    budget = _budget(clock)
    for _ in range(10):
        _take(budget, clock)
    for _ in range(50):
        with pytest.raises(Busy):
            _take(budget, clock, seconds=0.05)
    assert round(_take(budget, clock) - 1000, 6) == 0.1


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_ten_seconds_see_more_than_the_bucket_and_the_rate(pauses: list[float]) -> None:
    clock = HandClock()
    budget = _budget(clock)
    times = []
    for pause in pauses:
        clock.advance(pause)
        times.append(_take(budget, clock))
    for start in times:
        assert sum(start <= moment <= start + 1 for moment in times) <= 21


def test_forgotten_keys_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.adapters.budget._MANY_KEYS", 3)
    clock = HandClock()
    budget = _budget(clock)
    for number in range(10):
        _take(budget, clock, str(number))
        clock.advance(1)
    assert len(budget._full_again) <= 3  # noqa: SLF001 - memory has no other witness
