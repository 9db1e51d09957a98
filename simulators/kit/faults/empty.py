"""Empty: the answer has its status and headers, and no body."""

from dataclasses import replace

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:  # noqa: ARG001 - every kind reads alike; this one has no settings
    """No settings."""
    return Kind(lambda answer, _chance, _now: replace(answer, body=b""))
