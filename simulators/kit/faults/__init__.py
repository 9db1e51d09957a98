"""Faults: failures injected on purpose. One file holds one kind; each heals by count or by time."""

import itertools
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Response

from simulators.kit.errors import ControlError
from simulators.kit.faults import latency, malformed, status

Act = Callable[[Mapping[str, Any], Response], Response]

KINDS: dict[str, tuple[Callable[[Mapping[str, Any]], None], Act]] = {
    "latency": (latency.check, latency.act),
    "malformed": (malformed.check, malformed.act),
    "status": (status.check, status.act),
}


@dataclass(slots=True)
class Fault:
    """A failure that strikes the calls it matches until it is used up or out of time."""

    kind: str
    settings: Mapping[str, Any]
    operation: str | None = None
    count: int | None = None
    until: datetime | None = None
    number: int = field(default=0)

    def as_json(self) -> dict[str, object]:
        """The fault as the control door tells it."""
        return {
            "id": self.number,
            "kind": self.kind,
            "operation": self.operation,
            "count": self.count,
            "until": self.until.isoformat() if self.until else None,
            **self.settings,
        }


class Faults:
    """The faults set for one account. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set: list[Fault] = []
        self._numbers = itertools.count(1)

    def add(self, wish: Mapping[str, Any], now: datetime) -> Fault:
        """Set a fault: `kind`, its settings, and optionally `operation`, `count`, `seconds_to_live`.

        Raises:
            ControlError: the kind is unknown or a setting is missing or of the wrong type.
        """
        fault = _read(wish, now)
        with self._lock:
            fault.number = next(self._numbers)
            self._set.append(fault)
        return fault

    def strike(self, operation: str | None, now: datetime, answer: Response) -> Response:
        """The answer, after every fault that matches this call has had its way."""
        for fault in self._matching(operation, now):
            answer = KINDS[fault.kind][1](fault.settings, answer)
        return answer

    def _matching(self, operation: str | None, now: datetime) -> list[Fault]:
        with self._lock:
            self._set = [
                one for one in self._set if one.count != 0 and (one.until is None or now < one.until)
            ]
            struck = [one for one in self._set if one.operation in (None, operation)]
            for one in struck:
                one.count = None if one.count is None else one.count - 1
        return struck

    def standing(self, now: datetime) -> list[Fault]:
        """The faults not yet healed."""
        with self._lock:
            return [one for one in self._set if one.count != 0 and (one.until is None or now < one.until)]

    def clear(self) -> None:
        """Heal everything."""
        with self._lock:
            self._set.clear()


def _read(wish: Mapping[str, Any], now: datetime) -> Fault:
    common = {"kind", "operation", "count", "seconds_to_live"}
    kind = wish.get("kind")
    if kind not in KINDS:
        raise ControlError(f"no fault kind {kind!r}; known: {', '.join(KINDS)}")
    count, seconds, operation = wish.get("count"), wish.get("seconds_to_live"), wish.get("operation")
    if count is not None and (not _whole(count) or count < 1):
        raise ControlError(
            f"count {count!r} is not a whole number above 0; leave it out to strike every call"
        )
    if seconds is not None and (not _number(seconds) or not 0 < seconds <= 86_400):  # noqa: PLR2004 - a day
        raise ControlError(f"seconds_to_live {seconds!r} is not a number of seconds up to a day")
    if operation is not None and not isinstance(operation, str):
        raise ControlError(f"operation {operation!r} is not an operation's name")
    settings = {name: value for name, value in wish.items() if name not in common}
    KINDS[kind][0](settings)
    until = None if seconds is None else now + timedelta(seconds=seconds)
    return Fault(kind, settings, operation, count if count is None else int(count), until)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(value: Any) -> bool:
    """Whether JSON means a whole number; `3.0` is one."""
    return _number(value) and float(value).is_integer()
