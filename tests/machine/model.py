"""What both systems hold after a script, and nothing of how: pure, and nobody's code but this folder's.

Customers, companies, orders, clients and tickets are numbered in the order in which they came; which
number a program gave them is the driver's to know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.machine import steps
from tests.machine.steps import Address
from tests.properties import worlds
from tests.properties.worlds import Person, Purchase

DAY = 24 * 60
EARLIER = 365 * DAY  # minutes before the script of which orders can be; the oracle counts from 0
LINES = ("whatsapp", "viber")
CALLS = ("telephony", *LINES)
MAILBOXES = ("email", "chat")


@dataclass(frozen=True)
class Card:
    """What a client's card in Usedesk has of addresses; lines are the numbers of messengers."""

    phones: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()


@dataclass(frozen=True)
class Company(worlds.Company):
    """A company stands in a shop, and its orders with it."""

    shop: str


@dataclass(frozen=True)
class Ticket:
    """Whose ticket it is, by which channel it came, and from where."""

    client: int
    channel: str
    contact: Address | None

    @property
    def known_by(self) -> tuple[str, str] | None:
        """What a later letter must share to be of the same client."""
        if self.contact is None:
            return None
        written = self.contact.written
        kept = re.sub(r"\D", "", written) if self.channel in CALLS else written.strip().casefold()
        return self.channel, kept


@dataclass(frozen=True)
class Model:
    """Everything that can change what a block shows; `minutes` count from the script's beginning."""

    minutes: int = 0
    people: tuple[Person, ...] = ()
    companies: tuple[Company, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    statuses: Mapping[int, str] = field(default_factory=dict)  # of the purchases
    names: Mapping[str, str] = field(default_factory=lambda: dict(steps.STATUSES))  # of the statuses
    shop_names: Mapping[str, str] = field(default_factory=lambda: dict(steps.SHOPS))
    cards_made: int = 0
    orders_made: int = 0
    contacts: frozenset[int] = frozenset()  # who is or was a company's contact person
    clients: Mapping[int, Card] = field(default_factory=dict)
    clients_made: int = 0
    tickets: tuple[Ticket, ...] = ()
    key_works: bool = True
    shops: tuple[str, ...] = ()
    block_on: bool = True
    extension_on: bool = True
    fault: str | None = None
    part: str | None = None  # of RetailCRM, that the fault strikes; None is all
    heals: int | None = None
    retailcrm: Mapping[str, str] = field(default_factory=dict)
    usedesk: Mapping[str, str] = field(default_factory=dict)

    @property
    def firms_orders(self) -> list[int]:
        """The orders of companies."""
        firms = {one.id for one in self.companies}
        return [one.id for one in self.purchases if one.owner in firms]

    def person(self, number: int) -> Person:
        """The customer of this number."""
        return next(one for one in self.people if one.id == number)

    def purchase(self, number: int) -> Purchase:
        """The order of this number."""
        return next(one for one in self.purchases if one.id == number)
