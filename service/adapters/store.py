"""What is remembered of a CRM's answers, in the words of whoever asks for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from service.core.drawn import Drawn, Subject
from service.core.model import Question, Reason, Reply
from service.ports import Visit


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and how many seconds ago it was given."""

    reply: Reply
    age: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a key was rejected, and how many seconds ago."""

    reason: Reason
    age: float


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is known without asking: answers, and whether the key was rejected lately."""

    kept: Mapping[Question, Kept] = field(default_factory=dict)
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A block, and all the answers that it was drawn from."""

    drawn: Drawn
    replies: Mapping[Question, Reply]


Life = Callable[[Question], float]
"""Up to which age an answer will do, in seconds."""


class Store(Protocol):
    """Answers by account, key and question: what one key was told, no other is."""

    def recall(self, visit: Visit, questions: Sequence[Question]) -> Recalled:
        """Return what is known."""
        ...

    def keep(self, visit: Visit, replies: Mapping[Question, Reply]) -> None:
        """Remember answers."""
        ...

    def lease(self, visit: Visit, questions: Sequence[Question], young: float) -> tuple[Question, ...]:
        """Return those to ask now: that nobody else asks, or has asked within the last `young` seconds.

        They are leased for a moment, until an answer is kept or they are released.
        """
        ...

    def release(self, visit: Visit, questions: Sequence[Question]) -> None:
        """Let others ask what was leased."""
        ...

    def forget(self, visit: Visit, question: Question) -> None:
        """Remember an answer no longer."""
        ...

    def reject(self, visit: Visit, reason: Reason) -> None:
        """Remember nothing any more of what the key was told, but for a while that it was rejected."""
        ...

    def seen(self, visit: Visit) -> bool:
        """Tell whether the visit's ticket was shown within the last minute."""
        ...

    def show(self, visit: Visit) -> None:
        """Remember that the visit's ticket is shown now."""
        ...

    def draw(self, visit: Visit, subject: Subject, drawing: Drawing, life: Life) -> None:
        """Remember a block while all its answers are, as they are now, and none is older than its life."""
        ...

    def drawing(self, visit: Visit, subject: Subject, rejected: float) -> Drawing | None:
        """Return the block of a subject, if the key was not rejected within the last `rejected` seconds."""
        ...
