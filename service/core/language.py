"""The languages blocks speak, and how each writes dates, sums and counts."""

import gettext
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

SOURCE = "en"
LANGUAGES = (SOURCE, "ru", "es", "pt_BR")
_ISO_CURRENCY_LENGTH = 3
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")  # Babel leaves no space in "RUB1,500"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words and its ways of writing."""

    locale: Locale
    texts: gettext.NullTranslations

    @property
    def tag(self) -> str:
        """The name browsers know it by, such as `pt-BR`."""
        return str(self.locale).replace("_", "-")

    def say(self, message: str, **values: str | int) -> str:
        """Translate a message and fill in its `%(name)s` places."""
        text = self.texts.gettext(message)
        return text % values if values else text

    def count(self, one: str, many: str, number: int, **values: str | int) -> str:
        """Translate a message in the form the number asks for; `%(number)d` is the number."""
        return self.texts.ngettext(one, many, number) % {"number": number, **values}

    def date(self, moment: datetime) -> str:
        """Write a day, without its time: RetailCRM's times have no zone."""
        return format_date(moment.date(), format="medium", locale=self.locale)

    def money(self, amount: Decimal, currency: str) -> str:
        """Write a sum; a currency that is no ISO code is written as it came."""
        if len(currency) == _ISO_CURRENCY_LENGTH and currency.isascii() and currency.isalpha():
            written = format_currency(amount, currency.upper(), locale=self.locale)
            return _CODE_BEFORE_DIGIT.sub("\u00a0", written)
        return f"{format_decimal(amount, '#,##0.00', locale=self.locale)} {currency}".strip()


def choose(wanted: str) -> str | None:
    """Return the language of `ru`, `ru-RU`, `PT_br` or `pt`; None when we do not speak it."""
    code = wanted.strip().replace("-", "_").casefold()
    exact = {language.casefold(): language for language in LANGUAGES}
    broad = {language.partition("_")[0]: language for language in LANGUAGES}
    return exact.get(code) or broad.get(code.partition("_")[0])


@lru_cache
def language(code: str) -> Language:
    """Load one of `LANGUAGES`; its catalogue is read once."""
    return Language(Locale.parse(code), _texts(code))


def _texts(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    with resources.files("service.core").joinpath("locales", f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
