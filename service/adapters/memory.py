"""Answers in this process's memory, bounded by their number and by their bytes."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from service.adapters.store import Kept, Recalled, Verdict
from service.core.model import Question, Reason, Reply
from service.ports import Clock, Visit

SHOWN_SECONDS = 60.0
"""Within which the same ticket again is an agent's refresh."""
_MANY_MARKS = 20_000
_SWEEP_SECONDS = 60.0
_Name = tuple[str, Question]


@dataclass(frozen=True, slots=True)
class _Entry:
    reply: Reply
    at: float
    weight: int


class Marks:
    """Moments by name, the last so many of them."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock, self._seconds = clock, seconds
        self._at: OrderedDict[tuple[str, str], float] = OrderedDict()

    def set(self, *name: str) -> None:
        """Mark a name now, and drop what is too old or too many."""
        name = name[0], name[1]
        self._at[name] = now = self._clock()
        self._at.move_to_end(name)
        while len(self._at) > _MANY_MARKS or next(iter(self._at.values())) <= now - self._seconds:
            self._at.popitem(last=False)

    def recent(self, *name: str) -> bool:
        """Tell whether a name was marked lately."""
        at = self._at.get((name[0], name[1]))
        return at is not None and at > self._clock() - self._seconds


class Memory:
    """A store that ends with the process.

    Args:
        clock: Seconds that only grow.
        seconds: How long an answer is kept.
        most_bytes: What all answers may weigh together; the longest unused go first.
        most: How many answers there may be.
    """

    def __init__(self, clock: Clock, seconds: float, most_bytes: int, most: int = 100_000) -> None:
        self._clock, self._seconds, self._most_bytes, self._most = clock, seconds, most_bytes, most
        self._entries: OrderedDict[_Name, _Entry] = OrderedDict()
        self._of: dict[str, set[Question]] = {}
        self._rejected: OrderedDict[str, tuple[float, Reason]] = OrderedDict()
        self._shown = Marks(clock, SHOWN_SECONDS)
        self._weight = 0
        self._swept = clock()
        self._lock = threading.Lock()

    def recall(self, visit: Visit, questions: Sequence[Question]) -> Recalled:
        """Return what is known."""
        fingerprint, now = visit.fingerprint, self._clock()
        kept = {}
        with self._lock:
            for question in questions:
                entry = self._entries.get((fingerprint, question))
                if entry and now - entry.at < self._seconds:
                    kept[question] = Kept(entry.reply, now - entry.at)
                    self._entries.move_to_end((fingerprint, question))
            rejected = self._rejected.get(fingerprint)
        return Recalled(kept, Verdict(rejected[1], now - rejected[0]) if rejected else None)

    def keep(self, visit: Visit, replies: Mapping[Question, Reply]) -> None:
        """Remember answers, and forget as many others as they need room."""
        fingerprint, now = visit.fingerprint, self._clock()
        entries = {question: _Entry(reply, now, weight(reply)) for question, reply in replies.items()}
        with self._lock:
            for question, entry in entries.items():
                self._drop((fingerprint, question))
                self._entries[fingerprint, question] = entry
                self._of.setdefault(fingerprint, set()).add(question)
                self._weight += entry.weight
            while self._entries and (self._weight > self._most_bytes or len(self._entries) > self._most):
                self._drop(next(iter(self._entries)))
            self._sweep(now)

    def lease(self, visit: Visit, questions: Sequence[Question], young: float) -> tuple[Question, ...]:  # noqa: ARG002 - a store's shape
        """Return all: within a process equal questions are one already."""
        return tuple(questions)

    def release(self, visit: Visit, questions: Sequence[Question]) -> None:
        """Do nothing: nobody else waits."""

    def forget(self, visit: Visit, question: Question) -> None:
        """Remember an answer no longer."""
        with self._lock:
            self._drop((visit.fingerprint, question))

    def reject(self, visit: Visit, reason: Reason) -> None:
        """Remember only that the key was rejected."""
        fingerprint = visit.fingerprint
        with self._lock:
            for question in list(self._of.get(fingerprint, ())):
                self._drop((fingerprint, question))
            self._rejected[fingerprint] = self._clock(), reason
            self._rejected.move_to_end(fingerprint)
            while len(self._rejected) > _MANY_MARKS:
                self._rejected.popitem(last=False)

    def seen(self, visit: Visit) -> bool:
        """Tell whether the visit's ticket was shown within the last minute."""
        with self._lock:
            return self._shown.recent(visit.fingerprint, visit.ticket)

    def show(self, visit: Visit) -> None:
        """Remember that the visit's ticket is shown now."""
        with self._lock:
            self._shown.set(visit.fingerprint, visit.ticket)

    def size(self) -> tuple[int, int]:
        """Return how many answers there are, and their weight in bytes."""
        with self._lock:
            return len(self._entries), self._weight

    def _drop(self, name: _Name) -> None:
        if entry := self._entries.pop(name, None):
            self._weight -= entry.weight
            self._of[name[0]].discard(name[1])
            if not self._of[name[0]]:
                del self._of[name[0]]

    def _sweep(self, now: float) -> None:
        """Forget what is too old, now and then: nobody may ever ask for it again."""
        if now - self._swept < _SWEEP_SECONDS:
            return
        self._swept = now
        for name in [name for name, entry in self._entries.items() if now - entry.at >= self._seconds]:
            self._drop(name)


_ENTRY_BYTES = 600
"""What an answer costs besides its own values: names, dictionaries, the entry."""


def weight(reply: Reply) -> int:
    """Estimate the bytes of an answer in memory."""
    return _ENTRY_BYTES + _weight(reply)


def _weight(value: object) -> int:
    if is_dataclass(value):
        return sys.getsizeof(value) + sum(_weight(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, Mapping):
        return sys.getsizeof(value) + sum(_weight(key) + _weight(each) for key, each in value.items())
    if isinstance(value, (tuple, list)):
        return sys.getsizeof(value) + sum(map(_weight, value))
    return 0 if value is None or isinstance(value, bool) else sys.getsizeof(value)
