"""A span for each block and for each question within it; of nobody in particular."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.block import Answer, Block
from service.core.account import Addresses
from service.core.drawn import Page
from service.core.model import Outcome, Search, Ticket
from service.events import Provenance
from service.observing.tracing import Tracing, sending_to
from service.ports import Unavailable
from tests.service.adapters.hostile import Heard, Talk, answer, hostile_server
from tests.service.fakes import NOW, InTurn, LoosestCrm, NoTickets, Undrawn, contact, customer

ROOT = Path(__file__).parents[3]
ADDRESSES = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru",))
PROVENANCE = Provenance()
TICKET = Ticket("company", "k3y", contact("89990001122", "anna@example.com"))


class Traces:
    """Tracing whose spans are kept."""

    def __init__(self) -> None:
        self._kept = InMemorySpanExporter()
        provider = TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self._kept))
        self.tracing = Tracing(provider)

    def spans(self) -> list[ReadableSpan]:
        return list(self._kept.get_finished_spans())


def _made(traces: Traces, crm: LoosestCrm) -> Answer:
    asked = traces.tracing.crm(InTurn(crm))
    block = Block(asked, NoTickets(), ADDRESSES, time.monotonic, 5, lambda: NOW, Undrawn())
    return traces.tracing.block(block.answer)(TICKET, "4f2a")


def test_a_block_is_a_span_with_one_for_each_question_in_it() -> None:
    traces = Traces()
    answer = _made(traces, LoosestCrm((customer(1, "89990001122", orders_count=0),)))
    *questions, block = traces.spans()
    assert (block.name, dict(block.attributes or {})) == (
        "block",
        {
            "block.request_id": "4f2a",
            "block.outcome": "hidden",
            "block.calls": answer.calls,
            "block.cache": "miss",
            "block.partial": False,
        },
    )
    assert {span.parent and span.parent.span_id for span in questions} == {
        block.context and block.context.span_id
    }
    assert len([span for span in questions if span.name != "ask cards_seen"]) == answer.calls
    first = next(span for span in questions if span.name == "ask customers_by_phone")
    assert dict(first.attributes or {}) == {
        "question.search": "customers_by_phone",
        "question.customers": 1,
        "question.orders": 0,
        "question.stale": False,
    }


def test_a_question_without_an_answer_is_an_error_with_its_reason() -> None:
    traces = Traces()
    _made(traces, LoosestCrm(failures=dict.fromkeys(Search, Unavailable("down"))))
    *questions, block = traces.spans()
    assert {span.status.description for span in questions} == {"unavailable"}
    assert block.status.is_unset


def test_of_an_exception_only_its_type_is_told() -> None:
    traces = Traces()

    def fail(_ticket: Ticket, _request_id: str) -> Answer:
        raise ZeroDivisionError("Anna, 89990001122")

    with pytest.raises(ZeroDivisionError):
        traces.tracing.block(fail)(TICKET, "4f2a")
    [span] = traces.spans()
    assert (span.status.description, span.events) == ("ZeroDivisionError", ())


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """Listen as a collector does, and keep what is posted."""
    heard: list[bytes] = []
    over = threading.Event()

    def script(talk: Talk) -> None:
        heard.append(talk.connection.recv(65536))
        answer(b"", "200 OK")(Heard(talk))
        over.set()

    with hostile_server(script) as origin:
        yield origin, heard


def test_spans_are_sent_to_the_collector(collector: tuple[str, list[bytes]]) -> None:
    origin, heard = collector
    provider = sending_to(f"{origin}/v1/traces")
    made = Tracing(provider).block(lambda *_: Answer(Page.of(""), Outcome.HIDDEN, 0, PROVENANCE))
    made(TICKET, "4f2a")
    provider.shutdown()
    assert heard[0].startswith(b"POST /v1/traces HTTP/1.1\r\n")


def test_a_collector_that_is_silent_holds_up_no_stop() -> None:
    over = threading.Event()

    def silent(talk: Talk) -> None:
        talk.connection.recv(65536)
        over.wait()
        answer(b"", "200 OK")(Heard(talk))

    with hostile_server(silent) as origin:
        before = set(threading.enumerate())
        tracing = Tracing(sending_to(f"{origin}/v1/traces", seconds=60))
        tracing.block(lambda *_: Answer(Page.of(""), Outcome.HIDDEN, 0, PROVENANCE))(TICKET, "4f2a")
        tracing.end()
        left = set(threading.enumerate()) - before
        over.set()
        for thread in left:  # else it tries again and again while other tests run
            thread.join()
    assert left


def test_without_the_extra_the_remedy_is_named(tmp_path: Path) -> None:
    (tmp_path / "opentelemetry.py").write_text("raise ImportError")
    ours = {"BLOCK_BIND": "127.0.0.1:0", "BLOCK_OTLP_URL": "http://127.0.0.1:4318"}
    environ = {**os.environ, **ours, "PYTHONPATH": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-m", "service"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "pip install 'usedesk-retailcrm-block[telemetry]', or remove the setting\n" in ended.stderr
