"""Traces by OpenTelemetry, an extra: a span for each block and for each question, nobody's data in them.

Only this module imports OpenTelemetry, and only those import it who found it wanted.
"""

import threading
from collections.abc import Callable, Iterator, Sequence

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from service.block import Answer
from service.core.model import Question, Reply, Ticket
from service.ports import Answered, Crm, CrmError, Visit

_OURS = Resource({"service.name": "retailcrm-block"})
_UNNAMED = "unknown_service"
_SENDING_SECONDS = 2.0
"""How long a batch may take to send."""

_ENDING_SECONDS = 0.5
"""How long the last batch may hold up a stop."""

Make = Callable[[Ticket, str], Answer]


def sending_to(url: str, seconds: float = _SENDING_SECONDS) -> TracerProvider:
    """Return what sends spans to a collector's address; OTEL_ variables say the rest, such as headers."""
    named = Resource.create()
    unnamed = str(named.attributes["service.name"]).startswith(_UNNAMED)
    provider = TracerProvider(resource=named.merge(_OURS) if unnamed else named)
    exporter = OTLPSpanExporter(endpoint=url, timeout=seconds)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


class Tracing:
    """Puts spans around blocks and questions."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider, self._tracer = provider, provider.get_tracer("service")

    def block(self, make: Make) -> Make:
        """Return what makes blocks within a span; of an exception it tells only the type."""

        def traced(ticket: Ticket, request_id: str) -> Answer:
            with self._tracer.start_as_current_span(
                "block", kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
            ) as span:
                span.set_attribute("block.request_id", request_id)
                try:
                    answer = make(ticket, request_id)
                except Exception as error:
                    span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                    raise
                _tell(span, answer)
                return answer

        return traced

    def crm(self, crm: Crm) -> Crm:
        """Return the CRM with a span around each question."""
        return _Traced(crm, self)

    def end(self) -> None:
        """Send what is left, if the collector takes it at once."""
        ending = threading.Thread(target=self._provider.shutdown, daemon=True)
        ending.start()
        ending.join(_ENDING_SECONDS)

    def start(self, question: Question) -> Span:
        """Begin a question's span, within the one of the block at hand."""
        return self._tracer.start_span(
            f"ask {question.search}",
            kind=SpanKind.CLIENT,
            attributes={"question.search": str(question.search)},
        )


def _tell(span: Span, answer: Answer) -> None:
    made = answer.provenance
    span.set_attributes(
        {
            "block.outcome": str(answer.outcome),
            "block.calls": answer.calls,
            "block.cache": str(made.cache),
            "block.partial": made.partial,
        }
    )


class _Traced:
    """Asks as before, a span from the asking to the answer of each question."""

    def __init__(self, crm: Crm, tracing: Tracing) -> None:
        self._crm, self._tracing = crm, tracing

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Ask the questions."""
        spans = {question: self._tracing.start(question) for question in questions}
        try:
            for question, answer in self._crm.ask(visit, questions):
                _end(spans.pop(question), answer)
                yield question, answer
        finally:
            for span in spans.values():
                span.end()


def _end(span: Span, answer: Reply | CrmError) -> None:
    if isinstance(answer, CrmError):
        span.set_status(Status(StatusCode.ERROR, str(answer.reason)))
    else:
        span.set_attributes(
            {
                "question.customers": len(answer.customers),
                "question.orders": len(answer.orders),
                "question.stale": answer.age is not None,
            }
        )
    span.end()
