"""Fail next: the next n calls fail with a status, then all is well."""

from simulators.kit.faults.answer import Kind, refusal
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:
    """`calls` that fail, 1 unless said; `status`, 503 unless said."""
    calls = settings.whole("calls", 1, 1_000_000, 1)
    answer = refusal(settings.whole("status", 400, 599, 503))
    return Kind(lambda _answer, _chance, _now: answer, instead=True, count=calls)
