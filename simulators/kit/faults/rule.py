"""Which calls a fault strikes. Pure but for the counting."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from simulators.kit.errors import ControlError, nearest
from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import DAY, Settings

MOST_CALLS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """A call as rules see it: the operation's name, None when the contract knows none, and the key's id."""

    operation: str | None = None
    key: int | None = None


@dataclass(slots=True)
class Rule:
    """Matches calls by operation and key; of those that match strikes the nth, or some by chance."""

    operation: str | None
    key: int | None
    nth: int | None
    probability: float
    begins: datetime
    until: datetime | None
    count: int | None
    ramps: float | None
    chance: Random
    seen: int = field(default=0)

    def strikes(self, call: Call, now: datetime) -> bool:
        """Whether this call is struck; it is counted then."""
        if not self.stands(now) or now < self.begins or not self._matches(call):
            return False
        self.seen += 1
        if self.nth is not None and self.seen != self.nth:
            return False
        if self.chance.random() >= self.probability * self._share(now):
            return False
        if self.count is not None:
            self.count -= 1
        return True

    def stands(self, now: datetime) -> bool:
        """Whether it may strike yet; a fault that does not has healed."""
        passed = self.nth is not None and self.seen >= self.nth
        return self.count != 0 and not passed and (self.until is None or now < self.until)

    def _matches(self, call: Call) -> bool:
        return self.operation in (None, call.operation) and self.key in (None, call.key)

    def _share(self, now: datetime) -> float:
        if self.ramps is None:
            return 1.0
        return min(1.0, (now - self.begins).total_seconds() / self.ramps)


def read(
    settings: Settings, kind: Kind, now: datetime, operations: Collection[str], keys: Collection[int]
) -> Rule:
    """The rule of a wish.

    Raises:
        ControlError: a setting is wrong, or nothing could ever match it.
    """
    operation, key = _operation(settings, operations), _key(settings, keys)
    nth = settings.whole("nth", 1, MOST_CALLS) if settings.optional("nth") else None
    probability = settings.number("probability", 0.000001, 1, 1)
    count = settings.whole("count", 1, MOST_CALLS) if settings.optional("count") else kind.count
    lives = settings.optional("seconds_to_live")
    lasts = settings.number("seconds_to_live", 0.001, DAY) if lives else kind.lasts
    seed = settings.whole("seed", 0, 2**53, 1)
    begins = now + timedelta(seconds=kind.starts_in)
    until = None if lasts is None else begins + timedelta(seconds=lasts)
    chance = Random(seed)  # noqa: S311 - chance that can be repeated is the point
    return Rule(operation, key, nth, probability, begins, until, count, kind.ramps, chance)


def _operation(settings: Settings, known: Collection[str]) -> str | None:
    if not settings.optional("operation"):
        return None
    named = settings.text("operation", "")
    if known and named not in known:
        raise ControlError(f"no operation {named!r}, so nothing would be struck; {nearest(named, known)}")
    return named


def _key(settings: Settings, known: Collection[int]) -> int | None:
    if not settings.optional("key"):
        return None
    number = settings.whole("key", 1, MOST_CALLS)
    if number not in known:
        there = ", ".join(map(str, sorted(known))) or "none"
        raise ControlError(f"no key {number}, so nothing would be struck; the account's keys: {there}")
    return number
