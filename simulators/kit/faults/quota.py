"""Quota: so many calls may pass in each window of time; the others are refused until the next begins."""

import threading
from datetime import datetime, timedelta
from random import Random

from simulators.kit.faults.answer import Answer, Kind, refusal
from simulators.kit.faults.settings import DAY, Settings
from simulators.kit.faults.too_many import STATUSES


def read(settings: Settings) -> Kind:
    """`calls` in `seconds` (1 unless said); `status` 503 or 429; `retry_after` true or false.

    The windows follow one another without a gap from the first call on; `retry_after` true tells the seconds
    that are left of the present one.
    """
    calls, seconds = settings.whole("calls", 0, 1_000_000), settings.number("seconds", 0.001, DAY, 1)
    status = int(settings.choice("status", STATUSES))
    window = _Window(calls, timedelta(seconds=seconds))
    tells = settings.choice("retry_after", (False, True))

    def effect(_answer: Answer, _chance: Random, now: datetime) -> Answer | None:
        left = window.refused_for(now)
        if left is None:
            return None
        later = (("Retry-After", str(max(1, round(left.total_seconds())))),) if tells else ()
        return refusal(status, later)

    return Kind(effect, instead=True)


class _Window:
    """Counts calls in windows that follow one another. Safe to share between threads."""

    def __init__(self, calls: int, length: timedelta) -> None:
        self._calls, self._length = calls, length
        self._lock = threading.Lock()
        self._began: datetime | None = None
        self._passed = 0

    def refused_for(self, now: datetime) -> timedelta | None:
        """How long a call that comes now has to wait; None lets it pass."""
        with self._lock:
            if self._began is None or now < self._began:
                self._began, self._passed = now, 0
            gone = (now - self._began) // self._length
            if gone:
                self._began, self._passed = self._began + gone * self._length, 0
            self._passed += 1
            return None if self._passed <= self._calls else self._began + self._length - now
