"""What things weigh in memory, estimated."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from typing import Any

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


def _weight(value: Any) -> int:
    if value is None or isinstance(value, bool):
        return 0
    parts = _parts_of(type(value))  # type: ignore[arg-type] # as if types were not hashable
    return sys.getsizeof(value) + (sum(map(_weight, parts(value))) if parts else 0)


@cache
def _parts_of(kind: type) -> Callable[[Any], Iterable[object]] | None:
    """Return what gives the parts of a type's values; to find out costs more than to weigh them."""
    if is_dataclass(kind):
        names = [each.name for each in fields(kind)]
        return lambda value: (getattr(value, name) for name in names)
    if issubclass(kind, Mapping):
        return lambda value: chain(value.keys(), value.values())
    return iter if issubclass(kind, (tuple, list, frozenset)) else None
