"""Since when clients keep us waiting."""

from collections.abc import Iterable
from typing import Any

WAITING_SECONDS = 30.0
"""How long a connection may be idle, or take for a request."""


class Waiting:
    """Since when clients keep us waiting, for a request or for the rest of it.

    Whoever sends a byte now and then keeps us waiting as well, so a request counts from its beginning.
    """

    def __init__(self) -> None:
        self._begun: dict[Any, tuple[Any, float]] = {}

    def since(self, channels: Iterable[Any], now: float) -> list[tuple[Any, float]]:
        """Return the connections for which nothing is being done, and since when."""
        waiting = [channel for channel in channels if not channel.requests]
        begun = {}
        for channel in waiting:
            request, since = self._begun.get(channel, (None, now))
            if channel.request is not None:
                begun[channel] = channel.request, since if request is channel.request else now
        self._begun = begun
        return [(each, begun[each][1] if each in begun else each.last_activity) for each in waiting]
