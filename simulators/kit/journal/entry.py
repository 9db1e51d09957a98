"""One call as the journal keeps it, and as it tells it."""

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

from simulators.kit.journal import redact
from simulators.kit.journal.redact import Pairs, Words


class Exchange(NamedTuple):
    """What was said in a call, as it came. It is told only as `keeps_values` allows, and prints as its size.

    Attributes:
        path: as it was asked for.
        template: the contract's path, or None when it knows none.
        keeps_values: somebody asked for real values before the call was made; otherwise only shapes are told.
        secret: the key of the call, which is told in no case.
    """

    path: str
    template: str | None
    query: str
    sent_type: str
    sent: bytes
    answer_type: str
    answer: bytes
    words: Words
    keeps_values: bool = False
    secret: str | None = None

    def __repr__(self) -> str:
        return f"<Exchange of {self.size} bytes>"

    @property
    def size(self) -> int:
        """How many bytes of bodies and query are kept."""
        return len(self.query) + len(self.sent) + len(self.answer)

    def parameters(self) -> tuple[str, ...]:
        """The names of the query's parameters, but for the key's."""
        return redact.names(self.query, None if self.keeps_values else self.words)

    def told_query(self) -> Pairs:
        """The query's names and values."""
        return self._told_pairs(self.query)

    def told_fields(self) -> Pairs:
        """The names and values of a form that was sent."""
        return self._told_pairs(self.sent.decode(errors="replace"))

    def told_path(self) -> str:
        """The path, or the contract's for it."""
        if self.keeps_values:
            return self.without_key(self.path)
        return self.template or "/<path>"

    def told_sent(self) -> str:
        """The request's body."""
        return self._told(self.sent, self.sent_type)

    def told_answer(self) -> str:
        """The answer's body."""
        return self._told(self.answer, self.answer_type)

    def _told_pairs(self, spelled: str) -> Pairs:
        said = parse_qsl(spelled, keep_blank_values=True)
        if not self.keeps_values:
            return redact.pairs(said, self.words)
        return [
            (self.without_key(name), self.without_key(value)) for name, value in redact.without_keys(said)
        ]

    def _told(self, body: bytes, media_type: str) -> str:
        if not self.keeps_values:
            return redact.body(body, media_type, self.words)
        told = body.decode(errors="replace")
        if media_type == redact.FORM:
            return redact.form(self._told_pairs(told))
        try:
            return orjson.dumps(redact.keyless(orjson.loads(body), self.secret)).decode()
        except (orjson.JSONDecodeError, RecursionError):
            return self.without_key(told)

    def without_key(self, told: str) -> str:
        """The text with the call's key taken out."""
        return told.replace(self.secret, redact.KEY) if self.secret else told


class Entry(NamedTuple):
    """One call.

    Attributes:
        at: when, by the account's clock.
        scope: the account.
        operation: the contract's name for the call, None when the contract knows no such call.
        parameters: the names of its query's parameters.
        request_id: the caller's X-Request-Id.
        violations: where request and answer depart from the contract.
        number: counts the account's calls from 1.
        trace_id: of the caller's `traceparent` (W3C Trace Context).
        key: which key was shown: its number if it has one, and a fingerprint that only this journal makes.
        faults: the kinds of faults that struck.
        size: the answer's, in bytes.
        explain: why a search found nothing.
        exchange: what was said; None for calls of which nothing is kept.
    """

    at: datetime
    scope: str | None
    operation: str | None
    method: str
    parameters: tuple[str, ...]
    status: int
    milliseconds: float
    request_id: str | None
    violations: tuple[str, ...]
    number: int = 0
    trace_id: str | None = None
    key: str | None = None
    faults: tuple[str, ...] = ()
    size: int = 0
    explain: str | None = None
    exchange: Exchange | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry as the control door tells it."""
        told = self._asdict()
        exchange = told.pop("exchange")
        query = [] if exchange is None else exchange.told_query()
        return told | {
            "at": self.at.isoformat(timespec="milliseconds"),
            "query": [{"name": name, "value": value} for name, value in query],
        }
