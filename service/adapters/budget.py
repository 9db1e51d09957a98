"""How often we may call: RetailCRM allows ten requests a second."""

import threading
from collections.abc import Callable

from service.ports import Busy, Clock, Deadline

_MANY_KEYS = 10_000


class Budget:
    """A bucket of calls for each key: full at first, refilled at a steady rate, served in order of arrival.

    Args:
        rate: Calls a second.
        size: Calls that may go out at once.
        clock: Seconds that only grow.
        pause: Waits for so many seconds.
    """

    def __init__(
        self, rate: float, clock: Clock, size: int = 10, pause: Callable[[float], object] | None = None
    ) -> None:
        self._interval = 1 / rate
        self._slack = (size - 1) * self._interval
        self._clock = clock
        self._pause = pause or threading.Event().wait
        self._full_again: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, key: str, deadline: Deadline) -> None:
        """Take one call, waiting for it if it comes before the deadline.

        Raises:
            Busy: It does not; nothing is taken then.
        """
        if (seconds := self._reserve(key, deadline)) > 0:
            self._pause(seconds)

    def _reserve(self, key: str, deadline: Deadline) -> float:
        with self._lock:
            now = self._clock()
            full_again = max(self._full_again.get(key, now), now)
            seconds = full_again - self._slack - now
            if seconds >= deadline.remaining():
                raise Busy("no call left before the deadline")
            if len(self._full_again) >= _MANY_KEYS:
                self._full_again = {name: time for name, time in self._full_again.items() if time > now}
            self._full_again[key] = full_again + self._interval
            return seconds
