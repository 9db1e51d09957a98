"""What load balancers and Prometheus are answered."""

import time
from typing import Any

import pytest
from flask import Flask

from service.block import Answer
from service.core.drawn import Page
from service.core.model import Outcome, Preferences
from service.events import Provenance
from service.web.app import create_app
from service.web.operation import Check, Operation, State

DOWN = Check("redis", State.DEGRADED, "TimeoutError: going on in memory")
UP = Check("redis", State.OK, "shared with the other replicas")


def _app(operation: Operation) -> Flask:
    made = Answer(Page.of("<div>block</div>"), Outcome.NOT_FOUND, 0, Provenance())
    return create_app(lambda *_: made, Preferences(), time.monotonic, operation=operation)


def test_the_health_is_told() -> None:
    answer = _app(Operation()).test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("check", "stopping", "status", "state"),
    [(UP, False, 200, "ok"), (DOWN, False, 200, "degraded"), (DOWN, True, 503, "stopping")],
)
def test_only_what_stops_is_not_ready(check: Check, stopping: bool, status: int, state: str) -> None:
    operation = Operation(look=lambda: (check,))
    app = _app(operation)
    if stopping:
        operation.stopping.set()
    answer = app.test_client().get("/readyz")
    told: dict[str, Any] = answer.get_json()
    assert (answer.status_code, told["status"]) == (status, state)
    assert [each["name"] for each in told["checks"]] == ["program", "redis"]
    assert told["checks"][1] == {"name": "redis", "status": check.state, "detail": check.detail}


def test_the_figures_are_given_as_they_are() -> None:
    answer = (
        _app(Operation(figures=lambda: (b"up 1\n", "text/plain; version=0.0.4")))
        .test_client()
        .get("/metrics")
    )
    assert (answer.data, answer.content_type) == (b"up 1\n", "text/plain; version=0.0.4")
