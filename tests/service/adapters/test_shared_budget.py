"""One window of calls for a key over all replicas, given out in order by the server's clock."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import inf

import pytest

from service.adapters.budget import SENT_WITHIN, Budget
from service.adapters.lane import COUNTED_WITHIN, SOON
from service.adapters.link import Link
from service.adapters.sealing import Seals
from service.adapters.shared_budget import SharedBudget
from service.ports import Visit
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


def test_a_call_that_is_on_its_way_counts_until_it_is_known_when_it_was_counted(
    budgets: list[SharedBudget],
) -> None:
    one, other = budgets
    assert [one.leave(visit(), call, counted=MINUTE) for call in range(3)] == [0, 0, 0]
    assert other.leave(visit(), 0, counted=MINUTE) == SOON  # one of three is awaited, nobody knows until when
    for call in range(3):
        one.counted(visit(), call, within=0)
    assert _in_minutes([other.leave(visit(), 0, counted=MINUTE) or 0]) == [10]


def test_a_call_that_is_late_holds_up_those_of_another_replica(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    assert [one.leave(visit(), call, counted=0) for call in range(3)] == [0, 0, 0]
    one.counted(visit(), 0, within=5 * MINUTE)
    one.counted(visit(), 1, within=5 * MINUTE)
    assert _in_minutes([other.leave(visit(), 0, counted=0) or 0]) == [10]  # the third was counted at once


def test_no_call_of_another_replica_leaves_within_a_pause(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    one.pause(visit(), 30 * MINUTE)
    assert _in_minutes([other.leave(visit(), 0, counted=0) or 0]) == [30]


def test_a_call_that_asks_again_does_not_stand_in_its_own_way(budgets: list[SharedBudget]) -> None:
    one, other = budgets
    assert [one.leave(visit(), 7, counted=0) for _ in range(5)] == [0] * 5
    assert [other.leave(visit(), call, counted=0) for call in range(2)] == [0, 0]


def test_each_knows_how_many_replicas_there_are(budgets: list[SharedBudget]) -> None:
    for each in [*budgets, budgets[0]]:
        each.join(visit(), [0.0])
    assert [each.replicas for each in budgets] == [2, 2]


def test_without_a_server_nothing_is_agreed_on(own_valkey: Valkey) -> None:
    link = Link(own_valkey.url, PATIENT)
    budget = SharedBudget(link, Seals(), 3, MINUTE)
    own_valkey.kill()
    assert budget.join(visit(), [0.0]) is None
    assert budget.leave(visit(), 1, 0) is None
    budget.pause(visit(), 1)
    link.close()


class Agreed:
    """An agreement that says what it was told to, and keeps what it was told."""

    def __init__(self, *says: list[float] | None, leaves: tuple[float | None, ...] = (), replicas: int = 1):
        self.says, self.leaves, self.replicas = list(says), list(leaves), replicas
        self.pauses, self.told = list[float](), list[tuple[int, float]]()

    def join(self, visit: Visit, patience: Sequence[float]) -> list[float] | None:  # noqa: ARG002 - a port's shape
        return self.says.pop(0)

    def leave(self, visit: Visit, call: int, counted: float) -> float | None:  # noqa: ARG002 - a port's shape
        return self.leaves.pop(0) if self.leaves else 0.0

    def counted(self, visit: Visit, call: int, within: float) -> None:  # noqa: ARG002 - a port's shape
        self.told.append((call, within))

    def pause(self, visit: Visit, seconds: float) -> None:  # noqa: ARG002 - a port's shape
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


def test_a_call_that_finds_others_late_asks_again() -> None:
    clock = HandClock()
    agreed = Agreed([0.0], leaves=(0.3, 0.0))
    budget = Budget(10, clock, agreement=agreed)
    [place] = budget.join(visit_of(clock), [True])
    assert place
    assert (budget.wait(place), budget.wait(place)) == (0.3, 0)


def test_others_are_told_of_a_call_that_is_sent_late_and_of_each_that_is_over() -> None:
    clock = HandClock()
    agreed = Agreed([0.0, 0.0])
    budget = Budget(10, clock, agreement=agreed)
    prompt, late = budget.join(visit_of(clock), [True, True])
    assert prompt
    assert late
    assert budget.wait(prompt) == budget.wait(late) == 0
    budget.sent(prompt)
    clock.advance(2 * SENT_WITHIN)
    budget.sent(late)
    budget.over(prompt)
    assert agreed.told == [(late.number, COUNTED_WITHIN), (prompt.number, 0)]


def test_a_replica_that_loses_the_others_takes_its_share_until_it_has_seen_them_for_a_window() -> None:
    clock = HandClock()
    budget = Budget(10, clock, agreement=Agreed(None, [0.0] * 8, replicas=2))
    alone = [place for place in budget.join(visit_of(clock), [True] * 7) if place]
    assert [budget.wait(place) for place in alone] == [0] * 5 + [SOON] * 2
    for place in alone[:5]:
        budget.sent(place)
        budget.passed(place)
    clock.advance(3)
    together = [place for place in budget.join(visit_of(clock), [True] * 8) if place]
    assert [budget.wait(place) for place in together] == [0] * 8
