"""Ramp: the share of calls that fail grows, from none to all, over some time."""

from simulators.kit.faults.answer import Kind, refusal
from simulators.kit.faults.settings import DAY, Settings


def read(settings: Settings) -> Kind:
    """`seconds` until every call fails (or the share `probability` says); `status`, 503 unless said."""
    ramps = settings.number("seconds", 0.001, DAY)
    answer = refusal(settings.whole("status", 400, 599, 503))
    return Kind(lambda _answer, _chance, _now: answer, instead=True, ramps=ramps)
