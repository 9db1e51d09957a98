"""What a block is written on."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """The moment, with its zone, the request's number, and how old the CRM's answers are if not fresh."""

    now: datetime
    request_id: str = ""
    age: timedelta | None = None
