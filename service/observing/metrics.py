"""Figures for Prometheus; no label names an account or a person, and each has a bounded set of values."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from service.events import Called, Event, Refused, Served, Switched, TurnedAway, Waited

_NAMESPACE = "retailcrm_block"
_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

GAUGES: Mapping[str, str] = {
    "accounts_down": "Accounts whose CRM is taken to be down.",
    "tickets_waiting": "Tickets that wait for a turn to call the CRM.",
    "cache_answers": "Answers in this process's memory.",
    "cache_blocks": "Blocks in this process's memory, drawn from these answers.",
    "cache_bytes": "Estimated bytes of both.",
    "redis_up": "Whether Redis answers: 1 or 0; absent where none is set.",
}
"""What is so at the moment of the scrape; whoever looks may leave out what does not exist."""

_Over = Literal["livesum", "livemax", "livemin"]
_OVER_PROCESSES: Final[Mapping[str, _Over]] = {"accounts_down": "livemax", "redis_up": "livemin"}
"""What is told of a gauge that several processes have; of all others the sum."""

Look = Callable[[], Mapping[str, float]]


class Metrics:
    """Counts events in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._blocks = self._counter("blocks", "Blocks served.", "outcome", "cache")
        self._block_seconds = self._histogram(
            "block_seconds", "Time to answer a request for a block.", "cache"
        )
        self._partial = self._counter("partial_blocks", "Blocks that show something and lack something.")
        self._matches = self._counter("matches", "Clients shown, by why they go first.", "why")
        self._answers = self._counter("answers", "Answers to questions, by where they came from.", "source")
        self._failures = self._counter("failures", "Questions without an answer.", "search", "reason")
        self._calls = self._histogram("crm_call_seconds", "Calls to the CRM.", "operation", "status")
        self._waits = self._histogram("turn_wait_seconds", "Time a call waited for its turn.")
        self._turned_away = self._counter("turned_away_calls", "Calls without a turn before the deadline.")
        self._refused = self._counter("refused_calls", "Calls that the CRM refused as too many.")
        # Looking a labelled figure up costs more than counting, and of each there are a few.
        self._of_blocks, self._of_seconds = cache(self._blocks.labels), cache(self._block_seconds.labels)
        self._of_matches, self._of_answers = cache(self._matches.labels), cache(self._answers.labels)
        self._switches = self._counter("breaker_changes", "Accounts' CRMs taken to be down or up.", "to")
        self._gauges: dict[str, Gauge] = {}
        self._look: Look = dict

    def __call__(self, event: Event) -> None:
        """Count an event."""
        match event:
            case Served():
                self._served(event)
            case Called():
                self._calls.labels(event.question.search, event.status).observe(event.seconds)
            case Waited():
                self._waits.observe(event.seconds)
            case TurnedAway():
                self._turned_away.inc()
            case Refused():
                self._refused.inc()
            case Switched():
                self._switches.labels("down" if event.down else "up").inc()

    def watch(self, look: Look) -> None:
        """Look at every scrape for the gauges, by the names of `GAUGES`."""
        self._look = look

    def refresh(self) -> None:
        """Look at what the gauges tell."""
        for name, value in self._look().items():
            if name not in self._gauges:
                self._gauges[name] = self._gauge(name)
            self._gauges[name].set(value)

    def figures(self) -> tuple[bytes, str]:
        """Return all figures and their media type."""
        self.refresh()
        return generate_latest(self.registry), CONTENT_TYPE_PLAIN_0_0_4

    def _served(self, event: Served) -> None:
        made = event.provenance
        self._of_blocks(event.outcome, made.cache).inc()
        self._of_seconds(made.cache).observe(event.seconds)
        if made.partial:
            self._partial.inc()
        if made.why:
            self._of_matches(made.why).inc()
        for source, count in made.sources.items():
            self._of_answers(source).inc(count)
        for (search, reason), count in made.failures.items():
            self._failures.labels(search, reason).inc(count)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, namespace=_NAMESPACE, registry=self.registry)

    def _histogram(self, name: str, meaning: str, *labels: str) -> Histogram:
        return Histogram(
            name, meaning, labels, namespace=_NAMESPACE, registry=self.registry, buckets=_SECONDS
        )

    def _gauge(self, name: str) -> Gauge:
        over = _OVER_PROCESSES.get(name, "livesum")
        return Gauge(name, GAUGES[name], namespace=_NAMESPACE, registry=self.registry, multiprocess_mode=over)
