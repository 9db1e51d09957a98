"""What the operator's tools ask: does it answer, may it be sent requests, and its figures."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus

from flask import Flask, Response


class State(StrEnum):
    """How something does; degraded still serves."""

    OK = "ok"
    DEGRADED = "degraded"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Check:
    """One reason for being ready or not, in words that name nobody."""

    name: str
    state: State
    detail: str


def _no_figures() -> tuple[bytes, str]:
    return b"", "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked.

    `look` returns the reasons besides stopping, `figures` the metrics with their media type. Once `stopping`
    is set, no new requests are wanted.
    """

    look: Callable[[], tuple[Check, ...]] = tuple
    figures: Callable[[], tuple[bytes, str]] = _no_figures
    stopping: threading.Event = field(default_factory=threading.Event)

    def checks(self) -> tuple[Check, ...]:
        """Return every reason, that of the program's own state first."""
        if self.stopping.is_set():
            return Check("program", State.STOPPING, "finishing the open requests"), *self.look()
        return Check("program", State.OK, "taking requests"), *self.look()


def operated(app: Flask, operation: Operation) -> None:
    """Add the operator's addresses."""

    @app.get("/healthz", provide_automatic_options=False)
    def healthz() -> Response:
        return Response(json.dumps({"status": "ok"}), mimetype="application/json")

    @app.get("/readyz", provide_automatic_options=False)
    def readyz() -> Response:
        checks = operation.checks()
        states = {check.state for check in checks}
        state = next((each for each in (State.STOPPING, State.DEGRADED) if each in states), State.OK)
        told = [{"name": each.name, "status": each.state, "detail": each.detail} for each in checks]
        status = HTTPStatus.SERVICE_UNAVAILABLE if state is State.STOPPING else HTTPStatus.OK
        body = json.dumps({"status": state, "checks": told})
        return Response(body, status, mimetype="application/json")

    @app.get("/metrics", provide_automatic_options=False)
    def metrics() -> Response:
        figures, media_type = operation.figures()
        return Response(figures, content_type=media_type)
