"""Drip: the body comes a few bytes at a time."""

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:
    """`bytes_per_second`, 1 to a million; 20 unless said."""
    pace = settings.whole("bytes_per_second", 1, 1_000_000, 20)
    return Kind(lambda answer, _chance, _now: answer.travelling(pace=pace))
