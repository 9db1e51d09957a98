"""What every budget of calls promises: one worker's, those that share a Redis, and those that lost it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.adapters.budget import Place
from service.adapters.lane import COUNTED_WITHIN, SOON
from tests.interface import budgets
from tests.interface.budgets import Make
from tests.service.adapters.traffic import Call, Traffic, Worker, visit

_TOGETHER: dict[str, budgets.Open] = {
    "one-worker": budgets.in_memory,
    "one-on-redis": partial(budgets.on_redis, 1),
    "two-on-redis": partial(budgets.on_redis, 2),
}
_ALONE: dict[str, budgets.Open] = {
    "one-worker": budgets.in_memory,
    "two-that-lost-it": budgets.on_a_lost_redis,
}
_KINDS = {**_TOGETHER, **_ALONE}

keys, workers = st.sampled_from("ab"), st.integers(0, 1)
moments = st.floats(0, 0.4)


def _calls(keys: str) -> st.SearchStrategy[list[Call]]:
    call = st.builds(
        Call,
        gap=st.just(0.0) | st.floats(0, 0.1),
        connecting=st.just(0.0) | moments,
        travelling=st.floats(0, 0.3),
        waiting=moments,
        key=st.sampled_from(keys),
        worker=workers,
    )
    return st.lists(call, min_size=8, max_size=32)


calls = _calls("aab")
asks = st.lists(
    st.builds(
        Call,
        gap=st.just(0.0) | st.integers(1, 9).map(lambda tenths: tenths / 10 + 0.003),
        waiting=st.just(0.0),
        key=keys,
        worker=workers,
        patience=st.integers(0, 40).map(lambda tenths: tenths / 10 + 0.0255),
        patient=st.booleans(),
    ),
    max_size=40,
)
"""None comes at the very moment of a turn, of which memory and Redis know to a millionth of a second."""
together = pytest.mark.parametrize("house", [*_TOGETHER.values()], ids=[*_TOGETHER], indirect=True)
"""Of those who keep one plan between them."""
alone = pytest.mark.parametrize("house", [*_ALONE.values()], ids=[*_ALONE], indirect=True)
"""Of those whose calls nobody else's can hold up."""
LOOKS_AGAIN = COUNTED_WITHIN + 2 * SOON
"""Seconds after which whoever waits has asked again; room was kept for them."""
often = settings(max_examples=25)


@pytest.fixture(scope="module", params=[*_KINDS.values()], ids=[*_KINDS])
def house(request: pytest.FixtureRequest) -> Iterator[Make]:
    open_one: budgets.Open = request.param
    with open_one() as make:
        yield make


def planned(asked: list[Call], rate: float) -> dict[int, float]:
    """When each of these calls goes, in seconds from the start: each as soon as the rate leaves it a turn.

    Who could not wait for theirs take none.
    """
    most, now = max(1, int(rate)), 0.0
    window = most / rate * 1.05
    turns, told = defaultdict[str, list[float]](list), dict[int, float]()
    for number, call in enumerate(asked):
        now, before = now + call.gap, turns[call.key]
        turn = max(now, before[-most] + window) if len(before) >= most else now
        if turn - now <= call.patience * call.patient:
            before.append(turn)
            told[number] = turn
    return told


@together
@often
@given(asked=asks, rate=st.sampled_from([1, 2, 3.5, 10]))
@example(asked=[Call(waiting=0)] * 21, rate=10)
@example(asked=[Call(waiting=0)] * 3, rate=0.5)
def test_each_call_goes_at_the_first_moment_that_the_rate_leaves_it_and_who_cannot_wait_takes_none(
    house: Make, asked: list[Call], rate: float
) -> None:
    made = house(rate)
    played, started = Traffic(made.clock, made.workers), made.clock.now
    played.play(asked)
    told = planned(asked, rate)
    assert {number: moment - started for number, moment in played.launched} == pytest.approx(told, abs=1e-4)
    assert {*played.turned_away} == {*range(len(asked))} - {*told}


@often
@given(traffic=calls, rate=st.integers(2, 5))
def test_no_second_sees_more_calls_than_the_rate_however_long_each_connects_and_travels(
    house: Make, traffic: list[Call], rate: int
) -> None:
    made = house(rate)
    played = Traffic(made.clock, made.workers)
    played.play(traffic)
    by_key = defaultdict(list)
    for moment, key in played.arrived:
        by_key[key].append(moment)
    for moments in by_key.values():
        assert all(index - bisect_left(moments, end - 1) < rate for index, end in enumerate(moments))


@together
@often
@given(traffic=calls)
def test_every_call_is_served(house: Make, traffic: list[Call]) -> None:
    made = house(10)
    played = Traffic(made.clock, made.workers)
    played.play(traffic)
    assert sorted(played.answered) == list(range(len(traffic)))


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


@alone
@often
@given(traffic=_calls("a"), rate=st.integers(2, 5))
def test_no_call_is_held_up_by_one_that_came_after_it_however_late_some_are(
    house: Make, traffic: list[Call], rate: int
) -> None:
    made = house(rate)
    played = Traffic(made.clock, made.workers)
    played.play(traffic)
    for worker in range(made.shares):
        own = [each for each in played.launched if traffic[each[0]].worker % made.shares == worker]
        assert all(
            moment <= later + LOOKS_AGAIN
            for (number, moment), (another, later) in product(own, own)
            if number < another
        )


@often
@given(traffic=calls, most=st.integers(1, 5), by=st.sampled_from(["key", "address"]))
def test_refusals_lose_nobody(house: Make, traffic: list[Call], most: int, by: str) -> None:
    made = house(10)
    played = Traffic(made.clock, made.workers, Window(most, by))
    played.play(traffic)
    assert sorted(played.answered) == list(range(len(traffic)))


@often
@given(traffic=calls, after=st.floats(0.1, 5))
def test_nobody_with_the_key_calls_while_the_crm_wants_to_be_left_alone(
    house: Make, traffic: list[Call], after: float
) -> None:
    made = house(10)
    refuses = iter("a")
    played = Traffic(
        made.clock, made.workers, lambda key, _now: key != "a" or next(refuses, None) is None, after
    )
    played.play(traffic)
    assert sorted(played.answered) == list(range(len(traffic)))
    for refused, since in played.refused:
        for number, moment in played.launched:
            hears = made.shares == 1 or traffic[number].worker == traffic[refused].worker
            if traffic[number].key == "a" and hears:
                assert not since < moment < since + after


@pytest.mark.parametrize(("most", "by", "refusals"), [(10, "key", 0), (4, "key", 30), (10, "address", 30)])
def test_a_narrower_limit_is_learned_from_a_few_refusals(
    house: Make, most: int, by: str, refusals: int
) -> None:
    made = house(10)
    played = Traffic(made.clock, made.workers, Window(most, by))
    played.play(
        [Call(gap=0.01, waiting=0.05, key="ab"[number % 2], worker=number // 2) for number in range(400)]
    )
    assert sorted(played.answered) == list(range(400))
    assert len(played.refused) <= refusals


@together
def test_calls_of_a_round_take_turns_in_their_order_and_the_impatient_only_one_that_has_come(
    house: Make,
) -> None:
    worker = house(2).workers[-1]
    places = worker.budget.join(visit(worker.clock), [False, True, False, True])
    assert [bool(place) for place in places] == [True, True, False, True]


def _refused(worker: Worker, after: float, waiting: int = 0) -> Place:
    place, *_ = worker.budget.join(visit(worker.clock), [True] * (1 + waiting))
    assert place
    assert worker.budget.wait(place) == 0
    worker.budget.sent(place)
    worker.budget.refused(place, after)
    worker.budget.over(place)
    return place


def test_what_the_crm_asks_to_wait_all_with_the_key_wait_and_a_little_more(house: Make) -> None:
    made = house(10)
    _refused(made.workers[0], after=2)
    for worker in made.workers if made.shares == 1 else made.workers[:1]:
        assert worker.budget.join(visit(worker.clock, seconds=2), [True]) == [None]
        assert all(worker.budget.join(visit(worker.clock, seconds=2.3), [True]))
        assert all(worker.budget.join(visit(worker.clock, "another key", seconds=2), [True]))


@pytest.mark.parametrize("waiting", [0, 10])
def test_a_refused_call_goes_again_when_the_pause_is_over_however_many_wait(
    house: Make, waiting: int
) -> None:
    made = house(1)
    worker = made.workers[-1]
    place = _refused(worker, 0.8, waiting)
    assert worker.budget.rejoin(place) == pytest.approx(0.9)
    made.clock.advance(0.9001)
    assert worker.budget.wait(place) == 0


@together
def test_a_pause_puts_off_all_that_wait_and_who_comes_later_comes_after_them(house: Make) -> None:
    made = house(2)
    _refused(made.workers[0], 2, waiting=5)  # until 2.1, and 2.25 more
    worker = made.workers[-1]
    assert worker.budget.join(visit(worker.clock, seconds=5.3), [True]) == [None]
    assert all(worker.budget.join(visit(worker.clock, seconds=5.5), [True]))
