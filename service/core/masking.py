"""Addresses that only who knows them recognises."""

from service.core.model import Phone
from service.core.text import clean

_SHOWN_DIGITS = 4
_LONGEST_HOST = 40


def phone(number: Phone) -> str:
    """Show a phone's country and last digits: `+7 ••• 1122`."""
    country = number.key.removesuffix(number.terms[0]) if number.terms else ""
    return f"{country}\u00a0•••\u00a0{number.key[-_SHOWN_DIGITS:]}".strip()


def email(address: str) -> str:
    """Show an e-mail's first letter and its host: `a•••@example.com`."""
    name, _, host = clean(address).partition("@")
    return f"{name[:1]}•••@{clean(host, _LONGEST_HOST)}"
