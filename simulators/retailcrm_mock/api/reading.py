"""Reads parameters into values, each refused with RetailCRM's words for what is wrong with it."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from simulators.retailcrm_mock.api.brackets import LIST, SINGLE, Parameters, Sent
from simulators.retailcrm_mock.api.errors import BAD_INPUT, INVALID, NO_CHOICE, Refusal, missing

T = TypeVar("T")
LIMITS = (20, 50, 100)

_NUMBER = re.compile(r"-?[0-9]+")
_AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2})?")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,255}")
_DAY = len("2026-11-23")
_DIGITS = 4000  # as many as Python reads and writes; an id or page that long is nobody's


class InputError(ValueError):
    """A value that a parameter cannot have; holds which of the form's texts says so."""


def single(sent: Sent) -> str:
    """The one text; raises InputError if it is anything else."""
    if sent.shape != SINGLE:
        raise InputError(INVALID)
    return sent.texts[0]


def listed(sent: Sent) -> list[str]:
    """The list of texts, none of them empty; raises InputError if it is anything else."""
    if sent.shape != LIST or not all(sent.texts):
        raise InputError(INVALID)
    return sent.texts


def number(text: str) -> int:
    """A whole number in plain digits; raises InputError."""
    if not _NUMBER.fullmatch(text):
        raise InputError(INVALID)
    return int(text[:_DIGITS])


def identity(text: str) -> int:
    """An id; one that is too long to be anybody's is -1, which is nobody's. Raises InputError."""
    found = number(text)
    return found if 0 < found < 2**63 else -1


def amount(text: str) -> float:
    """A number, whole or not; raises InputError."""
    if not _AMOUNT.fullmatch(text):
        raise InputError(INVALID)
    return float(text)


def since(text: str) -> str:
    """A moment of this century as RetailCRM writes it, or a day, meaning its start; raises InputError."""
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(INVALID) from error
    if not _MOMENT.fullmatch(text):
        raise InputError(INVALID)
    return text


def until(text: str) -> str:
    """A moment as `since` reads it, or a day, meaning its end; raises InputError."""
    return f"{since(text)} 23:59:59" if len(text) == _DAY else since(text)


def day(text: str) -> str:
    """The day of what `since` reads; raises InputError."""
    return since(text)[:_DAY]


def clock(text: str) -> str:
    """A time of day such as 18:00:00; raises InputError."""
    since(f"2000-01-01 {text}")
    return text


def yes(text: str) -> bool:
    """Yes or no, as digit or word; raises InputError."""
    if text not in ("1", "0", "true", "false"):
        raise InputError(INVALID)
    return text in ("1", "true")


def choice(choices: Iterable[str], text: str) -> str:
    """One of the choices; raises InputError."""
    if text not in choices:
        raise InputError(NO_CHOICE)
    return text


def nested(sent: Sent) -> dict[str, Sent]:
    """What was sent under each code in brackets; raises InputError if it is anything else."""
    found = sent.inner()
    if found is None or not all(_CODE.fullmatch(code) for code in found):
        raise InputError(INVALID)
    return found


def page(text: str) -> int:
    """The number of a page, from 1; raises InputError."""
    found = number(text)
    if found < 1:
        raise InputError(INVALID)
    return found


def limit(text: str) -> int:
    """How many to a page; raises InputError."""
    return int(choice(map(str, LIMITS), text))


def by(text: str) -> str:
    """Which id a path holds, "id" or "externalId"; raises InputError."""
    return choice(("id", "externalId"), text)


def needed(sent: Parameters, name: str) -> str:
    """A plain parameter that the method cannot do without; raises Refusal or InputError."""
    if name not in sent.plain or sent.plain[name].pairs == [((), "")]:
        raise missing(name)
    return single(sent.plain[name])


def refuse(wrong: dict[str, str]) -> None:
    """Raise the Refusal of these parameters, if there are any."""
    if wrong:
        raise Refusal(400, BAD_INPUT, {f"children[{name}]": text for name, text in wrong.items()})


def plain(sent: Parameters, name: str, read: Callable[[str], T], default: T, wrong: dict[str, str]) -> T:
    """A plain parameter read, or its default; what is wrong with it is noted."""
    try:
        return read(single(sent.plain[name])) if name in sent.plain else default
    except InputError as error:
        wrong[name] = str(error)
        return default
