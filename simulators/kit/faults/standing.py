"""The faults set for one account: added, struck, told and healed."""

import itertools
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulators.kit.errors import ControlError, nearest
from simulators.kit.faults import rule
from simulators.kit.faults.answer import Answer, Kind
from simulators.kit.faults.kinds import KINDS
from simulators.kit.faults.rule import Call, Rule
from simulators.kit.faults.settings import Settings


@dataclass(slots=True)
class Fault:
    """A failure that strikes the calls it matches until it is used up or out of time."""

    number: int
    name: str
    wish: Mapping[str, Any]
    kind: Kind
    rule: Rule

    def as_json(self) -> dict[str, object]:
        """The fault as the control door tells it: as it was wished for, with what is left of it."""
        until = self.rule.until
        left = {"count": self.rule.count, "until": until.isoformat() if until else None}
        return {
            "operation": None,
            **self.wish,
            "id": self.number,
            "kind": self.name,
            "seen": self.rule.seen,
            **left,
        }


@dataclass(frozen=True, slots=True)
class Struck:
    """An answer after faults, and which they were."""

    answer: Answer | None
    kinds: tuple[str, ...] = ()


class Faults:
    """The faults set for one account. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set: list[Fault] = []
        self._numbers = itertools.count(1)

    def __bool__(self) -> bool:
        return bool(self._set)

    def add(
        self,
        wish: Mapping[str, Any],
        now: datetime,
        operations: Collection[str] = (),
        keys: Collection[int] = (),
    ) -> Fault:
        """Set a fault: `kind`, its settings, and the rule of which calls it strikes.

        The rule: `operation`, `key` (its id), `nth`, `probability` with `seed`, `count`, `seconds_to_live`.

        Raises:
            ControlError: the kind is unknown, a setting wrong, or the rule matches nothing there is.
        """
        name, kind, ruled = read(wish, now, operations, keys)
        with self._lock:
            fault = Fault(next(self._numbers), name, wish, kind, ruled)
            self._set.append(fault)
        return fault

    def instead(self, call: Call, now: datetime) -> Struck:
        """The answer the first fault gives in place of the operation; None lets the call pass."""
        struck = (
            (fault.name, fault.kind.effect(Answer(), fault.rule.chance, now))
            for fault in self._struck(call, now, instead=True)
        )
        name, answer = next(((name, answer) for name, answer in struck if answer is not None), ("", None))
        return Struck(answer, (name,) if name else ())

    def strike(self, call: Call, now: datetime, answer: Answer) -> Struck:
        """The operation's answer, after every fault that matches this call has had its way."""
        names = []
        for fault in self._struck(call, now, instead=False):
            answer = fault.kind.effect(answer, fault.rule.chance, now) or answer
            names.append(fault.name)
        return Struck(answer, tuple(names))

    def standing(self, now: datetime) -> list[Fault]:
        """The faults not yet healed."""
        with self._lock:
            self._set = [one for one in self._set if one.rule.stands(now)]
            return list(self._set)

    def clear(self) -> None:
        """Heal everything."""
        with self._lock:
            self._set.clear()

    def heal(self, number: int) -> bool:
        """Heal one; tells whether it stood."""
        with self._lock:
            left = [one for one in self._set if one.number != number]
            stood, self._set = len(left) < len(self._set), left
            return stood

    def _struck(self, call: Call, now: datetime, *, instead: bool) -> list[Fault]:
        with self._lock:
            return [one for one in self._set if one.kind.instead is instead and one.rule.strikes(call, now)]


def read(
    wish: Mapping[str, Any], now: datetime, operations: Collection[str], keys: Collection[int]
) -> tuple[str, Kind, Rule]:
    """The kind and the rule a wish asks for; raises ControlError, as `Faults.add`."""
    name = wish.get("kind")
    if not isinstance(name, str) or name not in KINDS:
        raise ControlError(f"no fault kind {name!r}; {nearest(name, KINDS)}")
    settings = Settings(name, {setting: value for setting, value in wish.items() if setting != "kind"})
    kind = KINDS[name](settings)
    ruled = rule.read(settings, kind, now, operations, keys)
    settings.finish()
    return name, kind, ruled
