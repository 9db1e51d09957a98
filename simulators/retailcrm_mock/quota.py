"""RetailCRM's limit of 10 requests a second, by the account's clock."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

PER_SECOND = 10
SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime


class Quota:
    """Counts requests by account and caller. Safe to share between threads.

    Args:
        lifted: let every request pass.
    """

    def __init__(self, *, lifted: bool = False) -> None:
        self._lifted = lifted
        self._lock = threading.Lock()
        self._passed: dict[tuple[str, Hashable], list[datetime]] = {}
        self._buckets: dict[tuple[str, Hashable], _Bucket] = {}

    def admits(self, account: str, caller: Hashable, now: datetime, window: str) -> bool:
        """Whether the caller may pass now; a refused request costs nothing.

        `window` is "sliding" (no second holds more than 10) or "bucket" (10 at once, then one each 100 ms).
        """
        if self._lifted:
            return True
        with self._lock:
            count = self._slide if window == "sliding" else self._drip
            return count((account, caller), now)

    def forget(self, account: str) -> None:
        """Start counting anew for the account."""
        with self._lock:
            for counted in (self._passed, self._buckets):
                for caller in [one for one in counted if one[0] == account]:
                    del counted[caller]

    def _slide(self, caller: tuple[str, Hashable], now: datetime) -> bool:
        # A clock set back leaves moments in the future: they no longer count.
        latest = [moment for moment in self._passed.get(caller, []) if now - SECOND < moment <= now]
        admitted = len(latest) < PER_SECOND
        self._passed[caller] = [*latest, now] if admitted else latest
        return admitted

    def _drip(self, caller: tuple[str, Hashable], now: datetime) -> bool:
        bucket = self._buckets.setdefault(caller, _Bucket(PER_SECOND, now))
        gained = max(0.0, (now - bucket.at).total_seconds()) * PER_SECOND
        bucket.tokens, bucket.at = min(float(PER_SECOND), bucket.tokens + gained), now
        admitted = bucket.tokens >= 1
        bucket.tokens -= admitted
        return admitted
