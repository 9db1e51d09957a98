"""Every event is counted, under names the operators' page lists and labels of few values."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.core.model import Outcome, Question, Reason, Reply, Search, Why
from service.events import (
    Cache,
    Called,
    Event,
    Provenance,
    Refused,
    Served,
    Source,
    Switched,
    TurnedAway,
    Waited,
)
from service.observing.metrics import GAUGES, Metrics

DOCUMENT = Path(__file__).parents[3] / "docs" / "operating.md"
MADE = Provenance(
    Cache.STALE,
    partial=True,
    why=Why.NEWEST_ORDER,
    sources={Source.STALE: 2, Source.CRM: 1},
    failures={(Search.ORDERS_OF, Reason.LATE): 1},
)
EVENTS: dict[str, tuple[Event, dict[str, float]]] = {
    "a block": (
        Served("4f2a", "found-by-phone", 0.02, 3, MADE),
        {
            'blocks_total{cache="stale",outcome="found-by-phone"}': 1,
            'block_seconds_count{cache="stale"}': 1,
            "partial_blocks_total": 1,
            'matches_total{why="newest_order"}': 1,
            'answers_total{source="stale"}': 2,
            'answers_total{source="crm"}': 1,
            'failures_total{reason="late",search="orders_of"}': 1,
        },
    ),
    "a refused request": (
        Served("4f2a", "refused-413", 0.001),
        {
            'blocks_total{cache="unused",outcome="refused-413"}': 1,
            'block_seconds_count{cache="unused"}': 1,
        },
    ),
    "a call": (
        Called(Question(Search.ORDERS_BY_PHONE, "+79990001122"), 2, "429", 0.3, Reply()),
        {'crm_call_seconds_count{operation="orders_by_phone",status="429"}': 1},
    ),
    "a turn": (Waited(0.5), {"turn_wait_seconds_count": 1}),
    "no turn": (TurnedAway(), {"turned_away_calls_total": 1}),
    "a refusal": (Refused(), {"refused_calls_total": 1}),
    "down": (Switched(down=True), {'breaker_changes_total{to="down"}': 1}),
    "up": (Switched(down=False), {'breaker_changes_total{to="up"}': 1}),
}


def _counted(metrics: Metrics) -> dict[str, float]:
    """Return every counter and count of ours that is not 0, by its name and labels."""
    lines = re.findall(r"^retailcrm_block_(\S+(?:total|count)\S*) (\S+)$", _text(metrics), re.MULTILINE)
    return {name: float(value) for name, value in lines if float(value)}


def _text(metrics: Metrics) -> str:
    return metrics.figures()[0].decode()


@pytest.mark.parametrize("what", EVENTS)
def test_an_event_is_counted(what: str) -> None:
    event, expected = EVENTS[what]
    metrics = Metrics()
    metrics(event)
    assert _counted(metrics) == expected


def test_gauges_are_looked_up_at_every_scrape_and_may_be_missing() -> None:
    metrics, now = Metrics(), {"redis_up": 1.0}
    metrics.watch(lambda: now)
    assert "retailcrm_block_redis_up 1.0\n" in _text(metrics)
    now.update(redis_up=0.0)
    assert "retailcrm_block_redis_up 0.0\n" in _text(metrics)
    assert "accounts_down" not in _text(metrics)


def test_two_services_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one(Refused())
    assert (_counted(one), _counted(other)) == ({"refused_calls_total": 1}, {})


def test_the_operators_page_lists_every_metric_with_its_labels_and_meaning() -> None:
    metrics = Metrics()
    metrics.watch(lambda: dict.fromkeys(GAUGES, 1.0))
    for event, _ in EVENTS.values():
        metrics(event)
    families = [each for each in text_string_to_metric_families(_text(metrics)) if _is_ours(each.name)]
    labels = {each.name: {name for one in each.samples for name in one.labels} - {"le"} for each in families}
    in_code = {(each.name, " ".join(sorted(labels[each.name])), each.documentation) for each in families}
    rows = re.findall(
        r"^\| `(retailcrm_\w+?)(?:_total)?` \| (.*) \| (.*) \|$", DOCUMENT.read_text(), re.MULTILINE
    )
    in_document = {
        (name, " ".join(sorted(re.findall(r"`(\w+)`", told))), meaning) for name, told, meaning in rows
    }
    assert in_document == in_code


@pytest.mark.parametrize("words", [Outcome, Cache, Source])
def test_the_operators_page_tells_every_value_of_these_labels(words: type[StrEnum]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in text] == []


def _is_ours(name: str) -> bool:
    return name.startswith("retailcrm_block_") and not name.endswith("_created")
