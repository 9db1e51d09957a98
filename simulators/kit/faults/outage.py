"""Outage: from some moment on, and for some time, every call fails with a status."""

from simulators.kit.faults.answer import Kind, refusal
from simulators.kit.faults.settings import DAY, Settings


def read(settings: Settings) -> Kind:
    """`seconds` it lasts; `starts_in` seconds, 0 unless said; `status`, 502 unless said."""
    lasts, starts_in = settings.number("seconds", 0.001, DAY), settings.number("starts_in", 0, DAY, 0)
    answer = refusal(settings.whole("status", 400, 599, 502))
    return Kind(lambda _answer, _chance, _now: answer, instead=True, lasts=lasts, starts_in=starts_in)
