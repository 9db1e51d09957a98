"""What pages are told of one request, secrets included: the developer who looks owns them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulators.usedesk_mock.answer import LARGEST, Headers, Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """A request exactly as it is sent."""

    method: str
    url: str = field(repr=False)
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was received; the body has no content encoding any more, and 1 MB at most."""

    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the request departs from the contract, and what is to be said against the answer."""

    request: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """The end of one request.

    Attributes:
        answered: None when nothing came.
        dialect: the switches not at their default.
        faults: the kinds of the faults that struck.
    """

    outcome: Outcome
    title: str
    advice: str
    status: int
    html: str = field(repr=False)
    size: int
    milliseconds: float
    limit: float
    asked: Asked
    answered: Answered | None
    verdict: Verdict
    dialect: Mapping[str, str]
    faults: tuple[str, ...]


def document(shown: Shown) -> dict[str, Any]:
    """The JSON for the page's script."""
    asked, answered = shown.asked, shown.answered
    return {
        "outcome": shown.outcome,
        "title": shown.title,
        "advice": shown.advice,
        "status": shown.status,
        "html": shown.html,
        "size": shown.size,
        "milliseconds": shown.milliseconds,
        "limit": shown.limit,
        "asked": {"method": asked.method, "url": asked.url, **_message(asked)},
        "answered": None if answered is None else _message(answered),
        "verdict": {"request": list(shown.verdict.request), "answer": list(shown.verdict.answer)},
        "dialect": dict(shown.dialect),
        "faults": list(shown.faults),
    }


def _message(said: Asked | Answered) -> dict[str, Any]:
    headers = [list(header) for header in said.headers]
    return {"headers": headers, "body": said.body[:LARGEST].decode(errors="replace")}
