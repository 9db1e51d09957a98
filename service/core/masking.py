"""What was searched, told without telling it: enough for an agent to recognise, not to read off."""

import phonenumbers

from service.core.model import Contact, Phone
from service.core.text import clean

_HIDDEN = 4
"""Digits of a number that are hidden at least; of a shorter number, all."""
_HEAD, _TAIL = 3, 2
_LONGEST_HOST = 40


def searched(contact: Contact) -> tuple[str, ...]:
    """Return every phone and e-mail that is searched by, masked, each mask once."""
    return tuple(dict.fromkeys((*map(phone, contact.phones), *map(email, contact.emails))))


def phone(number: Phone) -> str:
    """Mask a number as `+7 999 ***-**-22`; how many digits are hidden is not told."""
    parsed = phonenumbers.parse(number.key)
    national = phonenumbers.national_significant_number(parsed)
    spare = max(0, len(national) - _HIDDEN)
    tail = national[len(national) - min(_TAIL, spare) :]
    head = national[: min(_HEAD, spare - len(tail))]
    return " ".join(filter(None, (f"+{parsed.country_code}", head, f"***-**-{tail}" if tail else "***-**")))


def email(address: str) -> str:
    """Mask an address as `a***@example.com`; of a name of one letter nothing is shown."""
    name, _, host = address.partition("@")
    return f"{name[:1] if len(name) > 1 else ''}***@{clean(host, _LONGEST_HOST)}"
