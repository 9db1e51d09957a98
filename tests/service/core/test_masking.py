"""Masks tell enough to recognise an address, and never the whole of one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.core import emails, masking, phones
from service.core.model import Phone
from tests.service.fakes import contact

numbers = st.from_regex(r"\+(7|1|55|380|44|49|595)[1-9][0-9]{3,11}", fullmatch=True).filter(
    lambda raw: phones.parse(raw, "RU") is not None
)
words = st.text("abcxyz09._-", min_size=1, max_size=12)
addresses = st.builds("{}@{}.com".format, words, st.text("abc", min_size=1, max_size=8))


def _phone(raw: str) -> Phone:
    phone = phones.parse(raw, "RU")
    assert phone is not None, raw
    return phone


@pytest.mark.parametrize(
    ("raw", "mask"),
    [
        ("8 (999) 000-11-22", "+7 999 ***-**-22"),
        ("+55 11 98765-4321 ext. 9", "+55 119 ***-**-21"),
        ("+44 20 7946 0958", "+44 207 ***-**-58"),
        ("+372 51234567", "+372 51 ***-**-67"),
        ("+376 312345", "+376 ***-**-45"),
        ("+683 4002", "+683 ***-**"),
    ],
)
def test_a_phone_shows_its_country_its_beginning_and_its_last_two_digits(raw: str, mask: str) -> None:
    assert masking.phone(_phone(raw)) == mask


@pytest.mark.parametrize(
    ("email", "mask"),
    [
        ("anna@example.com", "a***@example.com"),
        ("a@example.com", "***@example.com"),
        ("ab@b", "a***@b"),
        (f"ab@{'b' * 41}", f"a***@{'b' * 39}…"),
    ],
)
def test_an_email_shows_its_first_letter_and_its_host(email: str, mask: str) -> None:
    assert masking.email(email) == mask


@given(numbers)
def test_at_least_four_digits_of_a_number_are_hidden(raw: str) -> None:
    phone = _phone(raw)
    shown = sum(sign.isdigit() for sign in masking.phone(phone))
    assert shown <= len(phone.key.lstrip("+")) - 4


@given(numbers, st.text("0123456789", min_size=15, max_size=15))
def test_what_is_hidden_cannot_be_told_from_the_mask(raw: str, others: str) -> None:
    phone = _phone(raw)
    mask = masking.phone(phone)
    head, tail = mask.split("***-**")
    known = "".join(filter(str.isdigit, head)), tail.lstrip("-")
    hidden = len(phone.key) - 1 - len(known[0]) - len(known[1])
    other = Phone(f"+{known[0]}{others[:hidden]}{known[1]}")
    read = phones.parse(other.key, "RU")
    assume(read is not None and read.key == other.key)
    assert masking.phone(other) == mask


@given(addresses)
def test_no_address_is_shown_whole_and_how_long_its_name_is_stays_untold(address: str) -> None:
    name, _, host = address.partition("@")
    mask = masking.email(address)
    assert mask in {f"***@{host}", f"{name[0]}***@{host}"}
    assert len(name) > 1 or name not in mask.partition("@")[0]


@given(st.lists(numbers, max_size=3), st.lists(addresses, max_size=3))
def test_everything_that_is_searched_is_told_masked(raw: list[str], mails: list[str]) -> None:
    asked = contact(*raw, *mails)
    told = masking.searched(asked)
    assert set(told) == {masking.phone(one) for one in asked.phones} | {
        masking.email(one) for one in asked.emails
    }
    assert not {phone.key for phone in asked.phones} & set(told)
    assert all(emails.parse(mail) not in told for mail in mails)
