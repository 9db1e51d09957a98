"""Huge: the body swells by spaces, which JSON permits, to so many megabytes."""

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings

MEGABYTE = 1_000_000


def read(settings: Settings) -> Kind:
    """`megabytes`, 1 to 10,000; 100 unless said."""
    padding = settings.whole("megabytes", 1, 10_000, 100) * MEGABYTE
    return Kind(lambda answer, _chance, _now: answer.travelling(padding=padding))
