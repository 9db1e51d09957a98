"""What an account looks like in its country: words, names, phones, goods, money and time."""

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.locales import en, es, pt_br, ru
from simulators.retailcrm_mock.locales.model import Locale

LOCALES = {one.code: one for one in (ru.LOCALE, pt_br.LOCALE, es.LOCALE, en.LOCALE)}
DEFAULT = "ru_RU"


def at(code: object) -> Locale:
    """The locale of this code; raises ControlError if there is none."""
    if not isinstance(code, str) or code not in LOCALES:
        raise ControlError(f"locale is {code!r}; give one of {', '.join(LOCALES)}")
    return LOCALES[code]
