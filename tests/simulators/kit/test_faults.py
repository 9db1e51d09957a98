import json
import statistics
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contracts
from simulators.kit import faults as room
from simulators.kit.errors import ControlError
from simulators.kit.faults import KINDS, Answer, Call, Faults
from simulators.kit.faults.settings import Settings

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIST, READ = Call("listOrders", 1), Call("getOrder", 2)
BODY = b'{"success":true,"orders":[{"id":7,"summ":12.5,"number":"7C","items":[]}]}'
NEEDED: dict[str, dict[str, Any]] = {
    "latency": {"seconds": 1},
    "outage": {"seconds": 60},
    "quota": {"calls": 2},
    "ramp": {"seconds": 100},
    "refuse": {"seconds": 1},
    "status": {"status": 500},
}


def _set(**wish: Any) -> Faults:
    faults = Faults()
    faults.add(wish, NOON, ("listOrders", "getOrder"), (1, 2))
    return faults


def _struck(faults: Faults, calls: list[Call], now: datetime = NOON) -> list[bool]:
    return [faults.instead(call, now).answer is not None for call in calls]


def _effect(kind: str, chance: int = 1, **settings: Any) -> Answer:
    made = KINDS[kind](Settings(kind, NEEDED.get(kind, {}) | settings))
    answer = made.effect(Answer(body=BODY), Random(chance), NOON)
    assert answer is not None
    return answer


def test_each_kind_has_a_file_of_its_own_and_a_place_in_the_contract() -> None:
    named = {path.stem.replace("_", "-") for path in Path(room.__path__[0]).glob("*.py")}
    schemas = contracts.load("control")["components"]["schemas"]
    told = {
        schemas[one["$ref"].rpartition("/")[2]]["properties"]["kind"]["const"]
        for one in schemas["Fault"]["oneOf"]
    }

    assert set(KINDS) <= named
    assert told == set(KINDS)


@given(count=st.integers(1, 6), calls=st.integers(0, 12))
def test_a_fault_strikes_as_often_as_it_was_told_and_heals(count: int, calls: int) -> None:
    faults = _set(kind="status", status=503, count=count)

    assert _struck(faults, [LIST] * calls) == [number < count for number in range(calls)]
    assert len(faults.standing(NOON)) == (calls < count)


@given(nth=st.integers(1, 6), calls=st.lists(st.sampled_from([LIST, READ]), max_size=12))
def test_only_the_nth_call_that_matches_is_struck(nth: int, calls: list[Call]) -> None:
    struck = _struck(_set(kind="reset", operation="listOrders", nth=nth), calls)
    matching = [number for number, call in enumerate(calls) if call == LIST]

    assert [number for number, one in enumerate(struck) if one] == matching[nth - 1 : nth]


def test_a_fault_may_be_meant_for_one_key() -> None:
    assert _struck(_set(kind="silence", key=2), [LIST, READ, Call("getOrder")]) == [False, True, False]


@given(seed=st.integers(0, 2**53), share=st.floats(1e-6, 1))
def test_chance_is_the_same_for_the_same_seed(seed: int, share: float) -> None:
    wish = {"kind": "status", "status": 503, "probability": share, "seed": seed}
    first, second = (_struck(_set(**wish), [LIST] * 30) for _ in range(2))

    assert first == second
    assert share != 1 or all(first)


@given(starts_in=st.integers(0, 100), lasts=st.integers(1, 100), at=st.integers(0, 250))
def test_an_outage_has_a_beginning_and_an_end_by_the_simulators_clock(
    starts_in: int, lasts: int, at: int
) -> None:
    faults = _set(kind="outage", starts_in=starts_in, seconds=lasts)

    assert _struck(faults, [LIST], NOON + timedelta(seconds=at)) == [starts_in <= at < starts_in + lasts]


def test_a_ramp_grows_from_none_to_all() -> None:
    faults = _set(kind="ramp", seconds=100)
    shares = [
        statistics.mean(_struck(faults, [LIST] * 400, NOON + timedelta(seconds=at)))
        for at in (0, 25, 50, 100, 900)
    ]

    assert (shares[0], *shares[3:]) == (0, 1, 1)
    assert 0.15 < shares[1] < 0.35 < shares[2] < 0.65


@given(calls=st.integers(0, 4), pauses=st.lists(st.integers(0, 700), max_size=30))
def test_a_quota_lets_no_more_pass_in_a_window_and_tells_how_long_to_wait(
    calls: int, pauses: list[int]
) -> None:
    faults = _set(kind="quota", calls=calls, seconds=1, status=429, retry_after=True)
    passed: dict[int, int] = {}
    at = 0
    for pause in pauses:
        at += pause
        struck = faults.instead(LIST, NOON + timedelta(milliseconds=at)).answer
        window = (at - pauses[0]) // 1000
        passed[window] = passed.get(window, 0) + (struck is None)
        assert struck is None or (struck.status, struck.headers) == (429, (("Retry-After", "1"),))

    assert all(count <= calls for count in passed.values())


def test_a_log_normal_latency_has_the_median_and_the_99th_percentile_asked_for() -> None:
    kind = KINDS["latency"](Settings("latency", {"median": 0.2, "p99": 2}))
    chance = Random(7)
    answers = [kind.effect(Answer(), chance, NOON) for _ in range(4000)]
    drawn = sorted(answer.delivery.delay for answer in answers if answer is not None)

    assert drawn[2000] == pytest.approx(0.2, rel=0.1)
    assert drawn[3960] == pytest.approx(2, rel=0.2)


@given(chance=st.integers(0, 10_000))
def test_broken_json_is_broken_in_its_own_way(chance: int) -> None:
    malformed, truncated, turned = (
        _effect(kind, chance).body for kind in ("malformed", "truncated", "wrong-types")
    )

    assert (len(malformed), BODY.startswith(truncated), len(truncated)) == (len(BODY), True, len(BODY) // 2)
    for broken in (malformed, truncated):
        with pytest.raises(ValueError, match=r"."):
            json.loads(broken)
    assert json.loads(turned) != json.loads(BODY)


@pytest.mark.parametrize(
    ("kind", "settings", "delivery"),
    [
        ("drip", {"bytes_per_second": 7}, {"pace": 7}),
        ("drop", {}, {"cut": len(BODY) // 2}),
        ("drop", {"bytes": 10_000, "ending": "reset"}, {"cut": len(BODY) - 1, "reset": True}),
        ("huge", {"megabytes": 3}, {"padding": 3_000_000}),
        ("latency", {"low": 2, "high": 2}, {"delay": 2.0}),
        ("reset", {}, {"reset": True}),
        ("silence", {}, {"silent": True}),
    ],
)
def test_what_only_a_network_can_do_is_told_to_the_gate(
    kind: str, settings: dict[str, Any], delivery: dict[str, Any]
) -> None:
    assert _effect(kind, **settings) == Answer(body=BODY).travelling(**delivery)


def test_two_faults_add_up() -> None:
    faults = Faults()
    for wish in (
        {"kind": "latency", "seconds": 2},
        {"kind": "drip"},
        {"kind": "empty", "operation": "getOrder"},
    ):
        faults.add(wish, NOON, ("getOrder",))
    struck = faults.strike(LIST, NOON, Answer(body=BODY))

    assert (struck.answer, struck.kinds) == (
        Answer(body=BODY).travelling(delay=2.0, pace=20),
        ("latency", "drip"),
    )


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"kind": "latency"}, "latency needs seconds, or low and high, or median and p99; give one of these"),
        ({"kind": "latency", "low": 3, "high": 1}, "low of latency is 3, above high 1; swap them"),
        ({"kind": "latency", "seconds": "1"}, "seconds of latency is '1'; give a number from 0 to 120"),
        ({"kind": "drop", "ending": "bang"}, 'ending of drop is \'bang\'; give one of "close", "reset"'),
        ({"kind": "too-many", "status": 500}, "status of too-many is 500; give one of 503, 429"),
        ({"kind": "drip", "nth": 0}, "nth of drip is 0; give a whole number from 1 to 1000000000"),
        ({"kind": "html", "probability": 2}, "probability of html is 2; give a number from 1e-06 to 1"),
        (
            {"kind": "reset", "operation": "listOrder"},
            "no operation 'listOrder', so nothing would be struck; did you mean 'listOrders'?",
        ),
        ({"kind": "reset", "key": 9}, "no key 9, so nothing would be struck; the account's keys: 1, 2"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_nothing_is_set(wish: dict[str, Any], told: str) -> None:
    faults = Faults()
    with pytest.raises(ControlError) as refused:
        faults.add(wish, NOON, ("listOrders",), (1, 2))

    assert (str(refused.value), faults.standing(NOON)) == (told, [])
