"""Phone numbers: one key for every spelling, and the texts a CRM may find a number by."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, ValidationResult

from service.core.model import Phone
from service.core.text import bare

REGIONS = frozenset(phonenumbers.SUPPORTED_REGIONS)
"""Two-letter country codes a default region may be."""

_LONGEST = 100
_RUSSIA_AND_KAZAKHSTAN, _BRAZIL = 7, 55
_BRAZIL_OLD_MOBILE = re.compile(r"(\d\d)([6-9]\d{7})")
_BRAZIL_NEW_MOBILE = re.compile(r"(\d\d)9([6-9]\d{7})")
_ONLY_A_NUMBER = re.compile(r"\+?[\d\s().\-/\u2010-\u2015]+")


def parse(raw: str, region: str) -> Phone | None:
    """Read a number in any spelling; None when no number of that many digits can exist.

    A number without a plus is read as one of the region if it is valid there, otherwise as an international
    one whose plus was left out: Usedesk stores `79990001122` and `5511987654321`.

    Args:
        raw: What somebody typed.
        region: The two-letter country whose numbers need no country code.
    """
    return _parse(bare(raw).strip(), region) if len(raw) <= _LONGEST else None


def parse_exactly(raw: str, region: str) -> Phone | None:
    """Read a text that is a number and nothing else; nicknames and `ID: 12345678` are None."""
    return parse(raw, region) if _ONLY_A_NUMBER.fullmatch(bare(raw).strip()) else None


@lru_cache(maxsize=16_384)
def _parse(text: str, region: str) -> Phone | None:
    number = min(_readings(text, region), key=_doubt, default=None)
    if number is None:
        return None
    forms = _national_forms(number)
    return Phone(
        key=f"+{number.country_code}{forms[0]}",
        extension=number.extension or "",
        terms=forms,
        fallbacks=tuple(text for form in forms for text in _fallbacks(number.country_code or 0, form)),
    )


def _readings(text: str, region: str) -> Iterator[PhoneNumber]:
    """Yield the possible readings, the likelier first; numbers that work only inside a town do not count."""
    foreign = text if text.startswith("+") else f"+{text.removeprefix('00')}"
    for spelling, country in ((text, region), (foreign, None)):
        try:
            number = phonenumbers.parse(spelling, country)
        except NumberParseException:
            continue
        if phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE:
            yield number


def _doubt(number: PhoneNumber) -> bool:
    return not phonenumbers.is_valid_number(number)


def _national_forms(number: PhoneNumber) -> tuple[str, ...]:
    """Return the number without its country code; a Brazilian mobile with and without the ninth digit."""
    national = phonenumbers.national_significant_number(number)
    if number.country_code != _BRAZIL:
        return (national,)
    if old := _BRAZIL_OLD_MOBILE.fullmatch(national):
        return f"{old[1]}9{old[2]}", national
    if new := _BRAZIL_NEW_MOBILE.fullmatch(national):
        return national, f"{new[1]}{new[2]}"
    return (national,)


def _fallbacks(country_code: int, national: str) -> tuple[str, ...]:
    international = f"{country_code}{national}"
    if country_code == _RUSSIA_AND_KAZAKHSTAN:
        return international, f"8{national}", f"+{international}"
    return international, f"+{international}"
