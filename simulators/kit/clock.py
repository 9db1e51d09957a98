"""The simulator's time: it runs with the world's until somebody freezes, sets or advances it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def wall_clock() -> datetime:
    """The world's time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that asks the world


class Clock:
    """A clock that people can move. Safe to share between threads."""

    def __init__(self, wall: Callable[[], datetime] = wall_clock) -> None:
        self._wall = wall
        self._lock = threading.Lock()
        self._shift = timedelta()
        self._frozen_at: datetime | None = None

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen_at is not None

    def now(self) -> datetime:
        """The simulator's time, in UTC."""
        with self._lock:
            return self._frozen_at or self._wall() + self._shift

    def set(self, moment: datetime, *, frozen: bool) -> None:
        """Make it `moment` now, and stop there if `frozen`."""
        with self._lock:
            self._shift = moment - self._wall()
            self._frozen_at = moment if frozen else None

    def advance(self, seconds: float) -> None:
        """Move time on; a frozen clock stays frozen, later."""
        step = timedelta(seconds=seconds)
        with self._lock:
            self._shift += step
            if self._frozen_at is not None:
                self._frozen_at += step

    def reset(self) -> None:
        """Run with the world's time again."""
        with self._lock:
            self._shift = timedelta()
            self._frozen_at = None
