"""How often we may call: RetailCRM allows ten requests a second for one key."""

import threading
from collections import deque
from collections.abc import Callable

from service.ports import Busy, Clock, Deadline

_MANY_KEYS = 10_000
_JITTER = 1.05
"""How much longer than RetailCRM's our second is: two calls may arrive closer together than they left."""


class Budget:
    """A window of calls for each key, served in order of arrival.

    No second sees more calls than the rate, whether the CRM counts by a window or by a bucket: a bucket of
    ten that is refilled at ten a second would let twenty pass in its first second.

    Args:
        rate: Calls a second; below one, a call every `1 / rate` seconds.
        clock: Seconds that only grow.
        pause: Waits for so many seconds.
        many: How many keys are known before those that have been silent are forgotten.
    """

    def __init__(
        self,
        rate: float,
        clock: Clock,
        pause: Callable[[float], object] | None = None,
        many: int = _MANY_KEYS,
    ) -> None:
        self._most = max(1, int(rate))
        self._window = self._most / rate * _JITTER
        self._clock = clock
        self._many = many
        self._pause = pause or threading.Event().wait
        self._latest: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str, deadline: Deadline, *, patient: bool = True) -> None:
        """Take one call, waiting for it if it comes before the deadline; the impatient take it now or never.

        Raises:
            Busy: It does not; nothing is taken then.
        """
        if (seconds := self._reserve(key, deadline, patient=patient)) > 0:
            self._pause(seconds)

    def _reserve(self, key: str, deadline: Deadline, *, patient: bool) -> float:
        with self._lock:
            now = self._clock()
            latest = self._latest.get(key, deque(maxlen=self._most))
            opening = max(now, latest[0] + self._window) if len(latest) == self._most else now
            if opening - now >= deadline.remaining() or (opening > now and not patient):
                raise Busy("no call left before the deadline")
            latest.append(opening)
            self._keep(key, latest, now)
            return opening - now

    def _keep(self, key: str, latest: deque[float], now: float) -> None:
        if len(self._latest) >= self._many and key not in self._latest:
            fresh = now - self._window
            self._latest = {name: calls for name, calls in self._latest.items() if calls[-1] > fresh}
        self._latest[key] = latest
