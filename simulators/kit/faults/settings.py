"""Reads a wish for a fault, setting by setting; whatever is not asked for is unknown."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from simulators.kit.errors import ControlError

T = TypeVar("T")
DAY = 86_400
LONGEST_TEXT = 200


class Settings:
    """The settings of one wish; `finish` refuses those that nobody read."""

    def __init__(self, kind: str, wish: Mapping[str, Any]) -> None:
        self._kind = kind
        self._wish = dict(wish)
        self._read: list[str] = []

    def number(self, name: str, least: float, most: float, default: float | None = None) -> float:
        """A number within bounds.

        Raises:
            ControlError: it is none, out of bounds, or missing and there is no default.
        """
        value = self._take(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise ControlError(
                f"{name} of {self._kind} is {value!r}; give a number from {least:g} to {most:g}"
            )
        return float(value)

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number within bounds; `3.0` is one, as in JSON Schema."""
        value = self._take(name, default)
        whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
        if not whole or not least <= value <= most:
            raise ControlError(
                f"{name} of {self._kind} is {value!r}; give a whole number from {least} to {most}"
            )
        return int(value)

    def choice(self, name: str, known: Sequence[T]) -> T:
        """One of the values known; the first unless said."""
        value: T = self._take(name, known[0])
        if isinstance(value, bool) is not isinstance(known[0], bool) or value not in known:
            told = ", ".join(json.dumps(one) for one in known)
            raise ControlError(f"{name} of {self._kind} is {value!r}; give one of {told}")
        return value

    def text(self, name: str, default: str) -> str:
        """A short text that a header can hold."""
        value = self._take(name, default)
        if (
            not isinstance(value, str)
            or not 0 < len(value) <= LONGEST_TEXT
            or not value.isprintable()
            or not value.isascii()
        ):
            raise ControlError(f"{name} of {self._kind} is {value!r}; give up to 200 plain signs")
        return value

    def optional(self, name: str) -> bool:
        """Whether the setting is given; null is not."""
        self._read.append(name)
        return self._wish.get(name) is not None

    def finish(self) -> None:
        """Refuse what is left over; raises ControlError."""
        extra = sorted(set(self._wish) - set(self._read))
        if extra:
            known = ", ".join(self._read) or "nothing"
            raise ControlError(f"{self._kind} has no setting {', '.join(map(repr, extra))}; known: {known}")

    def _take(self, name: str, default: object) -> Any:
        self._read += [] if name in self._read else [name]
        given = self._wish.get(name)
        value = default if given is None else given
        if value is None:
            raise ControlError(f"{self._kind} needs {name}; give it")
        return value
