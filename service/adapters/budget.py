"""How often we may call: RetailCRM allows ten requests a second for one key.

It may count by address instead, so that all keys of an account share the ten: that is learned from refusals.
"""

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import inf
from typing import NamedTuple, Protocol

from service.adapters.lane import COUNTED_WITHIN, Lane, Turn
from service.ports import Clock, Visit

_MANY_LANES = 20_000
_MARGIN = 1.05
"""How much longer than RetailCRM's our second is: two calls may arrive closer together than they left."""
SENT_WITHIN = 0.2
"""Seconds within which most calls that may go are sent; other replicas are told of the rest."""
_OPEN_SECONDS = 2
"""How long a call may take at full rate before calls wait for one another."""


def window_of(rate: float, margin: float = _MARGIN) -> tuple[int, float]:
    """Return how many calls may go within how many seconds."""
    most = max(1, int(rate))
    return most, most / rate * margin


@dataclass(slots=True, eq=False)
class Place:
    """A call's turns, in the lane of its key and in that of its account's address.

    It does not go before its turn among those of other replicas, which is not before `agreed`.
    """

    visit: Visit
    turns: tuple[tuple[Lane, Turn], ...] = field(repr=False)
    number: int = 0
    shared_turn: int = 0
    agreed: float = 0.0


class Planned(NamedTuple):
    """A turn among those of all replicas, by a time of theirs, and the seconds until it as things stand."""

    turn: int
    seconds: float


class Agreement(Protocol):
    """What replicas share of a budget."""

    def join(self, visit: Visit, patience: Sequence[float]) -> list[Planned] | None:
        """Take a turn for each call, infinitely far off if it is not within patience.

        None when nothing can be agreed on now.
        """
        ...

    def leave(self, visit: Visit, call: int, turn: int, counted: float) -> float | None:
        """Let a call go and return 0, or the seconds after which to ask again; None as for `join`.

        It is taken to be counted by the CRM within `counted` seconds.
        """
        ...

    def counted(self, visit: Visit, call: int, within: float) -> None:
        """Learn that a call is counted only within so many seconds from now; by 0, that it has been."""
        ...

    @property
    def replicas(self) -> int:
        """How many replicas there were lately."""
        ...

    def pause(self, visit: Visit, seconds: float) -> None:
        """Put off all turns of this key for a while."""
        ...


class Budget:
    """A window of calls for each key, and for each address one as narrow as refusals teach.

    No second sees more calls than the rate, whether the CRM counts by a window or by a bucket: a bucket of
    ten that is refilled at ten a second would let twenty pass in its first second. Nothing here ever waits.

    Args:
        rate: Calls a second; below one, a call every `1 / rate` seconds.
        clock: Seconds that only grow.
        parties: How many tickets of one key may wait for their turn at once; further ones are told at once.
        chance: From 0 to 1, to spread what starts anew.
        agreement: Shares the budget with other replicas.
        many: How many lanes are known before the idle ones are forgotten.
    """

    def __init__(
        self,
        rate: float,
        clock: Clock,
        parties: int = 16,
        chance: Callable[[], float] = random.random,
        agreement: Agreement | None = None,
        many: int = _MANY_LANES,
    ) -> None:
        self._most, self._window = window_of(rate)
        self._agreement = agreement
        self._width = max(self._most, int(rate * _OPEN_SECONDS))
        self._clock, self._chance = clock, chance
        self._parties, self._many = parties, many
        self._lanes: dict[str, Lane] = {}
        self._numbers = count(1)
        self._lock = threading.Lock()

    def join(self, visit: Visit, patient: Sequence[bool]) -> list[Place | None]:
        """Take a place for each call, in order; None where its turn cannot come before the deadline.

        The impatient take a turn that has come already, or none.
        """
        with self._lock:
            now, lanes = self._clock(), self._lanes_of(visit)
            crowded = any(lane.waiting() >= self._parties for lane in lanes)
            patience = [0.0 if crowded else visit.deadline.remaining() * each for each in patient]
            places = [self._join(visit, lanes, now, each) for each in patience]
        return self._agreed(places, patience)

    def _join(self, visit: Visit, lanes: tuple[Lane, ...], now: float, patience: float) -> Place | None:
        if any(lane.next_opening(now) > now + patience for lane in lanes):
            return None
        turns = tuple((lane, lane.join(now, id(visit.calls))) for lane in lanes)
        return Place(visit, turns, next(self._numbers))

    def _agreed(self, places: list[Place | None], patience: Sequence[float]) -> list[Place | None]:
        """Return the places that other replicas leave room for."""
        taken = [(place, each) for place, each in zip(places, patience, strict=True) if place]
        if not (self._agreement and taken):
            return places
        planned = self._agreement.join(taken[0][0].visit, [each for _, each in taken])
        if planned is None:
            self._be_modest(taken[0][0])
            return places
        for (place, _), (turn, seconds) in zip(taken, planned, strict=True):
            place.shared_turn, place.agreed = turn, self._clock() + seconds
        return [place if place and self._keep(place) else None for place in places]

    def _keep(self, place: Place) -> bool:
        """Tell whether a place has a turn at all; if not, it is as if it had never been taken."""
        with self._lock:
            for lane, turn in place.turns if place.agreed == inf else ():
                lane.withdraw(turn)
        return place.agreed < inf

    def wait(self, place: Place) -> float:
        """Return the seconds until the call may go; when they are 0, it is counted as going now."""
        if not self._agreement:
            return self._wait(place, launch=True)
        if (seconds := self._wait(place, launch=False)) > 0:
            return seconds
        told = self._agreement.leave(
            place.visit, place.number, place.shared_turn, SENT_WITHIN + COUNTED_WITHIN
        )
        if told is None:
            self._be_modest(place)
        return told or self._wait(place, launch=True)

    def _wait(self, place: Place, *, launch: bool) -> float:
        with self._lock:
            now = self._clock()
            seconds = max(place.agreed - now, *(lane.wait(turn, now) for lane, turn in place.turns))
            if launch and seconds <= 0:
                for lane, turn in place.turns:
                    lane.launch(turn, now)
            return seconds

    def _be_modest(self, place: Place) -> None:
        """Take only a replica's share of the key's calls as long as nothing can be agreed on."""
        replicas = self._agreement.replicas if self._agreement else 1
        with self._lock:
            (key, _), _ = place.turns
            key.share(replicas, self._clock())

    def sent(self, place: Place) -> None:
        """Learn that the request is out: its second begins."""
        now = self._clock()
        for _, turn in place.turns:
            turn.sent = now
        launched = place.turns[0][1].launched
        if self._agreement and launched is not None and now - launched > SENT_WITHIN:
            self._agreement.counted(place.visit, place.number, COUNTED_WITHIN)

    def over(self, place: Place) -> None:
        """Let other replicas know that a call is over; nobody needs to wait for it."""
        if self._agreement:
            self._agreement.counted(place.visit, place.number, 0)

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
            pause = blamed.resumes - now
        if self._agreement and pause > 0:
            self._agreement.pause(place.visit, pause)

    def rejoin(self, place: Place) -> float:
        """Let a refused call wait again, at its old place, and return the seconds until its turn.

        Raises nothing and gives nothing up: whoever finds it too long leaves.
        """
        with self._lock:
            now = self._clock()
            return max(lane.rejoin(turn, now) for lane, turn in place.turns)

    def waiting(self) -> int:
        """Return how many tickets wait for a turn, of all keys together."""
        with self._lock:
            return sum(lane.waiting() for lane in self._lanes.values() if lane.most)

    def _lanes_of(self, visit: Visit) -> tuple[Lane, Lane]:
        if len(self._lanes) >= self._many:
            now = self._clock()
            self._lanes = {name: lane for name, lane in self._lanes.items() if not lane.idle(now)}
        key = self._lanes.setdefault(visit.fingerprint, self._lane(self._most))
        address = self._lanes.setdefault(visit.account.origin, self._lane(None))
        return key, address

    def _lane(self, most: int | None) -> Lane:
        return Lane(most, self._window, self._width)
