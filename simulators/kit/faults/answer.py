"""An answer as faults see it, and what a fault does to one. Pure."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from random import Random
from typing import Any

from simulators.kit.gate.delivery import AT_ONCE, Delivery

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers besides the content type, body, and the way it will travel."""

    status: int = 200
    content_type: str = JSON
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    delivery: Delivery = field(default=AT_ONCE)

    def travelling(self, **changes: Any) -> "Answer":
        """The same answer, its Delivery changed so."""
        return replace(self, delivery=replace(self.delivery, **changes))


# What a fault makes of an answer, by its own chance and the simulator's time; None lets the call pass.
Effect = Callable[[Answer, Random, datetime], Answer | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault ready to strike. One that strikes `instead` leaves the operation undone."""

    effect: Effect
    instead: bool = False
    # Seconds after which it heals by itself, and seconds before it begins, where the kind itself says so.
    lasts: float | None = None
    starts_in: float = 0
    count: int | None = None
    ramps: float | None = None


def refusal(status: int, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """An error in RetailCRM's envelope, in the plainest words: `errorMsg` is the status's phrase."""
    words = "Rate limit exceeded" if status in (429, 503) and headers else _phrase(status)
    body = {"success": False, "errorMsg": words}
    return Answer(status, JSON, json.dumps(body).encode(), headers)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
