"""Any spelling of a number is one number; different numbers never match."""

from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumber, PhoneNumberFormat

from service.core.model import Phone
from service.core.phones import parse, parse_exactly

REGIONS = ["RU", "BR", "ES", "KZ", "US", "DE", "MX"]
MARKS = ["", "\u200e", "\u202a", "\u200b", "\ufeff", "\x00"]


def _existing(region: str) -> st.SearchStrategy[PhoneNumber]:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    text = str(example.national_number)
    numbers = st.integers(0, 9999).map(lambda end: phonenumbers.parse(f"{text[:-4]}{end:04}", region))
    return numbers.filter(phonenumbers.is_valid_number)


numbers = st.sampled_from(REGIONS).flatmap(_existing)


def _spell(number: PhoneNumber, style: int) -> str:
    return phonenumbers.format_number(number, style)


@given(numbers, st.sampled_from(MARKS), st.sampled_from(REGIONS))
def test_every_international_spelling_is_one_number_in_every_region(
    number: PhoneNumber, mark: str, region: str
) -> None:
    plain = _spell(number, PhoneNumberFormat.E164)
    spellings = [
        plain,
        mark + plain,
        _spell(number, PhoneNumberFormat.INTERNATIONAL),
        plain.replace("+", "00"),
    ]
    assert {parse(text, region) for text in spellings} == {parse(plain, "RU")}


@given(numbers)
def test_national_and_international_spellings_are_one_number_at_home(number: PhoneNumber) -> None:
    home = phonenumbers.region_code_for_number(number) or "RU"
    plain = _spell(number, PhoneNumberFormat.E164)
    national = _spell(number, PhoneNumberFormat.NATIONAL)
    assert parse(national, home) == parse(plain, home)


@given(numbers, st.sampled_from(REGIONS))
def test_a_plus_left_out_is_understood_unless_the_digits_are_a_number_at_home(
    number: PhoneNumber, region: str
) -> None:
    plain = _spell(number, PhoneNumberFormat.E164)
    with suppress(phonenumbers.NumberParseException):
        assume(not phonenumbers.is_valid_number(phonenumbers.parse(plain[1:], region)))
    assert parse(plain[1:], region) == parse(plain, region)


@given(numbers, numbers)
def test_different_numbers_never_match(one: PhoneNumber, other: PhoneNumber) -> None:
    first = parse(_spell(one, PhoneNumberFormat.E164), "RU")
    second = parse(_spell(other, PhoneNumberFormat.E164), "RU")
    assert first is not None
    assert second is not None
    assert first.matches(second) == (one == other)


@given(st.text(max_size=120), st.sampled_from(REGIONS))
def test_any_text_is_read_or_refused(text: str, region: str) -> None:
    phone = parse(text, region)
    assert phone is None or parse(phone.key, region) == Phone(phone.key, "", phone.terms, phone.fallbacks)


@pytest.mark.parametrize(
    "text",
    ["89990001122", "8 (999) 000-11-22", "+7 999 000 11 22", "79990001122", "9990001122", "7(999)0001122"],
)
def test_russian_spellings(text: str) -> None:
    assert parse(text, "RU") == Phone(
        "+79990001122", "", ("9990001122",), ("79990001122", "89990001122", "+79990001122")
    )


@pytest.mark.parametrize("text", ["5511987654321", "551187654321", "+55 (11) 8765-4321", "+55 11 98765-4321"])
@pytest.mark.parametrize("region", ["RU", "BR", "ES"])
def test_brazils_ninth_digit_may_be_missing(text: str, region: str) -> None:
    phone = parse(text, region)
    assert phone is not None
    assert (phone.key, phone.terms) == ("+5511987654321", ("11987654321", "1187654321"))


def test_a_brazilian_landline_has_no_ninth_digit() -> None:
    phone = parse("+55 11 3456-7890", "BR")
    assert phone is not None
    assert phone.terms == ("1134567890",)


def test_extensions_separate_only_when_both_are_given() -> None:
    plain, one, two = (parse(f"+7 495 123-45-67{end}", "RU") for end in ("", " ext. 1", " доб. 2"))
    assert plain is not None
    assert one is not None
    assert two is not None
    assert (plain.matches(one), two.matches(plain), one.matches(two)) == (True, True, False)


@pytest.mark.parametrize("text", ["1234567", "112", "", "anna", "+", "9" * 40, "12:30", "ID: 12345678"])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert parse(text, "RU") is None


@pytest.mark.parametrize(
    "text", ["@anna", "ID: 89990001122", "anna79990001122", "tg 9990001122", "+7999000x1122"]
)
def test_nicknames_and_ids_never_become_numbers_in_messengers(text: str) -> None:
    assert parse_exactly(text, "RU") is None


def test_a_number_alone_is_read_in_messengers() -> None:
    assert parse_exactly(" +7 (999) 000-11-22 ", "RU") == parse("79990001122", "RU")


def test_possible_numbers_count_even_when_no_operator_has_them() -> None:
    phone = parse("+7 000 000-00-00", "RU")
    assert phone is not None
    assert phone.terms == ("0000000000",)
