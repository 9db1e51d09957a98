"""What happens on the way to a block, for whoever counts it or writes it down.

Nothing here says whose block it was, but for what a `Called` asked and heard: that is for no log and metric.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from service.core.model import Question, Reason, Reply, Search, Why


class Source(StrEnum):
    """Where the answer to a question came from."""

    CRM = "crm"
    FRESH = "fresh"
    STALE = "stale"
    SHARED = "shared"

    __hash__ = str.__hash__  # every answer is counted by it, and an enum's own costs many times that


class Cache(StrEnum):
    """What remembering did for a whole block."""

    UNUSED = "unused"
    MISS = "miss"
    FRESH = "fresh"
    REFRESH = "refresh"
    STALE = "stale"

    __hash__ = str.__hash__  # as a source's


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a block came about.

    `partial` says that something of what it shows could not be asked; `sources` count the answers by where
    they came from, `failures` the questions that stayed without one.
    """

    cache: Cache = Cache.UNUSED
    partial: bool = False
    why: Why | None = None
    sources: Mapping[Source, int] = field(default_factory=Counter)
    failures: Mapping[tuple[Search, Reason], int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Served:
    """A request for a block was answered; the outcome is one of the rules' or `refused-` with the status."""

    request_id: str
    outcome: str
    seconds: float
    calls: int = 0
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Called:
    """A call to the CRM is over; `status` is HTTP's or, where none came, the reason."""

    question: Question = field(repr=False)
    page: int
    status: str
    seconds: float
    reply: Reply | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Waited:
    """A call had its turn after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A call found no turn before the deadline."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The CRM refused a call because there were too many."""


@dataclass(frozen=True, slots=True)
class Switched:
    """An account's CRM is taken to be down, or up again."""

    down: bool


Event = Served | Called | Waited | TurnedAway | Refused | Switched
Listener = Callable[[Event], object]
"""Told of every event, by any thread; it returns at once and raises nothing."""


def nobody(_event: Event) -> None:
    """Listen to nothing."""


def both(first: Listener, second: Listener) -> Listener:
    """Return a listener that passes on to two."""

    def tell(event: Event) -> None:
        first(event)
        second(event)

    return tell
