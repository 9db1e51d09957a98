"""What can be known while RetailCRM answers everything, or all but one kind of question.

The rules say what becomes of it ("the search failed", "orders not readable"), and that orders bring the cards
of their people with them: so whoever has orders that are found is known without a search for people. An order
whose customer was deleted is found by what it holds itself or, in a dialect, by its contact person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.properties.worlds import Person, Purchase, World

PHONE, EMAIL, ORDERS, NAMES = "phone", "email", "orders", "names"


@dataclass(frozen=True)
class Known:
    """A world as far as it can be asked for.

    Args:
        whole: all of it that the key may see.
        contacts: who is a contact person of companies.
        dialect: how RetailCRM searches.
        broken: the part that cannot be asked for, if one cannot.
    """

    whole: World
    contacts: frozenset[int]
    dialect: Mapping[str, str]
    broken: str | None

    def world(self) -> World:
        """What is left of the world."""
        if self.broken == "orders":
            return replace(self.whole, purchases=())
        return self._by_orders() if self.broken == "customers" else self._by_people()

    def untold(self, *, client: bool, orders: bool) -> tuple[str, ...]:
        """What the block says that it could not find out, by whether it shows a client and orders."""
        writer = self.whole.writer
        said = {
            "orders": {ORDERS: True},
            "customers": {PHONE: bool(writer.phones), EMAIL: bool(writer.mails)},
            "companies": {ORDERS: any(one.id in self.contacts for one in self._matched())},
            "statuses": {NAMES: orders},
            "shops": {NAMES: client or orders},
        }
        return tuple(what for what, is_said in said.get(self.broken or "", {}).items() if is_said)

    def _by_people(self) -> World:
        """All people, and all orders that are found for them."""
        searched = self._searched()
        return replace(self.whole, purchases=self._found(searched, self._matched()))

    def _by_orders(self) -> World:
        """Only people who came with an order, and all orders that are found for them."""
        orders = self._searched()
        while True:
            there = {number for order in orders for number in (order.owner, order.contact)}
            people = tuple(one for one in self._matched() if one.id in there)
            found = self._found(orders, people)
            if found == orders:
                return replace(self.whole, people=people, purchases=orders)
            orders = found

    def _found(self, searched: tuple[Purchase, ...], people: tuple[Person, ...]) -> tuple[Purchase, ...]:
        """The orders that were searched, those of the people, and those of their companies."""
        covered = self.dialect.get("customer-id-covers-contacts") == "yes"
        own = {one.id for one in people}
        firms = {firm for one in people for firm in self._firms(one)}
        return tuple(
            one
            for one in self.whole.purchases
            if one in searched or one.owner in own | firms or (covered and one.contact in own)
        )

    def _searched(self) -> tuple[Purchase, ...]:
        """The orders that a search finds: by what they hold or, in a dialect, their customer's card."""
        by_card = self.dialect.get("orders-by-card", "yes") == "yes"
        owners = {one.id for one in self._matched()} if by_card else set()
        phones, mails = self.whole.writer.phones, self.whole.writer.mails
        return tuple(
            one
            for one in self.whole.purchases
            if one.phone in phones or one.mail in mails or one.owner in owners
        )

    def _matched(self) -> tuple[Person, ...]:
        phones, mails = set(self.whole.writer.phones), self.whole.writer.mails
        return tuple(one for one in self.whole.people if phones & set(one.phones) or one.mail in mails)

    def _firms(self, person: Person) -> set[int]:
        """The companies for which somebody is the main contact or ordered, if these can be asked for."""
        if person.id not in self.contacts or self.broken == "companies":
            return set()
        ordered = {one.owner for one in self.whole.purchases if one.contact == person.id}
        return {one.id for one in self.whole.companies if one.contact == person.id or one.id in ordered}
