"""Wrong content type: the body is right and its Content-Type says something else."""

from dataclasses import replace

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:
    """`content_type`, text/plain unless said."""
    told = settings.text("content_type", "text/plain")
    return Kind(lambda answer, _chance, _now: replace(answer, content_type=told))
