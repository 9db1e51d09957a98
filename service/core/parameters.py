"""How a block is to look, as its administrator says in the block's parameters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.core import phones, wishes
from service.core.language import choose
from service.core.model import Ignored, Preferences
from service.core.names import MOST_ORDERS


def read_preferences(
    given: Mapping[str, str], defaults: Preferences
) -> tuple[Preferences, tuple[Ignored, ...]]:
    """Read the parameters that are there; what means nothing is told and its default stays."""
    if not any(given.values()):
        return defaults, ()
    read = {
        name: (field, reader(given[name])) for name, (field, reader) in _READERS.items() if given.get(name)
    }
    parts, unknown = wishes.parts(given.get("show", ""), defaults.parts)
    changes: dict[str, Any] = {field: value for field, value in read.values() if value}
    ignored = [Ignored(name, given[name]) for name, (_, value) in read.items() if not value]
    ignored += [Ignored("show", ", ".join(unknown))] if unknown else []
    return replace(defaults, parts=parts, **changes), tuple(ignored)


def _region(text: str) -> str | None:
    return text.upper() if text.upper() in phones.REGIONS else None


def _orders(text: str) -> int | None:
    short = text.isdecimal() and len(text) <= len(str(MOST_ORDERS))
    return int(text) if short and 1 <= int(text) <= MOST_ORDERS else None


_READERS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "lang": ("lang", choose),
    "country": ("region", _region),
    "orders": ("orders", _orders),
    "timezone": ("time_zone", wishes.time_zone),
    "tracking": ("tracking", wishes.tracking),
    "shops": ("shops", wishes.shops),
}
"""Each parameter's field of the preferences, and what reads it; nothing is read from what means nothing."""

FIELDS: Mapping[str, str] = {**{name: field for name, (field, _) in _READERS.items()}, "show": "parts"}
"""Each parameter's field of the preferences."""

PARAMETERS = tuple(FIELDS)
