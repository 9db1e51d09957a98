"""A wish about a clock, as it comes to the control door, and a clock as the door tells it."""

from datetime import UTC, datetime
from typing import Any

from simulators.kit.clock import Clock
from simulators.kit.errors import ControlError

YEAR = 31_536_000


class ClockChange:
    """A wish about the clock, checked whole before any clock is touched."""

    def __init__(self, now: datetime | None, frozen: bool | None, advance: float) -> None:
        self._now, self._frozen, self._advance = now, frozen, advance

    @classmethod
    def read(cls, wish: dict[str, Any]) -> "ClockChange":
        """Check a wish of `now`, `frozen` and `advance` (seconds); raises ControlError naming the bad one."""
        frozen, advance, text = wish.get("frozen"), wish.get("advance", 0), wish.get("now")
        if frozen is not None and not isinstance(frozen, bool):
            raise ControlError(f"frozen is {frozen!r}; give true or false")
        if isinstance(advance, bool) or not isinstance(advance, int | float) or not 0 <= advance <= YEAR:
            raise ControlError(f"advance is {advance!r}; give seconds, from 0 to {YEAR} (a year)")
        return cls(None if text is None else _moment(text), frozen, advance)

    def apply(self, clock: Clock) -> None:
        """Move a clock as wished."""
        if self._now is not None or self._frozen is not None:
            frozen = clock.frozen if self._frozen is None else self._frozen
            clock.set(self._now or clock.now(), frozen=frozen)
        clock.advance(self._advance)


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise ControlError(f"now is {text!r}; give a date and time like 2026-11-23T12:00:00Z") from error
    if not 1971 <= moment.year <= 9000:  # noqa: PLR2004 - room on both sides for zones and advances
        raise ControlError(f"now is {text!r}; give a year from 1971 to 9000")
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def as_json(clock: Clock) -> dict[str, Any]:
    """A clock as the control door tells it."""
    return {"now": clock.now().isoformat(timespec="seconds"), "frozen": clock.frozen}
