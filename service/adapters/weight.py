"""What things weigh in memory, estimated."""

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from service.adapters.store import Drawing
from service.core.drawn import Subject
from service.core.model import Reply

_ENTRY_BYTES = 600
"""What an answer costs besides its own values: names, dictionaries, the entry."""
_LINK_BYTES = 300
"""What it costs a block to know an answer, and the answer to know the block."""


def weight(reply: Reply) -> int:
    """Estimate the bytes of an answer in memory."""
    return _ENTRY_BYTES + _weight(reply)


def weight_of_drawing(subject: Subject, drawing: Drawing) -> int:
    """Estimate the bytes of a block in memory; the answers it was drawn from are there anyway."""
    return _ENTRY_BYTES + _weight(subject) + _weight(drawing.drawn) + _LINK_BYTES * len(drawing.replies)


def _weight(value: object) -> int:
    if is_dataclass(value):
        return sys.getsizeof(value) + sum(_weight(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, Mapping):
        return sys.getsizeof(value) + sum(_weight(key) + _weight(each) for key, each in value.items())
    if isinstance(value, (tuple, list)):
        return sys.getsizeof(value) + sum(map(_weight, value))
    return 0 if value is None or isinstance(value, bool) else sys.getsizeof(value)
