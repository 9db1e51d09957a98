"""What can be known while RetailCRM answers everything but one kind of question.

The rules say what becomes of it ("the search failed", "orders not readable"), and that orders bring the cards
of their people with them: so whoever has orders that are found is known without a search for people.
"""

from collections.abc import Mapping
from dataclasses import replace

from tests.properties.worlds import Person, Purchase, World

PHONE, EMAIL, ORDERS, NAMES = "phone", "email", "orders", "names"


def known(world: World, part: str | None, dialect: Mapping[str, str]) -> World:
    """What is left of a world when one part of it cannot be asked for."""
    if part == "orders":
        return replace(world, purchases=())
    if part == "customers":
        return _by_orders(world, dialect)
    if part == "companies":
        return replace(world, purchases=_without_companies(world, dialect))
    return world


def untold(world: World, part: str | None, *, with_orders: bool) -> tuple[str, ...]:
    """What a block says that it could not find out; `with_orders` tells whether it shows any."""
    writer = world.writer
    said = {
        "orders": {ORDERS: True},
        "customers": {PHONE: bool(writer.phones), EMAIL: bool(writer.mails)},
        "companies": {ORDERS: any(_is_contact(world, one) for one in _matched(world))},
        "statuses": {NAMES: with_orders},
    }
    return tuple(what for what, is_said in said.get(part or "", {}).items() if is_said)


def _by_orders(world: World, dialect: Mapping[str, str]) -> World:
    """Only people who came with an order, and all orders that are found for them."""
    orders = _searched(world, dialect)
    while True:
        there = {number for order in orders for number in (order.owner, order.contact)}
        people = tuple(one for one in _matched(world) if one.id in there)
        firms = {firm for one in people for firm in _firms(world, one)}
        found = tuple(
            order
            for order in world.purchases
            if order in orders or order.owner in firms or _asked_for(order, people, dialect)
        )
        if found == orders:
            return replace(world, people=people, purchases=orders)
        orders = found


def _without_companies(world: World, dialect: Mapping[str, str]) -> tuple[Purchase, ...]:
    """All orders that are found without knowing whose contact somebody is."""
    people, searched = _matched(world), _searched(world, dialect)
    return tuple(one for one in world.purchases if one in searched or _asked_for(one, people, dialect))


def _searched(world: World, dialect: Mapping[str, str]) -> tuple[Purchase, ...]:
    """The orders that a search by phone or e-mail finds: by their own or, in a dialect, their customer's."""
    by_card = dialect.get("orders-by-card", "yes") == "yes"
    owners = {one.id for one in _matched(world)} if by_card else set()
    phones, mails = world.writer.phones, world.writer.mails
    return tuple(
        one for one in world.purchases if one.phone in phones or one.mail in mails or one.owner in owners
    )


def _asked_for(order: Purchase, people: tuple[Person, ...], dialect: Mapping[str, str]) -> bool:
    """Whether it is among the orders of one of the people, which in a dialect are a contact person's too."""
    covered = dialect.get("customer-id-covers-contacts") == "yes"
    whose = {order.owner, order.contact} if covered else {order.owner}
    return any(one.id in whose for one in people)


def _matched(world: World) -> tuple[Person, ...]:
    writer = world.writer
    return tuple(
        one for one in world.people if set(one.phones) & set(writer.phones) or one.mail in writer.mails
    )


def _is_contact(world: World, person: Person) -> bool:
    return any(one.contact == person.id for one in world.companies)


def _firms(world: World, person: Person) -> set[int]:
    """The companies of a contact person: where they are the main one, or ordered."""
    if not _is_contact(world, person):
        return set()
    ordered = {one.owner for one in world.purchases if one.contact == person.id}
    return {one.id for one in world.companies if one.contact == person.id or one.id in ordered}
