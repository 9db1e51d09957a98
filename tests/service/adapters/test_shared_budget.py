"""One window of calls for a key over all replicas, given out in order by the server's clock."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from math import inf

import pytest

from service.adapters.budget import Budget, Planned
from service.adapters.lane import SOON
from service.adapters.link import Link
from service.adapters.sealing import Seals
from service.adapters.shared_budget import SharedBudget
from tests.service.adapters.hand_timed import HandTimed
from tests.service.adapters.replicas import PATIENT, visit
from tests.service.adapters.traffic import visit as visit_of
from tests.service.adapters.valkey import Valkey
from tests.service.fakes import HandClock

MINUTE = 60.0


@pytest.fixture
def budgets(valkey: Valkey) -> Iterator[list[SharedBudget]]:
    """Two replicas' budgets, of three calls in ten minutes: what a test takes itself is nothing beside it."""
    links = [Link(valkey.url, PATIENT) for _ in range(2)]
    yield [SharedBudget(link, Seals(), 3, 10 * MINUTE) for link in links]
    for link in links:
        link.close()


def _in_minutes(turns: list[Planned] | None) -> list[float]:
    return [each.seconds if each.seconds == inf else round(each.seconds / MINUTE) for each in turns or []]


def _minutes(seconds: float | None) -> float:
    assert seconds is not None
    return round(seconds / MINUTE)


def test_a_pause_is_kept_by_all_and_never_shortened(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    one.pause(visit(), 30 * MINUTE)
    one.pause(visit(), MINUTE)
    assert _in_minutes(other.join(visit(), [10 * MINUTE, 60 * MINUTE])) == [inf, 30]


def test_a_pause_puts_off_what_is_planned_and_keeps_the_order(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    planned = one.join(visit(), [60 * MINUTE] * 6) or []
    other.pause(visit(), 30 * MINUTE)
    asked = [one.leave(visit(), number, each.turn, 0) for number, each in enumerate(planned)]
    assert list(map(_minutes, asked)) == [30] * 3 + [40] * 3
    assert _in_minutes(other.join(visit(), [60 * MINUTE])) == [50]


def test_many_threads_of_two_replicas_never_get_more_than_a_window(budgets: list[SharedBudget]) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(budgets[number % 2].join, visit(), [600 * MINUTE] * 3) for number in range(20)]
        turns = [turn for each in asked for turn in _in_minutes(each.result())]
    assert sorted(turns) == [10 * window for window in range(20) for _ in range(3)]


def test_a_call_that_is_on_its_way_counts_until_it_is_known_when_it_was_counted(
    budgets: list[SharedBudget],
) -> None:
    one, other = budgets
    assert [one.leave(visit(), call, 0, counted=MINUTE) for call in range(3)] == [0, 0, 0]
    assert (
        other.leave(visit(), 0, 0, counted=MINUTE) == SOON
    )  # one of three is awaited, nobody knows until when
    for call in range(3):
        one.counted(visit(), call, within=0)
    assert _minutes(other.leave(visit(), 0, 0, counted=MINUTE)) == 10


def test_a_call_that_is_late_holds_up_those_of_another_replica(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    assert [one.leave(visit(), call, 0, counted=0) for call in range(3)] == [0, 0, 0]
    one.counted(visit(), 0, within=5 * MINUTE)
    one.counted(visit(), 1, within=5 * MINUTE)
    assert _minutes(other.leave(visit(), 0, 0, counted=0)) == 10  # the third was counted at once


def test_no_call_of_another_replica_leaves_within_a_pause(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    one.pause(visit(), 30 * MINUTE)
    assert _minutes(other.leave(visit(), 0, 0, counted=0)) == 30


def test_a_call_that_asks_again_does_not_stand_in_its_own_way(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    assert [other.leave(visit(), call, 0, counted=0) for call in range(2)] == [0, 0]
    assert [one.leave(visit(), 7, 0, counted=0) for _ in range(5)] == [0] * 5


def test_each_knows_how_many_replicas_there_are(budgets: list[SharedBudget]) -> None:
    for each in [*budgets, budgets[0]]:
        each.join(visit(), [0.0])
    assert [each.replicas for each in budgets] == [2, 2]


def test_without_a_server_nothing_is_agreed_on(own_valkey: Valkey) -> None:
    link = Link(own_valkey.url, PATIENT)
    budget = SharedBudget(link, Seals(), 3, MINUTE)
    own_valkey.kill()
    assert budget.join(visit(), [0.0]) is None
    assert budget.leave(visit(), 1, 0, 0) is None
    budget.pause(visit(), 1)
    link.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def link(valkey: Valkey, clock: HandClock) -> Iterator[HandTimed]:
    with closing(HandTimed(valkey.url, clock)) as opened:
        yield opened


def _waits(budget: Budget, clock: HandClock, calls: int) -> list[float]:
    """Take as many places, tell how long each waits, and make the calls that need not."""
    places = [place for place in budget.join(visit_of(clock), [True] * calls) if place]
    waits = [budget.wait(place) for place in places]
    for place in places[: waits.count(0)]:
        budget.sent(place)
        budget.passed(place)
        budget.over(place)
    return waits


def test_a_replica_without_a_server_keeps_its_own_window(link: HandTimed, clock: HandClock) -> None:
    link.lost = True
    budget = Budget(1, clock, agreement=SharedBudget(link, Seals(), 1, 1.0))
    assert [_waits(budget, clock, 1), *map(round, _waits(budget, clock, 1))] == [[0], 1]


def test_a_replica_that_loses_the_others_takes_its_share_until_it_has_seen_them_for_a_window(
    link: HandTimed, clock: HandClock
) -> None:
    shared, another = (SharedBudget(link, Seals(), 10, 1.0) for _ in range(2))
    for each in (another, shared):
        each.join(visit(), [0.0])
    budget = Budget(10, clock, agreement=shared)
    link.lost = True
    assert _waits(budget, clock, 7) == [0] * 5 + [SOON] * 2
    link.lost = False
    clock.advance(3)
    assert _waits(budget, clock, 8) == [0] * 8
