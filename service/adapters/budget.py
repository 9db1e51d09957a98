"""How often we may call: RetailCRM allows ten requests a second for one key.

It may count by address instead, so that all keys of an account share the ten: that is learned from refusals.
"""

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from service.adapters.lane import Lane, Turn
from service.ports import Clock, Visit

_MANY_LANES = 20_000
_MARGIN = 1.05
"""How much longer than RetailCRM's our second is: two calls may arrive closer together than they left."""
_OPEN_SECONDS = 2
"""How long a call may take at full rate before calls wait for one another."""


@dataclass(frozen=True, slots=True)
class Place:
    """A call's turns, in the lane of its key and in that of its account's address."""

    turns: tuple[tuple[Lane, Turn], ...] = field(repr=False)


class Budget:
    """A window of calls for each key, and for each address one as narrow as refusals teach.

    No second sees more calls than the rate, whether the CRM counts by a window or by a bucket: a bucket of
    ten that is refilled at ten a second would let twenty pass in its first second. Nothing here ever waits.

    Args:
        rate: Calls a second; below one, a call every `1 / rate` seconds.
        clock: Seconds that only grow.
        parties: How many tickets of one key may wait for their turn at once; further ones are told at once.
        chance: From 0 to 1, to spread what starts anew.
        many: How many lanes are known before the idle ones are forgotten.
    """

    def __init__(
        self,
        rate: float,
        clock: Clock,
        parties: int = 16,
        chance: Callable[[], float] = random.random,
        many: int = _MANY_LANES,
    ) -> None:
        self._most = max(1, int(rate))
        self._window = self._most / rate * _MARGIN
        self._width = max(self._most, int(rate * _OPEN_SECONDS))
        self._clock, self._chance = clock, chance
        self._parties, self._many = parties, many
        self._lanes: dict[str, Lane] = {}
        self._lock = threading.Lock()

    def join(self, visit: Visit, patient: Sequence[bool]) -> list[Place | None]:
        """Take a place for each call, in order; None where its turn cannot come before the deadline.

        The impatient take a turn that has come already, or none.
        """
        with self._lock:
            now, lanes = self._clock(), self._lanes_of(visit)
            crowded = any(lane.waiting() >= self._parties for lane in lanes)
            patience = 0.0 if crowded else visit.deadline.remaining()
            return [self._join(lanes, now, patience * each, id(visit.calls)) for each in patient]

    def _join(self, lanes: tuple[Lane, ...], now: float, patience: float, party: int) -> Place | None:
        if any(lane.next_opening(now) > now + patience for lane in lanes):
            return None
        return Place(tuple((lane, lane.join(now, party)) for lane in lanes))

    def wait(self, place: Place) -> float:
        """Return the seconds until the call may go; when they are 0, it is counted as going now."""
        with self._lock:
            now = self._clock()
            seconds = max(lane.wait(turn, now) for lane, turn in place.turns)
            if seconds <= 0:
                for lane, turn in place.turns:
                    lane.launch(turn, now)
            return seconds

    def sent(self, place: Place) -> None:
        """Learn that the request is out: its second begins."""
        now = self._clock()
        for _, turn in place.turns:
            turn.sent = now

    def leave(self, place: Place) -> None:
        """Give up waiting."""
        with self._lock:
            for lane, turn in place.turns:
                lane.leave(turn)

    def passed(self, place: Place) -> None:
        """Learn that the CRM answered, and so let the call pass."""
        with self._lock:
            now = self._clock()
            for lane, turn in place.turns:
                lane.land(turn, now)
                lane.succeed(turn, now)

    def failed(self, place: Place) -> None:
        """Learn that the call ended in a way that teaches nothing about how many there may be."""
        with self._lock:
            now = self._clock()
            for lane, turn in place.turns:
                lane.land(turn, now)

    def refused(self, place: Place, after: float | None) -> None:
        """Learn that the CRM refused the call, and for how long it wants to be left alone.

        When other keys called the same address as well, that is held to be what was counted.
        """
        with self._lock:
            now, jitter = self._clock(), self._chance()
            for lane, turn in place.turns:
                lane.land(turn, now)
            (key, turn), (address, _) = place.turns
            blamed = address if address.recent(now) > key.recent(now) else key
            blamed.refuse(turn, now, after, jitter)

    def rejoin(self, place: Place) -> float:
        """Let a refused call wait again, at its old place, and return the seconds until its turn.

        Raises nothing and gives nothing up: whoever finds it too long leaves.
        """
        with self._lock:
            now = self._clock()
            return max(lane.rejoin(turn, now) for lane, turn in place.turns)

    def _lanes_of(self, visit: Visit) -> tuple[Lane, Lane]:
        if len(self._lanes) >= self._many:
            now = self._clock()
            self._lanes = {name: lane for name, lane in self._lanes.items() if not lane.idle(now)}
        key = self._lanes.setdefault(visit.fingerprint, self._lane(self._most))
        address = self._lanes.setdefault(visit.account.origin, self._lane(None))
        return key, address

    def _lane(self, most: int | None) -> Lane:
        return Lane(most, self._window, self._width)
