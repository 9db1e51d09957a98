"""Samples of the card: who a client is."""

from collections.abc import Iterator
from decimal import Decimal

from service.core.model import USUAL_PARTS, Customer, Decision, Outcome, Part, Tag
from tests.gallery.builders import EMAIL, PHONE, Sample, client, found, orders, placed, sample, ticket

_TAGS = {
    "wholesaler": "#3e89b6",
    "black": "#000000",
    "white": "#ffffff",
    "yellow": "#ffd500",
    "grey": "#777777",
    "short": "#c0f",
    "red": "#FF0000",
    "no colour": "",
    "a name": "tomato",
    "nonsense": "#12",
    "lime": "#9acd32",
    "navy": "#001f3f",
}


def cards() -> Iterator[Sample]:
    """Flags, figures, names, tags, and what may be switched."""
    yield _card("A VIP", client(vip=True))
    yield _card("A bad client", client(bad=True))
    yield _card("A VIP who is bad", client(vip=True, bad=True))
    yield _card("A card with nothing on it", Customer(7, "Anna Petrova", (PHONE,)))
    yield sample("No name, no orders", found(who=Customer(7, email=EMAIL), by=Outcome.FOUND_BY_EMAIL))
    yield _card("A company's contact person", client(is_contact=True, orders_count=None))
    yield _card("Tags of many colours", client(tags=tuple(Tag(*each) for each in _TAGS.items())))
    yield _card("A shop and a manager nobody knows", client(shop="closed-shop", manager_id=99))
    yield _card("A card from another shop than the orders", client(shop="outlet"))
    yield _card("More orders than were read", client(orders_count=57))
    yield _card("Nobody counted the orders", client(orders_count=None, total=None, average=None))
    yield _card("Spent nothing", client(total=Decimal(0), average=Decimal(0)))
    bare = client(tags=(), segments=(), address="", birthday=None, discount_card="")
    yield _card("Half a card", bare)
    yield sample("Every part switched on", _full(), ticket(parts=frozenset(Part)))
    yield sample("Every part switched off", _full(), ticket(parts=frozenset()))
    for part in (Part.TAGS, Part.ITEMS, Part.DELIVERY, Part.PAYMENT):
        yield sample(f"Without {part.value}", _full(), ticket(parts=USUAL_PARTS - {part}))


def _full() -> Decision:
    return found(placed(customer_comment="Ring twice", manager_comment="Has a dog"), *orders(2)[1:])


def _card(name: str, who: Customer) -> Sample:
    return sample(name, found(*orders(2), who=who))
