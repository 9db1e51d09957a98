"""Tells on stderr how far long work has come: share, speed, time left."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

ON_A_TERMINAL, IN_A_LOG = 0.2, 5.0  # seconds between two tellings


class Progress:
    """Work of `total` steps, told as it goes: a line rewritten on a terminal, lines now and then elsewhere.

    Args:
        what: what is done, such as "inventing customers".
        total: how many steps the whole takes.
        out: where to tell it.
        now: seconds, from any start.
    """

    def __init__(
        self, what: str, total: int, out: TextIO | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._what, self._total = what, total
        self._out = out or sys.stderr
        self._now = now
        self._begun = self._told = now()
        self._terminal = self._out.isatty()

    def reached(self, done: int) -> None:
        """So many steps are done; tells it if it is time to."""
        moment = self._now()
        pause = ON_A_TERMINAL if self._terminal else IN_A_LOG
        if done < self._total and moment - self._told < pause:
            return
        self._told = moment
        end = "\r" if self._terminal and done < self._total else "\n"
        line = self._line(done, moment - self._begun)
        print(line.ljust(78) if self._terminal else line, end=end, file=self._out, flush=True)

    def _line(self, done: int, seconds: float) -> str:
        share, rate = 100 * done // self._total, done / seconds if seconds else 0.0
        told = f"{self._what}: {share} %, {done} of {self._total}, {rate:.0f} a second"
        if done >= self._total:
            return f"{told}, took {_spoken(seconds)}"
        return f"{told}, {_spoken((self._total - done) / rate)} left" if rate else told


def _spoken(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
