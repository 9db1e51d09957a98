"""The form of a new customer: what people type, checked, and the card it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from simulators.retailcrm_mock.pages import fields
from simulators.retailcrm_mock.pages.words import Words
from simulators.retailcrm_mock.state import Document

NAMES = ("lastName", "firstName", "patronymic")
FIELDS = (*NAMES, "phone", "otherPhone", "email", "site", "sex", "birthday", "address")
SEXES = {"female": "Female", "male": "Male"}
EARLIEST = date(1900, 1, 1)
_CHECKS: dict[str, Callable[[str], str | None]] = {
    **dict.fromkeys(NAMES, fields.short),
    "phone": fields.phone,
    "otherPhone": fields.phone,
    "email": fields.email,
    "address": fields.long,
}


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """A new customer as it stands in the form, field by field."""

    said: Mapping[str, str]

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "CustomerForm":
        """What was sent, or stands in an address; absent fields are empty."""
        return cls({name: sent.get(name, "").strip() for name in FIELDS})

    def problems(self, words: Words) -> dict[str, str]:
        """What must be mended before the customer can be saved, by field."""
        said = self.said
        found = {name: check(said[name]) for name, check in _CHECKS.items()}
        found["site"] = site_problem(said["site"], words)
        found["sex"] = None if said["sex"] in ("", *SEXES) else "Choose one of the two, or neither."
        found["birthday"] = _birthday_problem(said["birthday"])
        problems = {name: problem for name, problem in found.items() if problem}
        if not problems and not any(said[name] for name in (*NAMES, "phone", "otherPhone", "email")):
            return {"lastName": "Give a name, a phone or an e-mail: without any nobody finds the customer."}
        return problems

    def card(self) -> Document:
        """The card, as the API would answer it; what was left empty is left out."""
        said = self.said
        plain = (*NAMES, "email", "site", "sex", "birthday")
        card: Document = {name: said[name] for name in plain if said[name]}
        phones = dict.fromkeys(said[name] for name in ("phone", "otherPhone") if said[name])
        card["phones"] = [{"number": phone} for phone in phones]
        return card | ({"address": {"text": said["address"]}} if said["address"] else {})


def site_problem(said: str, words: Words) -> str | None:
    """Whether there is such a shop; without any nothing can be sold."""
    if not words.known("sites"):
        return "This account has no shop; load one through the control door first."
    return fields.choice(said, words.known("sites"), "shop")


def _birthday_problem(said: str) -> str | None:
    try:
        return None if not said or date.fromisoformat(said) >= EARLIEST else "Nobody here is that old."
    except ValueError:
        return "Write the birthday like 1990-05-31."
