"""Silence: the call is taken and never answered; the caller has to give up."""

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:  # noqa: ARG001 - every kind reads alike; this one has no settings
    """No settings."""
    return Kind(lambda answer, _chance, _now: answer.travelling(silent=True), instead=True)
