"""Every language says everything, and writes dates, sums and counts its own way."""

from datetime import datetime
from decimal import Decimal
from importlib import resources

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from service.core.language import LANGUAGES, SOURCE, choose, language

CORE = resources.files("service.core")
TRANSLATIONS = [code for code in LANGUAGES if code != SOURCE]


def _in_code() -> set[object]:
    keywords = {"msg": None, "say": None, "count": (1, 2)}
    found = extract_from_dir(str(CORE), method_map=[("**.py", "python")], keywords=keywords)
    return {text for _, _, text, _, _ in found}


def _catalogue(code: str) -> list[Message]:
    with CORE.joinpath("locales", f"{code}.po").open("rb") as file:
        return [message for message in read_po(file, locale=code) if message.id]


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_catalogue_has_every_message_of_the_code_and_no_other(code: str) -> None:
    assert {message.id for message in _catalogue(code)} == _in_code()


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_no_message_is_missing_fuzzy_or_wrongly_filled(code: str) -> None:
    for message in _catalogue(code):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts), message.id
        assert not message.fuzzy, message.id
        assert not list(message.check()), message.id


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("PT_br", "pt_BR"),
        ("pt", "pt_BR"),
        ("es-MX", "es"),
        ("EN", "en"),
        ("de", None),
    ],
)
def test_languages_go_by_many_names(wanted: str, code: str | None) -> None:
    assert choose(wanted) == code


@pytest.mark.parametrize(
    ("code", "date", "money"),
    [
        ("en", "Nov 23, 2026", "RUB 1,500.50"),
        ("ru", "23 нояб. 2026 г.", "1 500,50 ₽"),
        ("es", "23 nov 2026", "1.500,50 RUB"),
        ("pt_BR", "23 de nov. de 2026", "RUB 1.500,50"),
    ],
)
def test_dates_and_sums_are_written_as_people_write_them(code: str, date: str, money: str) -> None:
    words = language(code)
    written = words.date(datetime(2026, 11, 23)), words.money(Decimal("1500.5"), "rub")  # noqa: DTZ001 - no zone
    assert [" ".join(text.split()) for text in written] == [date, money]


@pytest.mark.parametrize("currency", ["", "PRB", "USDT", "₿"])
def test_a_currency_that_is_no_iso_code_is_written_as_it_came(currency: str) -> None:
    assert currency in language("en").money(Decimal(5), currency)


def test_russian_counts_in_three_forms() -> None:
    counts = [language("ru").count("%(number)d order", "%(number)d orders", n) for n in (1, 3, 11)]
    assert counts == ["1 заказ", "3 заказа", "11 заказов"]
