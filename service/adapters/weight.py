"""What things weigh in memory, estimated."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from service.adapters.store import Drawing
from service.core.drawn import Subject
from service.core.model import Reply

_ENTRY_BYTES = 600
"""What an answer costs besides its own values: names, dictionaries, the entry."""
_LINK_BYTES = 300
"""What it costs a block to know an answer, and the answer to know the block."""


_PLAIN = frozenset({str, bytes, int, bool, Decimal, datetime, date})
"""Types whose values have no parts."""


def weight(reply: Reply) -> int:
    """Estimate the bytes of an answer in memory."""
    return _ENTRY_BYTES + _weight(reply)


def weight_of_drawing(subject: Subject, drawing: Drawing) -> int:
    """Estimate the bytes of a block in memory; the answers it was drawn from are there anyway."""
    return _ENTRY_BYTES + _weight(subject) + _weight(drawing.drawn) + _LINK_BYTES * len(drawing.replies)


def _weight(value: Any) -> int:
    """Weigh level by level: of thousands of values most have no parts, and are weighed together."""
    level = [value]
    weighs = 0
    while level:
        weighs += sum(map(sys.getsizeof, level))
        wholes = [each for each in level if type(each) not in _PLAIN]
        parts = ((each, _parts_of(type(each))) for each in wholes)  # type: ignore[arg-type] # as if types were not hashable
        level = [part for each, parts_of in parts for part in parts_of(each) if part is not None]
    return weighs


@cache
def _parts_of(kind: type) -> Callable[[Any], Iterable[object]]:
    """Return what gives the parts of a type's values; to find out costs more than to weigh them."""
    if is_dataclass(kind):
        names = [each.name for each in fields(kind)]
        return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    if issubclass(kind, Mapping):
        return lambda value: chain(value.keys(), value.values())
    return iter if issubclass(kind, (tuple, list, frozenset)) else lambda _value: ()
