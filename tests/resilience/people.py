"""Clients that cannot be mistaken for one another, what Usedesk posts of them, and what a block shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

Document = dict[str, Any]
_NAME, _ORDER = re.compile(r"Klient(\d{5})"), re.compile(r"\bN(\d{5})\b")
_OUTCOME = re.compile(r'data-outcome="([a-z-]+)"')


@dataclass(frozen=True, slots=True)
class Person:
    """A client with one order; everything of theirs ends with their number."""

    number: int
    shift: int = 0

    def elsewhere(self, shift: int) -> "Person":
        """Return who has the same phone and e-mail in another account: somebody else by name and order."""
        return replace(self, shift=shift)

    @property
    def phone(self) -> str:
        """Return the phone, as RetailCRM holds it and Usedesk sends it."""
        return f"799900{self.number:05}"

    @property
    def email(self) -> str:
        """Return the e-mail."""
        return f"klient{self.number:05}@example.com"

    def card(self) -> Document:
        """Return the customer as the RetailCRM simulator loads it."""
        phones = [{"number": self.phone}]
        return {"id": self.id, "firstName": f"Klient{self.shown:05}", "phones": phones, "email": self.email}

    def order(self) -> Document:
        """Return the order as the RetailCRM simulator loads it."""
        placed = "2026-11-20 10:00:00"
        return {
            "id": self.id,
            "number": f"N{self.shown:05}",
            "createdAt": placed,
            "customer": {"id": self.id},
            "totalSumm": 100,
        }

    @property
    def shown(self) -> int:
        """Return the number that stands in name and order."""
        return self.number + self.shift

    @property
    def id(self) -> int:
        """Return the number by which RetailCRM knows the client, and the order."""
        return self.shown + 1000

    def ticket(self, number: int, account: str, key: str) -> Document:
        """Return what Usedesk posts when a ticket of theirs is opened."""
        return {
            "ticket_id": number,
            "subdomain": account,
            "secret": key,
            "client_data": {"phones": [{"phone": self.phone}], "emails": [self.email]},
        }

    def secrets(self) -> list[str]:
        """Return what no log may hold."""
        return [self.phone[1:], self.email.partition("@")[0], f"N{self.shown:05}"]


def load(people: Iterable[Person]) -> dict[str, list[Document]]:
    """Return what the simulator's control door loads of them."""
    known = list(people)
    return {"customers": [each.card() for each in known], "orders": [each.order() for each in known]}


@dataclass(frozen=True, slots=True)
class Shown:
    """What an agent sees: the outcome, and the numbers of the people whose names and orders stand there."""

    outcome: str
    people: frozenset[int]
    orders: frozenset[int]


def shown(html: str) -> Shown:
    """Read a block."""
    people, orders = (frozenset(map(int, pattern.findall(html))) for pattern in (_NAME, _ORDER))
    [outcome] = _OUTCOME.findall(html)
    return Shown(outcome, people, orders)


def whole(person: Person) -> Shown:
    """Return what a block shows when nothing is wrong."""
    own = frozenset({person.shown})
    return Shown("found-by-phone", own, own)
