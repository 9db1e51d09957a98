"""RetailCRM's limit of 10 requests a second, and 40 for telephony, by the account's clock."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

PER_SECOND, OF_TELEPHONY = 10, 40  # retailcrm/api-client-go, rate.go
SECOND = timedelta(seconds=1)
_Caller = tuple[str, Hashable, int]  # of an account, and the limit it is held to


def per_second(path: str) -> int:
    """How many requests a second a path below /api/ may get; those of telephony count apart."""
    return OF_TELEPHONY if path.startswith("v5/telephony/") else PER_SECOND


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime


class Quota:
    """Counts requests by account and caller. Safe to share between threads.

    Args:
        lifted: let every request pass, in accounts for which nothing else was chosen.
    """

    def __init__(self, *, lifted: bool = False) -> None:
        self._from_start = lifted
        self._lifted: dict[str, bool] = {}
        self._lock = threading.Lock()
        self._passed: dict[_Caller, list[datetime]] = {}
        self._buckets: dict[_Caller, _Bucket] = {}

    def admits(
        self, account: str, caller: Hashable, now: datetime, window: str, limit: int = PER_SECOND
    ) -> bool:
        """Whether the caller may pass now; a refused request costs nothing, and each limit counts apart.

        `window` is "sliding" (no second holds more than 10) or "bucket" (10 at once, then one each 100 ms),
        for a limit of 10.
        """
        if self.lifted(account):
            return True
        with self._lock:
            count = self._slide if window == "sliding" else self._drip
            return count((account, caller, limit), now)

    def lifted(self, account: str) -> bool:
        """Whether every request to the account passes."""
        return self._lifted.get(account, self._from_start)

    def lift(self, account: str, *, lifted: bool) -> None:
        """Let every request to the account pass, or hold it to its limits again."""
        self._lifted[account] = lifted

    def forget(self, account: str) -> None:
        """Start counting anew for the account, as it was at start."""
        self._lifted.pop(account, None)
        with self._lock:
            for counted in (self._passed, self._buckets):
                for caller in [one for one in counted if one[0] == account]:
                    del counted[caller]

    def _slide(self, caller: _Caller, now: datetime) -> bool:
        # A clock set back leaves moments in the future: they no longer count.
        latest = [moment for moment in self._passed.get(caller, []) if now - SECOND < moment <= now]
        admitted = len(latest) < caller[2]
        self._passed[caller] = [*latest, now] if admitted else latest
        return admitted

    def _drip(self, caller: _Caller, now: datetime) -> bool:
        most = float(caller[2])
        bucket = self._buckets.setdefault(caller, _Bucket(most, now))
        gained = max(0.0, (now - bucket.at).total_seconds()) * most
        bucket.tokens, bucket.at = min(most, bucket.tokens + gained), now
        admitted = bucket.tokens >= 1
        bucket.tokens -= admitted
        return admitted
