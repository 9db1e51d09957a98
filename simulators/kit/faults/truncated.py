"""Truncated: a whole HTTP answer whose JSON breaks off."""

from dataclasses import replace

from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:
    """`share` of the body that is kept, 0 to 0.99; a half unless said."""
    share = settings.number("share", 0, 0.99, 0.5)
    return Kind(
        lambda answer, _chance, _now: replace(answer, body=answer.body[: int(len(answer.body) * share)])
    )
