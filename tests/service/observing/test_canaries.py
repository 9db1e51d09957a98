"""Whoever is asked for and whatever the CRM says: no log line, figure, span or problem has any of it."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from werkzeug.test import TestResponse

from service.block import Answer
from service.bootstrap import make_block, stack
from service.core.model import Ticket
from service.events import Event, both
from service.observing.logs import JsonFormatter, write
from service.observing.metrics import Metrics
from service.observing.tracing import Tracing
from service.settings import Settings
from service.web.app import BLOCK_PATH, create_app
from service.web.operation import Operation
from tests.service.adapters.hostile import Heard, Script, Talk, answer, hostile_server

PLACES = ("key", "subdomain", "ticket", "email", "name", "number", "comment", "error")
words = st.text("bcdfghjkmnpqrstvwxz", min_size=12, max_size=16)
WAYS = {
    "found": "200 OK",
    "a wrong key": "403 Forbidden",
    "no account": "404 Not Found",
    "broken": "500 Internal Server Error",
    "elsewhere": "302 Found",
    "too many": "429 Too Many Requests",
}
FAULTS = ("none", "json", "media type", "path", "verb", "ours")


@dataclass(frozen=True)
class Planted:
    """One example: a word for each place, a phone, and how the CRM and the request go wrong."""

    words: dict[str, str]
    digits: str
    way: str
    fault: str

    def secrets(self) -> list[str]:
        return [*self.words.values(), self.digits]

    def request(self) -> dict[str, Any]:
        """Write a ticket that holds what was planted in its places."""
        return {
            "secret": self.words["key"],
            "subdomain": self.words["subdomain"],
            "subject": self.words["ticket"],
            "lang": self.words["ticket"],
            "client_data": {"emails": [f"{self.words['email']}@example.com"], "phones": [f"7{self.digits}"]},
        }

    def script(self) -> Script:
        """Let the CRM answer with what was planted in its own places."""
        status = WAYS[self.way]
        error = self.words["error"]
        body = (
            self._found() if self.way == "found" else {"success": False, "errorMsg": error, "errors": [error]}
        )
        text = f"<html>{error}" if self.way == "no account" else json.dumps(body)
        return answer(
            text.encode(), status, f"Location: /{error}", f"Retry-After: {error}", f"Server: {error}"
        )

    def _found(self) -> dict[str, Any]:
        name, number = self.words["name"], self.words["number"]
        phones, email = [{"number": f"7{self.digits}"}], f"{self.words['email']}@example.com"
        customer = {"id": 7, "firstName": name, "phones": phones, "email": email, "ordersCount": 1}
        order = {"id": 17, "number": number, "status": "new", "customer": {"id": 7}}
        order["customerComment"] = self.words["comment"]
        return {
            "success": True,
            "customers": [customer],
            "orders": [order],
            "statuses": {"new": {"name": name}},
        }


def _plant(word: str, digits: int, way: str) -> Planted:
    """Tell places apart by their last letters, so that one word is all there is to shrink."""
    return Planted({place: f"{word}{place}" for place in PLACES}, str(digits), way, "none")


planted = st.builds(_plant, words, st.integers(9_990_100_000, 9_990_999_999), st.sampled_from(sorted(WAYS)))


class Kept(logging.Handler):
    """Every line of every logger, in both forms."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self._forms = (logging.Formatter("%(name)s %(message)s"), JsonFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [form.format(record) for form in self._forms]


@dataclass
class Observed:
    """The service with everything that observes it, before a CRM that says what an example wants."""

    client: FlaskClient
    spans: InMemorySpanExporter
    logs: Kept
    events: list[str] = field(default_factory=list)
    example: Planted | None = None

    def ask(self, example: Planted) -> TestResponse:
        self.example = example
        if example.fault == "json":
            return self.client.post(
                BLOCK_PATH, data=json.dumps(example.request())[:-1], content_type="text/json"
            )
        if example.fault == "media type":
            return self.client.post(BLOCK_PATH, data=b"x", content_type=f"text/{example.words['ticket']}")
        if example.fault == "path":
            return self.client.get(f"/{example.words['ticket']}?secret={example.words['key']}")
        if example.fault == "verb":
            return self.client.put(f"{BLOCK_PATH}?secret={example.words['key']}", json=example.request())
        return self.client.post(BLOCK_PATH, json=example.request())

    def everything(self) -> str:
        """Return all that was observed so far, and forget the lines, spans and events."""
        spans = [span.to_json() for span in self.spans.get_finished_spans()]
        figures = [self.client.get(path).text for path in ("/metrics", "/readyz")]
        told = "\n".join([*self.logs.lines, *spans, *figures, *self.events])
        self.logs.lines.clear()
        self.events.clear()
        self.spans.clear()
        return told


@contextmanager
def _logged(handler: Kept) -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


@pytest.fixture(scope="module")
def observed() -> Iterator[Observed]:
    metrics, spans, logs = Metrics(), InMemorySpanExporter(), Kept()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(spans))
    tracing = Tracing(provider)
    kept: list[Observed] = []

    def script(talk: Talk) -> None:
        assert kept[0].example
        talk.hear()
        kept[0].example.script()(Heard(talk))

    def record(event: Event) -> None:
        kept[0].events.append(repr(event))

    with hostile_server(script) as origin, _logged(logs):
        environ = {
            "BLOCK_CRM_URL": f"{origin}/{{subdomain}}",
            "BLOCK_DEADLINE_SECONDS": "2",
            "BLOCK_CRM_RATE": "1000",
        }
        chosen = Settings.from_environ(environ)
        parts = stack(chosen, time.monotonic, both(both(metrics, write), record))
        made = make_block(chosen, time.monotonic, replace(parts, crm=tracing.crm(parts.crm)))

        def make(ticket: Ticket, request_id: str) -> Answer:
            if kept[0].example and kept[0].example.fault == "ours":
                raise RuntimeError(f"{ticket} {ticket.key}")
            return made(ticket, request_id)

        tell, operation = both(metrics, write), Operation(figures=metrics.figures)
        app = create_app(tracing.block(make), chosen.preferences, time.monotonic, tell, operation)
        kept.append(Observed(app.test_client(), spans, logs))
        yield kept[0]


@pytest.mark.parametrize("fault", FAULTS)
@given(planted)
@settings(max_examples=8)
def test_what_is_planted_is_observed_nowhere(observed: Observed, fault: str, example: Planted) -> None:
    example = replace(example, fault=fault)
    answered = observed.ask(example)
    told = observed.everything()
    if answered.status_code != 200 or example.fault == "ours":
        told += answered.text + str(answered.headers)
    assert [secret for secret in example.secrets() if secret in told] == []


def test_what_is_planted_would_be_seen(observed: Observed) -> None:
    example = Planted(dict.fromkeys(PLACES, "bcdfghjkmnpq"), "9990123456", "found", "none")
    block = observed.ask(replace(example, words={**example.words, "name": "nnnnnnnnnnnn"})).json
    assert block
    assert "nnnnnnnnnnnn" in block["html"]
    told = observed.everything()
    assert "outcome=found-by-phone" in told
    assert '"block.outcome": "found-by-phone"' in told
    assert 'outcome="found-by-phone"' in told
    assert "Called(page=1, status='200'" in told
