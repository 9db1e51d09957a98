"""Any spelling of a number is one number; different numbers never match."""

from collections.abc import Callable
from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumber, PhoneNumberFormat

from service.core.model import Phone
from service.core.phones import is_number, parse, parse_international, resembles

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


@given(numbers, st.sampled_from(REGIONS))
def test_messengers_numbers_without_a_plus_start_with_their_country_in_every_region(
    number: PhoneNumber, region: str
) -> None:
    plain = _spell(number, PhoneNumberFormat.E164)
    assert parse_international(plain[1:], region) == parse(plain, region)


def test_a_messengers_number_typed_as_at_home_is_still_read() -> None:
    assert parse_international("8 (999) 000-11-22", "RU") == parse("+79990001122", "RU")
    assert parse_international("0171 1234567", "DE") == parse("+491711234567", "DE")


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
    assert parse(text, "RU") == Phone("+79990001122", "", ("9990001122",), ("79990001122", "89990001122"))


@pytest.mark.parametrize("text", ["5511987654321", "551187654321", "+55 (11) 8765-4321", "+55 11 98765-4321"])
@pytest.mark.parametrize("region", ["RU", "BR", "ES"])
def test_brazils_ninth_digit_may_be_missing(text: str, region: str) -> None:
    phone = parse(text, region)
    assert phone is not None
    assert (phone.key, phone.terms) == ("+5511987654321", ("11987654321", "1187654321"))


@pytest.mark.parametrize("town", ["45", "47", "49", "64", "65"])
def test_a_town_whose_code_is_a_country_abroad_is_brazilian_at_home(town: str) -> None:
    assert parse(f"{town}98765432", "BR") == parse(f"+55 {town} 99876-5432", "BR")


@pytest.mark.parametrize("text", ["5215512345678", "+52 1 55 1234 5678", "+52 55 1234 5678"])
@pytest.mark.parametrize("region", ["RU", "MX"])
def test_mexicos_old_mobile_digit_is_dropped(text: str, region: str) -> None:
    phone = parse(text, region)
    assert phone is not None
    assert phone.key == "+525512345678"


@pytest.mark.parametrize("read", [parse, parse_international])
def test_a_text_of_up_to_a_hundred_signs_is_read(read: Callable[[str, str], Phone | None]) -> None:
    assert read("+79990001122".ljust(100), "RU") == parse("+79990001122", "RU")
    assert read("+79990001122".ljust(101), "RU") is None


def test_digits_that_are_a_number_at_home_and_abroad_are_read_as_the_channel_means_them() -> None:
    brazilian, norwegian = parse("4791234567", "BR"), parse_international("4791234567", "BR")
    assert (brazilian, norwegian) == (parse("+55 47 99123-4567", "RU"), parse("+47 912 34 567", "RU"))


def test_a_number_of_another_country_that_looks_brazilian_has_one_spelling() -> None:
    phone = parse("+86 139 6123 4567", "RU")
    assert phone is not None
    assert (phone.terms, phone.fallbacks) == (("13961234567",), ("8613961234567",))


def test_only_a_mobile_number_loses_the_ninth_digit() -> None:
    phone = parse("+55 11 93456-7890", "BR")
    assert phone is not None
    assert phone.terms == ("11934567890",)


def test_a_plus_before_the_digit_dialled_at_home_is_a_slip() -> None:
    assert parse("+8 916 123-45-67", "RU") == parse("89161234567", "RU")
    assert parse("+06 20 123 4567", "HU") == parse("06 20 123 4567", "HU") == parse("+36 20 123 4567", "RU")
    assert [parse("+8 916 123-45-67", region) for region in ("DE", "no country")] == [None, None]


def test_a_brazilian_landline_has_no_ninth_digit() -> None:
    phone = parse("+55 11 3456-7890", "BR")
    assert phone is not None
    assert phone.terms == ("1134567890",)


@given(numbers, st.sampled_from(MARKS), st.sampled_from(REGIONS))
def test_every_spelling_of_a_number_resembles_it(number: PhoneNumber, mark: str, region: str) -> None:
    phone = parse(_spell(number, PhoneNumberFormat.E164), region)
    assert phone is not None
    for style in (PhoneNumberFormat.E164, PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL):
        assert resembles(mark + _spell(number, style), phone)


def test_other_digits_are_told_without_reading_them() -> None:
    phone = parse("+79990001122", "RU")
    assert phone is not None
    assert [
        resembles(text, phone)
        for text in ("89990001123", "８９９９０００１１２２", "8-999-000-11-22", "00-11-22")
    ] == [False, True, True, True]


def test_the_last_six_digits_tell_however_long_a_number_is() -> None:
    phone = parse("+376 312345", "RU")
    assert phone is not None
    assert [resembles(text, phone) for text in ("312-345", "992-345")] == [True, False]


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
    assert not is_number(text)


@pytest.mark.parametrize(("text", "alone"), [(" +7 (999) 000-11-22 ", True), ("12", True), ("-", False)])
def test_a_number_alone_is_told_from_other_texts(text: str, alone: bool) -> None:
    assert is_number(text) is alone


def test_possible_numbers_count_even_when_no_operator_has_them() -> None:
    phone = parse("+7 000 000-00-00", "RU")
    assert phone is not None
    assert phone.terms == ("0000000000",)
