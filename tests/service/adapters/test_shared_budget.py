"""One window of calls for a key over all replicas, given out in order by the server's clock."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from math import inf

import pytest

from service.adapters.budget import Budget
from service.adapters.link import Link
from service.adapters.sealing import Seals
from service.adapters.shared_budget import SharedBudget
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


def _in_minutes(seconds: list[float] | None) -> list[float] | None:
    return None if seconds is None else [each if each == inf else round(each / MINUTE) for each in seconds]


def test_a_window_is_shared_and_turns_are_given_in_order(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    patience = [60 * MINUTE] * 2
    turns = [_in_minutes(each.join(visit(), patience)) for each in (one, other, one, other)]
    assert turns == [[0, 0], [0, 10], [10, 10], [20, 20]]


def test_what_comes_too_late_takes_nothing(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    assert _in_minutes(one.join(visit(), [0.0] * 5)) == [0, 0, 0, inf, inf]
    assert _in_minutes(other.join(visit(), [MINUTE, 60 * MINUTE, 0.0])) == [inf, 10, inf]


def test_each_key_has_its_own_window(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    one.join(visit(), [0.0] * 3)
    assert _in_minutes(other.join(visit(key="another"), [0.0])) == [0]


def test_a_pause_is_kept_by_all_and_never_shortened(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    one.pause(visit(), 30 * MINUTE)
    one.pause(visit(), MINUTE)
    assert _in_minutes(other.join(visit(), [10 * MINUTE, 60 * MINUTE])) == [inf, 30]


def test_many_threads_of_two_replicas_never_get_more_than_a_window(budgets: list[SharedBudget]) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(budgets[number % 2].join, visit(), [600 * MINUTE] * 3) for number in range(20)]
        turns = [turn for each in asked for turn in _in_minutes(each.result()) or []]
    assert sorted(turns) == [10 * window for window in range(20) for _ in range(3)]


def test_without_a_server_nothing_is_agreed_on(own_valkey: Valkey) -> None:
    link = Link(own_valkey.url, PATIENT)
    budget = SharedBudget(link, Seals(), 3, MINUTE)
    own_valkey.kill()
    assert budget.join(visit(), [0.0]) is None
    budget.pause(visit(), 1)
    link.close()


class Agreed:
    """An agreement that says what it was told to, and keeps what it was told."""

    def __init__(self, *says: list[float] | None) -> None:
        self.says, self.pauses = list(says), list[float]()

    def join(self, _visit: object, patience: object) -> list[float] | None:  # noqa: ARG002 - a port's shape
        return self.says.pop(0)

    def pause(self, _visit: object, seconds: float) -> None:
        self.pauses.append(seconds)


def test_a_call_waits_for_the_moment_agreed_on_and_gives_way_where_there_is_no_room() -> None:
    clock = HandClock()
    budget = Budget(10, clock, agreement=Agreed([0.0, 2.0, inf]))
    first, second, third = budget.join(visit_of(clock), [True] * 3)
    assert first
    assert second
    assert (third, budget.wait(first), budget.wait(second)) == (None, 0, 2.0)


def test_without_an_agreement_ones_own_window_is_kept() -> None:
    clock = HandClock()
    budget = Budget(1, clock, agreement=Agreed(None))
    first, second = budget.join(visit_of(clock), [True, True])
    assert first
    assert second
    assert (budget.wait(first), round(budget.wait(second), 2)) == (0, 1.05)


def test_others_are_told_of_a_refusal_and_asked_for_another_turn() -> None:
    clock = HandClock()
    agreed = Agreed([0.0], [7.0])
    budget = Budget(10, clock, chance=lambda: 0, agreement=agreed)
    [place] = budget.join(visit_of(clock), [True])
    assert place
    assert budget.wait(place) == 0
    budget.refused(place, after=3)
    assert (agreed.pauses, budget.rejoin(place), budget.wait(place)) == ([3.0], 7.0, 7.0)
