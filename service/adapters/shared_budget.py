"""The budget of a key over all replicas: turns are given out by Redis, by its own clock.

A turn is a plan: it keeps the order and tells at once what comes too late. Calls may leave later than
planned, and none sees those of another replica; so each asks for leave when its turn has come.
"""

import secrets
from collections.abc import Sequence
from math import inf

from service.adapters import turns_lua as lua
from service.adapters.budget import Planned
from service.adapters.lane import SOON
from service.adapters.link import Link
from service.adapters.sealing import PREFIX, Seals
from service.ports import Visit

SHARED_MARGIN = 1.15
"""How much longer than RetailCRM's the second of the plan is: then few calls find others late, and wait."""
_REPLICAS = PREFIX + b"replicas"
_MICRO = 1_000_000


class SharedBudget:
    """A window of calls for each key that all replicas keep together, in order of arrival at Redis.

    Args:
        link: The way to Redis.
        seals: What names the values.
        most: How many calls may go within a window.
        planned: The window by which turns are planned, in seconds.
        window: The one that is kept by the calls that left, in seconds; the same unless given.
    """

    def __init__(
        self, link: Link, seals: Seals, most: int, planned: float, window: float | None = None
    ) -> None:
        self._link, self._seals, self._most = link, seals, most
        self._planned, self._window = _micro(planned), _micro(window or planned)
        self._replica = secrets.token_hex(8)
        self._replicas = 1

    @property
    def replicas(self) -> int:
        """How many replicas called within the last minute, as far as is known."""
        return self._replicas

    def join(self, visit: Visit, patience: Sequence[float]) -> list[Planned] | None:
        """Take a turn for each call, infinitely far off if it is not within patience.

        None when there is no Redis to ask.
        """
        names = [*self._names(visit, "turns", "standing"), _REPLICAS]
        told = self._run(lua.JOIN, names, self._most, self._planned, self._replica, *map(_micro, patience))
        if not isinstance(told, list):
            return None
        *turns, now, self._replicas = told
        return [Planned(turn, inf if turn < 0 else (turn - now) / _MICRO) for turn in turns]

    def leave(self, visit: Visit, call: int, turn: int, counted: float) -> float | None:
        """Let a call go if there is room: then return 0; else the seconds after which to ask again.

        The CRM is taken to count it within `counted` seconds. None when there is no Redis to ask.
        """
        names = self._names(visit, "calls", "standing")
        given = self._most, self._window, _micro(counted), self._named(call), turn
        told = self._run(lua.LEAVE, names, *given)
        if not isinstance(told, int):
            return None
        return SOON if told < 0 else told / _MICRO

    def counted(self, visit: Visit, call: int, within: float) -> None:
        """Learn that the CRM counts a call only within so many seconds from now; by 0, that it has."""
        self._run(lua.COUNTED, self._names(visit, "calls"), self._window, _micro(within), self._named(call))

    def pause(self, visit: Visit, seconds: float) -> None:
        """Put off all turns for a while."""
        self._run(lua.PAUSE, self._names(visit, "turns", "standing"), _micro(seconds))

    def _run(self, script: str, names: Sequence[bytes], *arguments: int | str) -> object:
        return self._link.write(lambda redis: redis.eval(script, len(names), *names, *arguments))

    def _names(self, visit: Visit, *kinds: str) -> list[bytes]:
        seal = self._seals.of(visit)
        return [seal.name(kind) for kind in kinds]

    def _named(self, call: int) -> str:
        return f"{self._replica} {call}"


def _micro(seconds: float) -> int:
    return int(max(0.0, seconds) * _MICRO)
