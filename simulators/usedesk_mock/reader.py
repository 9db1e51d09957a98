"""Reads foreign JSON field by field; what doesn't fit is told with its place and the remedy."""

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from simulators.kit.errors import ControlError

T = TypeVar("T")
_MOST = 10_000
_LARGEST_ID = 2**63 - 1  # what SQLite can hold


@dataclass(frozen=True, slots=True)
class Reader:
    """One JSON object and its place in the wish. Every method raises ControlError for a bad value."""

    fields: Mapping[str, Any]
    place: str

    @classmethod
    def of(cls, value: object, place: str, known: Collection[str]) -> "Reader":
        """A reader of an object that may have the known fields only."""
        if not isinstance(value, dict):
            raise ControlError(f"{place} is {_kind(value)}; give an object")
        for name in value:
            if name not in known:
                close = difflib.get_close_matches(name, list(known), n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known))}"
                raise ControlError(f"{place} has no field {name!r}; {hint}")
        return cls(value, place)

    def text(self, name: str, default: str | None = None) -> str:
        """A text, or the default when the field is missing."""
        value = self.fields.get(name, default)
        return read_text(value, f"{self.place}.{name}")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return self.each(name, read_text)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.fields.get(name, default)
        if not isinstance(value, bool):
            raise ControlError(f"{self.place}.{name} is {_kind(value)}; give true or false")
        return value

    def whole(self, name: str, least: int = 1, most: int = _LARGEST_ID, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.fields.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ControlError(f"{self.place}.{name} is {value!r}; give a whole number, {least} to {most}")
        return value

    def choice(self, name: str, known: tuple[str, ...], default: str | None = None) -> str:
        """One of the known words."""
        value = self.fields.get(name, default)
        if value not in known:
            raise ControlError(f"{self.place}.{name} is {value!r}; give one of: {', '.join(known)}")
        return str(value)

    def each(self, name: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        """A list, every item read by `read`, which is told the item's place."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or len(value) > _MOST:
            raise ControlError(f"{self.place}.{name} is {_kind(value)}; give a list of at most {_MOST}")
        return tuple(read(item, f"{self.place}.{name}[{at}]") for at, item in enumerate(value))


def read_text(value: object, place: str) -> str:
    """A text that can be kept and sent: Unicode has no bytes for half of a surrogate pair."""
    if not isinstance(value, str):
        raise ControlError(f"{place} is {_kind(value)}; give a text")
    if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ControlError(f"{place} holds half a surrogate pair, which no UTF-8 text can; leave it out")
    return value


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "missing"}
    return names.get(type(value), "a number")
