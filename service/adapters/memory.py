"""Answers, and blocks drawn from them, in this process's memory, bounded by number and by bytes."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.adapters.store import Drawing, Kept, Life, Recalled, Verdict
from service.adapters.weight import weight, weight_of_drawing
from service.core.drawn import Subject
from service.core.model import Question, Reason, Reply
from service.ports import Clock, Visit

SHOWN_SECONDS = 60.0
"""Within which the same ticket again is an agent's refresh."""
_MANY_MARKS = 20_000
_SWEEP_SECONDS = 60.0
_Name = tuple[str, Question | Subject]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An answer or a block; an answer takes the blocks that were drawn from it along when it goes."""

    held: Reply | Drawing
    at: float
    until: float
    weight: int
    blocks: set[Subject] = field(default_factory=set)


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
        most_bytes: What all answers and blocks may weigh together; the longest unused go first.
        most: How many of both there may be.
    """

    def __init__(self, clock: Clock, seconds: float, most_bytes: int, most: int = 100_000) -> None:
        self._clock, self._seconds, self._most_bytes, self._most = clock, seconds, most_bytes, most
        self._entries: OrderedDict[_Name, _Entry] = OrderedDict()
        self._of: dict[str, set[Question | Subject]] = {}
        self._rejected: OrderedDict[str, tuple[float, Reason]] = OrderedDict()
        self._shown = Marks(clock, SHOWN_SECONDS)
        self._weight = self._blocks = 0
        self._swept = clock()
        self._lock = threading.Lock()

    def recall(self, visit: Visit, questions: Sequence[Question]) -> Recalled:
        """Return what is known."""
        fingerprint, now = visit.fingerprint, self._clock()
        kept = {}
        with self._lock:
            for question in questions:
                entry = self._entries.get((fingerprint, question))
                if entry and now < entry.until and isinstance(entry.held, Reply):
                    kept[question] = Kept(entry.held, now - entry.at)
                    self._entries.move_to_end((fingerprint, question))
            rejected = self._rejected.get(fingerprint)
        return Recalled(kept, Verdict(rejected[1], now - rejected[0]) if rejected else None)

    def keep(self, visit: Visit, replies: Mapping[Question, Reply], age: float = 0.0) -> None:
        """Remember answers of so many seconds ago, and forget as many others as they need room."""
        fingerprint, now = visit.fingerprint, self._clock()
        at = now - age
        until = at + self._seconds
        entries = {question: _Entry(reply, at, until, weight(reply)) for question, reply in replies.items()}
        with self._lock:
            for question, entry in entries.items():
                self._put((fingerprint, question), entry)
            self._make_room(now)

    def draw(self, visit: Visit, subject: Subject, drawing: Drawing, life: Life) -> None:
        """Remember a block while all its answers are, as they are now, and none is older than its life."""
        fingerprint, now, weighs = visit.fingerprint, self._clock(), weight_of_drawing(subject, drawing)
        with self._lock:
            answers = {each: self._entries.get((fingerprint, each)) for each in drawing.replies}
            until = min((entry.at + life(each) for each, entry in answers.items() if entry), default=now)
            unchanged = all(entry and entry.held is drawing.replies[each] for each, entry in answers.items())
            if now >= until or not unchanged:
                return
            self._put((fingerprint, subject), _Entry(drawing, now, until, weighs))
            for entry in filter(None, answers.values()):
                entry.blocks.add(subject)
            self._make_room(now)

    def drawing(self, visit: Visit, subject: Subject, rejected: float) -> Drawing | None:
        """Return the block of a subject, if the key was not rejected within the last `rejected` seconds.

        Its answers need not be looked at: it would have gone with any of them.
        """
        name, now = (visit.fingerprint, subject), self._clock()
        with self._lock:
            entry = self._entries.get(name)
            if entry is None or now >= entry.until or not isinstance(entry.held, Drawing):
                return None
            if visit.fingerprint in self._rejected and now < self._rejected[visit.fingerprint][0] + rejected:
                return None
            self._entries.move_to_end(name)
            return entry.held

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
        """Return how many answers there are, and their weight in bytes with that of the blocks."""
        with self._lock:
            return len(self._entries) - self._blocks, self._weight

    def blocks(self) -> int:
        """Return how many blocks there are."""
        with self._lock:
            return self._blocks

    def _put(self, name: _Name, entry: _Entry) -> None:
        self._drop(name)
        self._entries[name] = entry
        self._of.setdefault(name[0], set()).add(name[1])
        self._weight += entry.weight
        self._blocks += isinstance(entry.held, Drawing)

    def _drop(self, name: _Name) -> None:
        entry = self._entries.pop(name, None)
        if entry is None:
            return
        self._weight -= entry.weight
        self._blocks -= isinstance(entry.held, Drawing)
        self._of[name[0]].discard(name[1])
        if not self._of[name[0]]:
            del self._of[name[0]]
        for subject in list(entry.blocks):
            self._drop((name[0], subject))
        for question in entry.held.replies if isinstance(entry.held, Drawing) else ():
            if answer := self._entries.get((name[0], question)):
                answer.blocks.discard(name[1])

    def _make_room(self, now: float) -> None:
        while self._entries and (self._weight > self._most_bytes or len(self._entries) > self._most):
            name, longest_unused = next(iter(self._entries.items()))
            if longest_unused.blocks:  # which were used later, it may be, and then so was their answer
                self._entries.move_to_end(name)
            else:
                self._drop(name)
        self._sweep(now)

    def _sweep(self, now: float) -> None:
        """Forget what is too old, now and then: nobody may ever ask for it again."""
        if now - self._swept < _SWEEP_SECONDS:
            return
        self._swept = now
        for name in [name for name, entry in self._entries.items() if now >= entry.until]:
            self._drop(name)
