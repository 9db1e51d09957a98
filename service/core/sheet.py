"""What a block is written on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Sheet:
    """The day, the request's number, and how old the CRM's answers are if not fresh.

    A block knows no finer time than the day, so that it stays the same for as long as its answers do.
    """

    today: date
    request_id: str = ""
    age: timedelta | None = None


def day(moment: datetime, time_zone: str) -> date:
    """Return the day it is where the CRM's clocks are; in UTC when their zone is not known."""
    return moment.astimezone(ZoneInfo(time_zone) if time_zone else UTC).date()
