"""An address is shown so that only who knows it recognises it."""

import pytest

from service.core.masking import email, phone
from service.core.model import Phone
from tests.service.fakes import contact


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("8 (999) 000-11-22", "+7 ••• 1122"),
        ("+55 11 98765-4321", "+55 ••• 4321"),
        ("+1 212 555 0100", "+1 ••• 0100"),
    ],
)
def test_a_phone_shows_its_country_and_last_digits(typed: str, shown: str) -> None:
    (number,) = contact(typed).phones
    assert phone(number).replace("\xa0", " ") == shown


def test_a_phone_without_terms_shows_its_last_digits() -> None:
    assert phone(Phone("+79990001122")).replace("\xa0", " ") == "••• 1122"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("anna@example.com", "a•••@example.com"),
        ("a@b.ru", "a•••@b.ru"),
        (f"a@{'b' * 60}", f"a•••@{'b' * 39}…"),
    ],
)
def test_an_email_shows_its_first_letter_and_host(address: str, shown: str) -> None:
    assert email(address) == shown
