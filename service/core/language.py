"""The languages blocks speak, and how each writes dates, sums and counts."""

import gettext
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

SOURCE = "en"
LANGUAGES = (SOURCE, "ru", "es", "pt_BR")
_REMEMBERED = 4096
_ISO_CURRENCY_LENGTH = 3
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")  # Babel leaves no space in "RUB1,500"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words and its ways of writing."""

    code: str
    texts: gettext.NullTranslations

    @property
    def tag(self) -> str:
        """The name browsers know it by, such as `pt-BR`."""
        return self.code.replace("_", "-")

    def say(self, message: str, **values: str | int) -> str:
        """Translate a message and fill in its `%(name)s` places."""
        text = self.texts.gettext(message)
        return text % values if values else text

    def count(self, one: str, many: str, number: int, **values: str | int) -> str:
        """Translate a message in the form the number asks for; `%(number)d` is the number."""
        return self.texts.ngettext(one, many, number) % {"number": number, **values}

    def date(self, day: date, *, with_year: bool = True) -> str:
        """Write a day."""
        return _date(self.code, day, with_year)

    def hour(self, hour: time) -> str:
        """Write the time of a day, hours and minutes."""
        return format_time(hour, format="short", locale=self.code)

    def ago(self, age: timedelta) -> str:
        """Write how long ago something was: `12 minutes ago`."""
        return format_timedelta(-age, add_direction=True, locale=self.code)

    def money(self, amount: Decimal, currency: str) -> str:
        """Write a sum, without a fraction if whole; a currency that is no ISO code is written as it came."""
        return _money(self.code, amount, currency)

    def number(self, number: Decimal) -> str:
        """Write a number with at most three digits after the point."""
        return _number(self.code, number)

    def percent(self, number: Decimal) -> str:
        """Write a percentage: 5 is five per cent."""
        return _percent(self.code, number)


def choose(wanted: str) -> str | None:
    """Return the language of `ru`, `ru-RU`, `PT_br` or `pt`; None when we do not speak it."""
    code = wanted.strip().replace("-", "_").casefold()
    exact = {language.casefold(): language for language in LANGUAGES}
    broad = {language.partition("_")[0]: language for language in LANGUAGES}
    return exact.get(code) or broad.get(code.partition("_")[0])


@lru_cache
def language(code: str) -> Language:
    """Load one of `LANGUAGES`; its catalogue is read once."""
    return Language(code, _texts(code))


def _texts(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    with resources.files("service.core").joinpath("locales", f"{code}.po").open("rb") as file:
        catalogue = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


# Babel's formatting costs more than everything else a block is made of, and orders share dates and sums.


@lru_cache(_REMEMBERED)
def _date(code: str, day: date, with_year: bool) -> str:
    if with_year:
        return format_date(day, locale=code)
    return format_skeleton("MMMd", day, locale=code)


@lru_cache(_REMEMBERED)
def _money(code: str, amount: Decimal, currency: str) -> str:
    if not (len(currency) == _ISO_CURRENCY_LENGTH and currency.isascii() and currency.isalpha()):
        return f"{format_decimal(amount, _fraction('#,##0.00', amount), locale=code)} {currency}".strip()
    standard = Locale.parse(code).currency_formats["standard"].pattern
    pattern = _fraction(standard, amount)
    written = format_currency(
        amount, currency.upper(), pattern, locale=code, currency_digits=pattern == standard
    )
    return _CODE_BEFORE_DIGIT.sub("\u00a0", written)


def _fraction(pattern: str, amount: Decimal) -> str:
    """Leave the fraction out of a pattern when the amount has none."""
    return pattern.replace(".00", "") if amount == amount.to_integral_value() else pattern


@lru_cache(_REMEMBERED)
def _number(code: str, number: Decimal) -> str:
    return format_decimal(number, "#,##0.###", locale=code)


@lru_cache(_REMEMBERED)
def _percent(code: str, number: Decimal) -> str:
    return format_percent(number / 100, decimal_quantization=False, locale=code)
