"""Single values of RetailCRM's JSON, each checked as it is read; whatever makes no sense counts as absent.

PHP writes a map as a list and an empty one as `[]`, a number as a string, and what is absent as nothing, null
or an empty text.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

Fields = Mapping[str, Any]

_MOST_DIGITS = 15
"""Before the point and after it; `1e9999999` is JSON as well, and no sum of money."""
_LARGEST_ID = 10**15
_LONGEST_TEXT = 1000
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a surrogate pair, which no encoding can write."""
_ABSENT: tuple[object, ...] = (None, "", [], {})


def as_map(value: object) -> Fields:
    """Read a map; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Read a list, which may come as a map; anything else is an empty one."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def maps(value: object, most: int) -> list[Fields]:
    """Read the first maps of a list; what is no map is dropped, what is beyond the bound is not read."""
    return [item for item in map(as_map, as_list(value)[:most]) if item]


def text(value: object) -> str:
    """Read a text, or a number as one; a longer one is cut."""
    if value is None:  # as what is absent
        return ""
    if isinstance(value, str) and value.isascii():  # which has no halves, and most have not
        return value[:_LONGEST_TEXT].strip()
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return ""
    written = value if isinstance(value, str) else str(value)
    return _HALVES.sub("", written[:_LONGEST_TEXT]).strip()


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Read those of the values that are texts."""
    return tuple(read for read in map(text, values) if read)


def number(value: object) -> int | None:
    """Read a whole number that is not negative, written as one or as text."""
    if type(value) is int:  # as most are
        return value if 0 <= value < _LARGEST_ID else None
    read = amount(value)
    if read is None or read != read.to_integral_value() or not 0 <= read < _LARGEST_ID:
        return None
    return int(read)


def amount(value: object) -> Decimal | None:
    """Read a sum or a quantity, written as a number or as text."""
    if value in _ABSENT:
        return None
    try:
        read = Decimal(text(value).replace(",", "."))
    except InvalidOperation:
        return None
    if not read.is_finite() or read.adjusted() >= _MOST_DIGITS:
        return None
    return read if read.adjusted() > -_MOST_DIGITS else Decimal(0)


def flag(value: object) -> bool:
    """Read yes or no; what is neither is no."""
    return value is True or text(value).casefold() in {"1", "true"}


def flag_or_none(value: object) -> bool | None:
    """Read yes or no; None when it says nothing."""
    return None if value in _ABSENT else flag(value)


def moment(value: object) -> datetime | None:
    """Read `2026-11-23 10:00:00`; RetailCRM gives no zone, and one that comes is dropped."""
    if value in _ABSENT:
        return None
    try:
        return datetime.fromisoformat(text(value)).replace(tzinfo=None)
    except ValueError:
        return None


def day(value: object) -> date | None:
    """Read `2026-11-23`; a time that comes with it is dropped."""
    read = moment(value)
    return read.date() if read else None
