"""Status: the call fails with a status of the 4xx or 5xx kind; the operation is not done."""

from simulators.kit.faults.answer import Kind, refusal
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:
    """`status`, from 400 to 599."""
    answer = refusal(settings.whole("status", 400, 599))
    return Kind(lambda _answer, _chance, _now: answer, instead=True)
