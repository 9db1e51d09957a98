"""What pages are told of one request, secrets included: the developer who looks owns them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulators.kit.language import Text
from simulators.usedesk_mock import words
from simulators.usedesk_mock.answer import LARGEST, Headers, Reading, Reply
from simulators.usedesk_mock.wire import Departure


@dataclass(frozen=True, slots=True)
class Asked:
    """A request exactly as it is sent."""

    method: str
    url: str = field(repr=False)
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """One request and its end.

    Attributes:
        limit: the seconds the block had.
        departures: where the request departs from the contract, as the dialect reads it.
        dialect: the switches not at their default.
        faults: the kinds of the faults that struck.
    """

    asked: Asked
    reply: Reply
    reading: Reading
    milliseconds: float
    limit: float
    departures: tuple[Departure, ...] = ()
    dialect: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes of body came, 1 MB at most."""
        return min(len(self.reply.body), LARGEST)


def document(shown: Shown, tell: Callable[[Text], str] = str) -> dict[str, Any]:
    """The JSON for the pages' scripts, its texts for people said by `tell`."""
    asked, reply, reading = shown.asked, shown.reply, shown.reading
    return {
        "outcome": reading.outcome,
        "title": tell(words.title(reading.outcome, reply)),
        "advice": tell(words.advice(reading, reply, shown.limit)),
        "status": reply.status,
        "html": reading.html,
        "size": shown.size,
        "milliseconds": shown.milliseconds,
        "limit": shown.limit,
        "asked": {"method": asked.method, "url": asked.url, **_message(asked.headers, asked.body)},
        "answered": _message(reply.headers, reply.body) if reply.status else None,
        "verdict": {
            "request": [tell(words.departure(one)) for one in shown.departures],
            "answer": [tell(one) for one in words.remarks(reading, reply)],
        },
        "dialect": dict(shown.dialect),
        "faults": list(shown.faults),
    }


def _message(headers: Headers, body: bytes) -> dict[str, Any]:
    return {"headers": [list(one) for one in headers], "body": body[:LARGEST].decode(errors="replace")}
