"""Phone numbers: one key for every spelling, and the texts a CRM may find a number by."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, ValidationResult

from service.core.model import Phone
from service.core.text import bare

REGIONS = frozenset(phonenumbers.SUPPORTED_REGIONS)
"""Two-letter country codes a default region may be."""

_LONGEST, _TELLING = 100, 6
_NO_DIGIT = re.compile(r"\D")
_RUSSIA_AND_KAZAKHSTAN, _BRAZIL, _MEXICO = 7, 55, 52
_BRAZIL_OLD_MOBILE = re.compile(r"(\d\d)([6-9]\d{7})")
_BRAZIL_NEW_MOBILE = re.compile(r"(\d\d)9([6-9]\d{7})")
_MEXICO_OLD_MOBILE = re.compile(r"1(\d{10})")
_ONLY_A_NUMBER = re.compile(r"(?=.*\d)\+?[\d\s().\-/\u2010-\u2015]+")


def parse(raw: str, region: str) -> Phone | None:
    """Read a number in any spelling; None when no number of that many digits can exist.

    A number without a plus is read as one of the region if it is valid there, otherwise as an international
    one whose plus was left out: Usedesk stores `79990001122` and `5511987654321`.

    Args:
        raw: What somebody typed.
        region: The two-letter country whose numbers need no country code.
    """
    return _parse(bare(raw).strip(), region) if len(raw) <= _LONGEST else None


def parse_international(raw: str, region: str) -> Phone | None:
    """Read a number that starts with its country code, plus or no plus; only if that fails as one at home.

    WhatsApp and Viber give such numbers: `4791234567` is Norwegian there, be the region Russia or Brazil.
    """
    return _parse(bare(raw).strip(), region, at_home_first=False) if len(raw) <= _LONGEST else None


def resembles(raw: str, phone: Phone) -> bool:
    """Tell cheaply whether a text may be this phone: its last digits are in it, or letters stand for some."""
    digits = _NO_DIGIT.sub("", raw)
    return phone.key[-_TELLING:] in digits or not (raw.isascii() and digits) or any(map(str.isalpha, raw))


def is_number(raw: str) -> bool:
    """Tell whether a text is a number and nothing else; nicknames and `ID: 12345678` are not."""
    return bool(_ONLY_A_NUMBER.fullmatch(bare(raw).strip()))


@lru_cache(maxsize=16_384)
def _parse(text: str, region: str, *, at_home_first: bool = True) -> Phone | None:
    foreign = text if text.startswith("+") else f"+{text.removeprefix('00')}"
    readings = [(text, region), (foreign, "")][:: 1 if at_home_first else -1]
    numbers = list(_possible(readings)) or list(_possible([_without_stray_plus(text, region)]))
    number = min(numbers, key=_doubt, default=None)
    if number is None:
        return None
    forms = _national_forms(number)
    return Phone(
        key=f"+{number.country_code}{forms[0]}",
        extension=number.extension or "",
        terms=forms,
        fallbacks=tuple(text for form in forms for text in _fallbacks(number.country_code or 0, form)),
    )


def _possible(readings: Iterable[tuple[str, str]]) -> Iterator[PhoneNumber]:
    """Yield what the spellings may mean; numbers that work only inside a town do not count."""
    for spelling, country in readings:
        try:
            number = _modern(phonenumbers.parse(spelling, country or None), with_code=not country)
        except NumberParseException:
            continue
        if phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE:
            yield number


def _without_stray_plus(text: str, region: str) -> tuple[str, str]:
    """Read `+8 916 123-45-67` as 8 916 …: a plus before the digit that at home stands for no country."""
    metadata = PhoneMetadata.metadata_for_region(region)
    trunk = metadata.national_prefix if metadata else None
    return (text[1:] if trunk and text.startswith(f"+{trunk}") else "", region)


def _doubt(number: PhoneNumber) -> bool:
    return not phonenumbers.is_valid_number(number)


def _modern(number: PhoneNumber, *, with_code: bool) -> PhoneNumber:
    """Write an old mobile number as it is dialled today: Brazil added a 9, Mexico dropped the 1 after 52."""
    national = phonenumbers.national_significant_number(number)
    if number.country_code == _BRAZIL and (old := _BRAZIL_OLD_MOBILE.fullmatch(national)):
        number.national_number = int(f"{old[1]}9{old[2]}")
    if with_code and number.country_code == _MEXICO and (old := _MEXICO_OLD_MOBILE.fullmatch(national)):
        number.national_number = int(old[1])
    return number


def _national_forms(number: PhoneNumber) -> tuple[str, ...]:
    """Return the number without its country code; a Brazilian mobile with and without the ninth digit."""
    national = phonenumbers.national_significant_number(number)
    new = _BRAZIL_NEW_MOBILE.fullmatch(national) if number.country_code == _BRAZIL else None
    return (national, f"{new[1]}{new[2]}") if new else (national,)


def _fallbacks(country_code: int, national: str) -> tuple[str, ...]:
    international = f"{country_code}{national}"
    eight = (f"8{national}",) if country_code == _RUSSIA_AND_KAZAKHSTAN else ()
    return international, *eight
