"""Every language says everything, and writes dates, sums and counts its own way."""

import datetime as dt
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
        (" ru ", "ru"),
        ("ru-Cyrl-RU", "ru"),
        ("de", None),
        ("", None),
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
    written = words.date(dt.date(2026, 11, 23)), words.money(Decimal("1500.5"), "rub")
    assert [" ".join(text.split()) for text in written] == [date, money]


@pytest.mark.parametrize(
    ("code", "short", "sum_", "number", "percent", "ago"),
    [
        ("en", "Nov 23", "RUB 1,500", "1.5", "7.5%", "12 minutes ago"),
        ("ru", "23 нояб.", "1 500 ₽", "1,5", "7,5 %", "12 минут назад"),
        ("es", "23 nov", "1.500 RUB", "1,5", "7,5 %", "hace 12 minutos"),
        ("pt_BR", "23 de nov.", "RUB 1.500", "1,5", "7,5%", "há 12 minutos"),
    ],
)
def test_short_dates_whole_sums_numbers_and_ages(
    code: str, short: str, sum_: str, number: str, percent: str, ago: str
) -> None:
    words = language(code)
    written = (
        words.date(dt.date(2026, 11, 23), with_year=False),
        words.money(Decimal("1500.00"), "RUB"),
        words.number(Decimal("1.500")),
        words.percent(Decimal("7.5")),
        words.ago(dt.timedelta(minutes=12)),
    )
    assert [" ".join(text.split()) for text in written] == [short, sum_, number, percent, ago]


@pytest.mark.parametrize(
    ("currency", "written"),
    [
        ("", "5"),
        ("PRB", "PRB\N{NO-BREAK SPACE}5"),
        ("USDT", "5 USDT"),
        ("₿", "5 ₿"),
        ("руб", "5 руб"),
        ("A1B", "5 A1B"),
    ],
)
def test_a_currency_that_is_no_iso_code_is_written_as_it_came(currency: str, written: str) -> None:
    assert language("en").money(Decimal(5), currency) == written


@pytest.mark.parametrize(
    ("currency", "written"), [("KWD", "KWD 1,500.126"), ("JPY", "¥1,500"), ("USD", "$1,500.13")]
)
def test_a_sum_has_as_many_digits_after_the_point_as_its_currency(currency: str, written: str) -> None:
    assert " ".join(language("en").money(Decimal("1500.126"), currency).split()) == written


def test_browsers_know_a_language_by_its_tag() -> None:
    assert [language(code).tag for code in LANGUAGES] == ["en", "ru", "es", "pt-BR"]


def test_places_are_filled_where_there_are_values_and_a_sign_of_per_cent_is_one_otherwise() -> None:
    said = [language("ru").say("Request %(number)s", number="4f2a"), language("ru").say("100 %")]
    assert said == ["ID запроса 4f2a", "100 %"]


def test_english_counts_in_two_forms() -> None:
    counts = [language("en").count("%(number)d order", "%(number)d orders", n) for n in (0, 1, 2)]
    assert counts == ["0 orders", "1 order", "2 orders"]


def test_russian_counts_in_three_forms() -> None:
    counts = [language("ru").count("%(number)d order", "%(number)d orders", n) for n in (1, 3, 11)]
    assert counts == ["1 заказ", "3 заказа", "11 заказов"]


@pytest.mark.parametrize(
    ("code", "written"), [("en", "6:05 PM"), ("ru", "18:05"), ("es", "18:05"), ("pt_BR", "18:05")]
)
def test_hours_are_written_as_people_write_them(code: str, written: str) -> None:
    assert " ".join(language(code).hour(dt.time(18, 5)).split()) == written


@pytest.mark.parametrize(
    ("code", "part", "whole"),
    [("en", "1,500.50 USDT", "1,500 USDT"), ("ru", "1 500,50 USDT", "1 500 USDT")],
)
def test_sums_in_no_iso_currency_are_written_as_other_numbers_of_the_language(
    code: str, part: str, whole: str
) -> None:
    written = [language(code).money(Decimal(text), "USDT") for text in ("1500.5", "1500.0")]
    assert [" ".join(text.split()) for text in written] == [part, whole]
