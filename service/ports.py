"""What the use case needs of a CRM, in its own words.

CrmError              a question stayed without an answer
 ├─ Unavailable       the CRM is down, unreachable, or answers nonsense
 │   └─ Late          it did not answer before the deadline
 ├─ Busy              it, or our own budget of calls, has no room now
 ├─ KeyRejected       it does not accept the key
 ├─ AccessDenied      the key lacks a right
 └─ AccountUnknown    no account lives at this address
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from service.core.drawn import Drawn, Subject
from service.core.model import Account, Question, Reason, Reply
from service.events import Source

Clock = Callable[[], float]
"""Seconds that only grow, such as time.monotonic."""
Pause = Callable[[float], object]
"""Lets so many seconds of the clock go by."""


class CrmError(Exception):
    """A question stayed without an answer; the text holds no data of a client and no key."""

    reason: ClassVar[Reason] = Reason.UNAVAILABLE


class Unavailable(CrmError):  # noqa: N818 - reads aloud: raise it
    """The CRM is down, unreachable, or answers nonsense."""


class Late(Unavailable):
    """The CRM did not answer before the deadline."""

    reason = Reason.LATE


class Busy(CrmError):  # noqa: N818 - reads aloud: raise it
    """The CRM, or our own budget of calls for this key, has no room now.

    `after` is how many seconds the CRM asks us to wait, if it says.
    """

    reason = Reason.BUSY

    def __init__(self, text: str, after: float | None = None) -> None:
        super().__init__(text)
        self.after = after


class KeyRejected(CrmError):  # noqa: N818 - reads aloud: raise it
    """The CRM does not accept the key."""

    reason = Reason.KEY_REJECTED


class AccessDenied(CrmError):  # noqa: N818 - reads aloud: raise it
    """The key lacks the right for this question."""

    reason = Reason.ACCESS_DENIED


class AccountUnknown(CrmError):  # noqa: N818 - reads aloud: raise it
    """No account lives at this address."""

    reason = Reason.ACCOUNT_UNKNOWN


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of a clock after which nobody waits any more."""

    moment: float
    clock: Clock

    def remaining(self) -> float:
        """Return the seconds left, 0 or less when none are."""
        return self.moment - self.clock()


@dataclass(frozen=True, slots=True)
class Visit:
    """One ticket's business with one account: with which key, until when, and the calls it has cost.

    `anew` says that an agent asks for news: what was heard before is not good enough. `sources` fills with
    where each answer came from. `fingerprint` names account and key, and tells neither.
    """

    account: Account
    key: str = field(repr=False)
    deadline: Deadline
    calls: list[str] = field(default_factory=list)
    ticket: str = ""
    anew: bool = False
    sources: list[Source] = field(default_factory=list)
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        """Name this account and key by what tells neither, for budgets and caches."""
        name = hashlib.sha256(f"{self.account.origin}\n{self.key}".encode()).hexdigest()
        object.__setattr__(self, "fingerprint", name)


Answered = tuple[Question, Reply | CrmError]
"""A question with what came of it."""


class Crm(Protocol):
    """Answers questions about customers and orders; what is asked is named by `Search`.

    One method, so that caching, coalescing and the like can each wrap it and be stacked.
    """

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Ask a round of questions together, and give each exactly once, as it is answered.

        None is given after the visit's deadline: what has no answer by then is `Late` or `Busy`. Nothing is
        asked before the first is taken.
        """
        ...


class Attempt(Protocol):
    """A key that a caller tries for an account."""

    @property
    def admitted(self) -> bool:
        """Whether it may be tried."""
        ...

    def wrong(self) -> None:
        """Learn that it is wrong."""
        ...

    def right(self) -> None:
        """Learn that it is right."""
        ...


class Attempts(Protocol):
    """Remembers which keys were right and wrong, to keep out a caller who guesses."""

    def begin(self, caller: str, account: str, key: str) -> Attempt:
        """Return an attempt to be made; `account` may be empty where the key alone says which."""
        ...


class Tickets(Protocol):
    """Tells an agent's refresh from a ticket that is opened, or that many open at once."""

    def opened(self, visit: Visit) -> Visit:
        """Return the visit as one for news, if its ticket was shown within the last minute."""
        ...

    def shown(self, visit: Visit) -> None:
        """Learn that the visit's ticket is shown."""
        ...


class Drawings(Protocol):
    """Keeps blocks that were drawn, to give them again as long as asking would bring the same answers."""

    def find(self, visit: Visit, subject: Subject) -> Drawn | None:
        """Return the block of a subject, if each of its answers is remembered, fresh, and the very same."""
        ...

    def keep(self, visit: Visit, subject: Subject, drawn: Drawn, replies: Mapping[Question, Reply]) -> None:
        """Keep a block, with all answers that it was drawn from."""
        ...
