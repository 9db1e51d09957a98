"""Codes and amounts as people read them."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, format_decimal

from simulators.retailcrm_mock.pages.reading import identity, text
from simulators.retailcrm_mock.state import Account, Document

# The groups of a fresh account. The CRM gives them no colour, so the pages bring their own; groups of other
# names take turns.
TONES = {
    "new": "blue",
    "approval": "violet",
    "assembling": "amber",
    "delivery": "teal",
    "complete": "green",
    "cancel": "red",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word on a soft colour."""

    text: str
    tone: str = ""


class Words:
    """The names an account gives to its codes; a code without a name stays as it is."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._references: dict[str, dict[str, Document]] = {}
        self._settings = account.settings()

    @property
    def zone(self) -> str:
        """The account's time zone, in which all its dates are."""
        return text(self._settings, "timezone", "value")

    def name(self, reference: str, code: str) -> str:
        """The name of the code in the reference."""
        return text(self.known(reference).get(code), "name") or code

    def status(self, code: str) -> Chip:
        """An order's status, in the colour of its group."""
        return Chip(self.name("statuses", code), self.tone(text(self.known("statuses").get(code), "group")))

    def tone(self, group: str) -> str:
        """The colour of a group of statuses; none for a group that is not known."""
        if group in TONES:
            return TONES[group]
        known = list(self.known("status-groups"))
        return list(TONES.values())[known.index(group) % len(TONES)] if group in known else ""

    def statuses_by_group(self) -> dict[str, list[Document]]:
        """The statuses in their groups, both in the account's order; a group may be empty."""
        groups: dict[str, list[Document]] = {code: [] for code in self.known("status-groups")}
        for status in sorted(self.known("statuses").values(), key=lambda one: identity(one, "ordering") or 0):
            groups.setdefault(text(status, "group"), []).append(status)
        return groups

    def payment(self, code: str) -> Chip:
        """A payment's status; green when it means the money is there."""
        complete = self.known("payment-statuses").get(code, {}).get("paymentComplete") is True
        return Chip(self.name("payment-statuses", code), "green" if complete else "")

    def money(self, amount: Decimal | None, currency: str = "") -> str:
        """The amount with its currency, the account's unless another is named; "" when there is no amount."""
        if amount is None:
            return ""
        code = currency.upper() or self.currency()
        if not code:
            return format_decimal(amount, "#,##0.00", locale="en")
        return format_currency(amount, code, "#,##0.00\N{NO-BREAK SPACE}¤¤", locale="en")

    def currency(self, site: str = "") -> str:
        """The shop's currency or, when it names none, the account's; in capitals."""
        own = text(self.known("sites").get(site), "currency")
        return (own or text(self._settings, "default_currency", "value")).upper()

    def known(self, reference: str) -> dict[str, Document]:
        """The reference by code, read once."""
        if reference not in self._references:
            self._references[reference] = self._account.reference(reference)
        return self._references[reference]
