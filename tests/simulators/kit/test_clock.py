from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from simulators.kit.clock import Clock

moments = st.datetimes(datetime(1971, 1, 1), datetime(2500, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone beside
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Wall:
    """A wall clock in the test's hand."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@given(moment=moments, passed=st.floats(0, 1e6))
def test_a_frozen_clock_stands_still_while_the_world_goes_on(moment: datetime, passed: float) -> None:
    wall = Wall()
    clock = Clock(wall)
    clock.set(moment, frozen=True)
    wall.time += timedelta(seconds=passed)

    assert (clock.now(), clock.frozen) == (moment, True)


@given(moment=moments, passed=st.integers(0, 10**6), advanced=st.integers(0, 10**6))
def test_a_running_clock_keeps_its_distance_from_the_world(
    moment: datetime, passed: int, advanced: int
) -> None:
    wall = Wall()
    clock = Clock(wall)
    clock.set(moment, frozen=False)
    wall.time += timedelta(seconds=passed)
    clock.advance(advanced)

    assert clock.now() == moment + timedelta(seconds=passed + advanced)


@given(advanced=st.integers(0, 10**6))
def test_a_frozen_clock_can_be_advanced_and_stays_frozen(advanced: int) -> None:
    clock = Clock(Wall())
    clock.set(NOON, frozen=True)
    clock.advance(advanced)

    assert (clock.now(), clock.frozen) == (NOON + timedelta(seconds=advanced), True)


def test_reset_returns_to_the_worlds_time() -> None:
    clock = Clock(Wall())
    clock.set(NOON + timedelta(days=9), frozen=True)
    clock.reset()

    assert (clock.now(), clock.frozen) == (NOON, False)
