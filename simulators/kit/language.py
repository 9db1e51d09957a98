"""The languages of a simulator's pages: their catalogues, and how each writes dates and numbers."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

SOURCE = "en"
# Each by its own name, so that everybody finds theirs whatever the page speaks.
LANGUAGES = {SOURCE: "English", "ru": "Русский", "pt_BR": "Português (Brasil)", "es": "Español"}


@dataclass(frozen=True, slots=True)
class Text:
    """A message for people, not yet in their language; `values` fill its `%(name)s` places.

    Code that knows nothing of pages makes these with `msg`; pages say them.
    """

    message: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


def msg(message: str, **values: str | int | float) -> Text:
    """A message and its values, marked for the catalogues."""
    return Text(message, values)


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words and its ways of writing."""

    code: str
    texts: gettext.NullTranslations

    @property
    def tag(self) -> str:
        """The name browsers know it by, such as `pt-BR`."""
        return self.code.replace("_", "-")

    @property
    def name(self) -> str:
        """Its own name for itself."""
        return LANGUAGES[self.code]

    def say(self, message: str, **values: str | int | float) -> str:
        """Translate a message and fill in its `%(name)s` places."""
        return self.tell(Text(message, values))

    def tell(self, text: Text) -> str:
        """Translate a message that carries its values."""
        translated = self.texts.gettext(text.message) if text.message else ""  # "" is the catalogue's head
        return translated % text.values if text.values else translated

    def moment(self, moment: datetime) -> str:
        """Write a day and its time, in UTC."""
        moment = moment.astimezone(UTC)
        return f"{format_date(moment, locale=self.locale)}, {moment:%H:%M}"

    def number(self, number: float) -> str:
        """Write a number with this language's separators."""
        return format_decimal(number, locale=self.locale)

    @property
    def locale(self) -> Locale:
        """What Babel knows of it."""
        return Locale.parse(self.code)


class Catalogues:
    """The catalogues of a package: `locales/ru.po` and its like."""

    def __init__(self, package: str) -> None:
        self._package = package
        self.language = lru_cache(self._load)

    def _load(self, code: str) -> Language:
        """One of `LANGUAGES`; its catalogue is read once."""
        if code == SOURCE:
            return Language(code, gettext.NullTranslations())
        with resources.files(self._package).joinpath("locales", f"{code}.po").open("rb") as file:
            catalogue = read_po(file, locale=code)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        return Language(code, gettext.GNUTranslations(compiled))


def choose(wanted: str) -> str | None:
    """Return the language of `ru`, `ru-RU`, `PT_br` or `pt`; None when we do not speak it."""
    code = wanted.strip().replace("-", "_").casefold()
    exact = {language.casefold(): language for language in LANGUAGES}
    broad = {language.partition("_")[0]: language for language in LANGUAGES}
    return exact.get(code) or broad.get(code.partition("_")[0])
