"""What people type into forms, checked: each check gives one sentence, or None when all is well."""

import re
from collections.abc import Container
from decimal import Decimal

LONGEST = 255  # signs of a name, a phone, an e-mail
LONGEST_TEXT = 5000  # signs of a comment or an address
_AMOUNT = re.compile(r"\d{1,9}([.,]\d{1,2})?")
_QUANTITY = re.compile(r"\d{1,6}([.,]\d{1,3})?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_BLANKS = re.compile(r"\s")


def short(said: str) -> str | None:
    """A name or the like."""
    return None if len(said) <= LONGEST else f"This has {len(said)} signs; up to {LONGEST} are kept."


def long(said: str) -> str | None:
    """A comment or the like."""
    return (
        None if len(said) <= LONGEST_TEXT else f"This has {len(said)} signs; up to {LONGEST_TEXT} are kept."
    )


def phone(said: str) -> str | None:
    """A phone in any spelling, or nothing."""
    if said and not any(sign in "0123456789" for sign in said):
        return "A phone has digits, such as +7 999 000-11-22."
    return short(said)


def email(said: str) -> str | None:
    """An e-mail, or nothing."""
    if said and not _EMAIL.fullmatch(said):
        return "An e-mail looks like anna@example.com."
    return short(said)


def money(said: str) -> str | None:
    """An amount, or nothing."""
    if not said or amount(said) is not None:
        return None
    return "An amount is a number up to 999999999.99, such as 1500 or 1500.50."


def amount(said: str) -> Decimal | None:
    """The amount as a number; None when it is none. Spaces may part the thousands, a comma the cents."""
    return _number(_AMOUNT, said)


def quantity(said: str) -> Decimal | None:
    """How many, above 0; None when it is no such number."""
    return _number(_QUANTITY, said) or None


def choice(said: str, known: Container[str], what: str) -> str | None:
    """One of the codes there are, or nothing."""
    return None if not said or said in known else f"There is no {what} {said} in this account; choose one."


def _number(form: re.Pattern[str], said: str) -> Decimal | None:
    bare = _BLANKS.sub("", said)
    return Decimal(bare.replace(",", ".")) if bare.isascii() and form.fullmatch(bare) else None
