"""One queue for calls: whose turn it is, and what refusals teach. Pure: every moment is an argument.

The order is kept by *turns*, planned when a call joins; the promise by *stamps*, the moments at which
requests really left. By a plan alone, two seconds' worth of calls would meet whenever the first were late.
"""

from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass, field
from operator import attrgetter

SOON = 0.02
"""When to look again for what has no known moment: a request that is not out yet, or an answer."""
LONGEST_PAUSE = 60.0
COUNTED_WITHIN = 0.3
"""Seconds after which a request that is out has reached the CRM's door, however busy both machines are."""
_FIRST_PAUSE = 0.25
_BACKED_OFF = 5
"""After so many refusals in a row a pause grows no more: 8 seconds."""
_SLOWER = 0.7
_EASED_AFTER = 10.0
"""Seconds without a refusal after which one more call a second is tried again."""
_FORGOTTEN_AFTER = 1800.0
"""Seconds after which a learned ceiling that nobody has felt is one no more."""


_number = attrgetter("number")


@dataclass(eq=False, slots=True)
class Turn:
    """One call's place in a lane; `party` is whose it is. Planned in the lane's time, stamped in ours."""

    number: int
    planned: float
    party: int
    launched: float | None = None
    sent: float | None = None
    landed: float | None = None

    def counted(self) -> float | None:
        """Return until when, at the latest, the CRM has counted the call; None while it is not sent.

        That is before it answers, and soon after the request is out: the door counts, not what lies behind.
        """
        if self.sent is None:
            return None
        soon = self.sent + COUNTED_WITHIN
        return soon if self.landed is None else min(soon, self.landed)


@dataclass(slots=True)
class Lane:
    """A sliding window of calls, served in order of arrival.

    Its time stands still while it pauses, so that a pause moves every planned turn and keeps their order.

    Args:
        most: Calls a window; None for no limit as long as refusals teach none.
        window: Its length in seconds.
        width: How many calls may be open at once.
    """

    most: int | None
    window: float
    width: int
    limit: int | None = None
    parts: int = 1
    parted: float = 0.0
    resumes: float = 0.0
    refusals: int = 0
    _lost: float = 0.0
    _eased: float = 0.0
    _open: int = 0
    _joined: int = 0
    _waiting: list[Turn] = field(default_factory=list)
    _planned: deque[float] = field(default_factory=deque)
    _out: deque[Turn] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Start with the limit there is."""
        self.limit = self.most

    def share(self, parts: int, now: float) -> None:
        """Take one part of the limit only, for two windows: what others do meanwhile is not seen."""
        self.parts, self.parted = parts, now + 2 * self.window

    def _room(self, now: float) -> int | None:
        if self.limit is None or now >= self.parted:
            return self.limit
        return max(1, self.limit // self.parts)

    def next_opening(self, now: float) -> float:
        """Return the moment for which a call that joined now would be planned."""
        return self._next(now) + self._lost

    def _next(self, now: float) -> float:
        base = max(now, self.resumes) - self._lost
        room = self._room(now)
        if room is None or len(self._planned) < room:
            return base
        return max(base, self._planned[-room] + self.window)

    def join(self, now: float, party: int) -> Turn:
        """Take the next turn."""
        turn = Turn(self._joined, self._next(now), party)
        self._joined += 1
        while self._planned and self._planned[0] <= now - self._lost - self.window:
            self._planned.popleft()
        if self.limit is not None:
            self._planned.append(turn.planned)
        insort(self._waiting, turn, key=_number)
        return turn

    def waiting(self) -> int:
        """Return how many parties wait for a turn."""
        return len({turn.party for turn in self._waiting})

    def wait(self, turn: Turn, now: float) -> float:
        """Return the seconds until the call may go; 0 when it may."""
        opening = max(turn.planned + self._lost, self.resumes)
        if opening > now:
            return opening - now
        self._forget(now)
        before = self._before(turn)
        if self._open + before >= self.width:
            return SOON
        room = self._room(now)
        if room is None or len(self._out) + before < room:
            return 0.0
        return self._until_room(room - before, now)

    def _before(self, turn: Turn) -> int:
        """Return for how many calls room is kept, because they came before.

        In the lane of an address, which begins without a limit, for none: they may wait for their own key.
        """
        return 0 if self.most is None else bisect_left(self._waiting, turn.number, key=_number)

    def _until_room(self, limit: int, now: float) -> float:
        """Return the seconds until fewer than the limit count; what is not sent has its second before it."""
        counted = [turn.counted() for turn in self._out]
        within = sorted(end for each in counted if each is not None and (end := each + self.window) > now)
        too_many = len(within) + counted.count(None) - limit
        if too_many < 0:
            return 0.0
        return within[too_many] - now if too_many < len(within) else SOON

    def launch(self, turn: Turn, now: float) -> None:
        """Count the call as on its way."""
        self.leave(turn)
        turn.launched, turn.sent, turn.landed = now, None, None
        self._open += 1
        self._out.append(turn)

    def leave(self, turn: Turn) -> None:
        """Give up waiting; the turn stays planned, and is lost."""
        self._waiting.remove(turn)

    def withdraw(self, turn: Turn) -> None:
        """Take back a turn that was taken just now; others may have it."""
        self.leave(turn)
        if turn.planned in self._planned:
            self._planned.remove(turn.planned)

    def land(self, turn: Turn, now: float) -> None:
        """Count the call as over; one that was never sent counts no more."""
        self._open -= 1
        turn.landed = now
        if turn.sent is None:
            self._out.remove(turn)
        self._forget(now)

    def succeed(self, turn: Turn, now: float) -> None:
        """Learn that the CRM let a call pass."""
        if turn.launched is not None and turn.launched >= self.resumes:
            self.refusals = 0
        if self.limit != self.most and now - self._eased >= _EASED_AFTER:
            self._ease(now)

    def _ease(self, now: float) -> None:
        self._eased = now
        if self.limit is not None:
            self.limit += 1
        if self.most is None and self.resumes + _FORGOTTEN_AFTER < now:
            self.limit = None

    def recent(self, now: float) -> int:
        """Return how many calls left within the last window."""
        self._forget(now)
        return len(self._out)

    def refuse(self, turn: Turn, now: float, after: float | None, jitter: float) -> None:
        """Learn from a refusal: stand still for a while, longer each time, and go on more slowly.

        Refusals of calls that left before the pause are one and the same lesson. The refused call keeps its
        turn, and so goes first. `jitter` is from 0 to 1.
        """
        known = turn.launched is not None and turn.launched < self.resumes
        if not known:
            self.refusals += 1
            self._slow_down(now)
        if not known or after is not None:
            self._pause(now, _pause_of(self.refusals, after) * (1 + jitter / 4))

    def _pause(self, now: float, seconds: float) -> None:
        standing = max(now, self.resumes)
        self._lost += max(0.0, now + seconds - standing)
        self.resumes = max(standing, now + seconds)

    def _slow_down(self, now: float) -> None:
        self.limit = max(1, int((self.limit or self.recent(now)) * _SLOWER))
        self._eased = now

    def rejoin(self, turn: Turn, now: float) -> float:
        """Let a refused call wait again, at its old place, and return the seconds until its turn."""
        insort(self._waiting, turn, key=_number)
        if turn in self._out:
            self._out.remove(turn)  # refused, so not counted; and the pause is over before it goes again
        return max(turn.planned + self._lost, self.resumes) - now

    def idle(self, now: float) -> bool:
        """Tell whether the lane can be forgotten: nothing waits, is open, or was learned."""
        self._forget(now)
        used = self._out or self._open or self._waiting or self.resumes > now or self.limit != self.most
        return not used

    def _forget(self, now: float) -> None:
        while self._out and (counted := self._out[0].counted()) is not None and counted <= now - self.window:
            self._out.popleft()


def _pause_of(refusals: int, after: float | None) -> float:
    backed_off: float = _FIRST_PAUSE * 2 ** min(refusals - 1, _BACKED_OFF)
    return min(backed_off if after is None else after, LONGEST_PAUSE)
