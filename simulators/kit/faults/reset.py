"""Reset: in place of an answer the connection is reset (TCP RST); the operation is not done."""

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:  # noqa: ARG001 - every kind reads alike; this one has no settings
    """No settings."""
    return Kind(lambda answer, _chance, _now: answer.travelling(reset=True), instead=True)
