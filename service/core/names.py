"""Which of the account's own names a block needs: only those of codes that it shows."""

from collections.abc import Iterator

from service.core.model import Decision, Item, Kind, Order, Part, Preferences, Question, Search

MOST_ORDERS = 20
"""Orders of one list that are shown, most of them folded."""


def needed(decision: Decision, preferences: Preferences) -> tuple[Question, ...]:
    """Ask for every kind of name of which a shown card or order holds a code, the most telling first.

    Names are asked after everything else: without them a block shows codes, without an order it is wrong.
    """
    kinds = (kind for kind, wanted in _needs(decision, preferences.parts) if wanted)
    return tuple(Question(Search.REFERENCES, kind) for kind in kinds)


def _needs(decision: Decision, parts: frozenset[Part]) -> Iterator[tuple[Kind, bool]]:
    orders, card = _shown(decision), decision.person.customer if decision.person else None
    payments = [payment for order in orders for payment in order.payments if Part.PAYMENT in parts]
    yield Kind.STATUSES, any(order.status for order in orders)
    yield Kind.PAYMENT_STATUSES, any(payment.status for payment in payments)
    # A card's sums are in the currency of its shop, be the shop shown or not.
    yield Kind.SHOPS, bool(card and card.shop) or (Part.SHOP in parts and any(order.shop for order in orders))
    yield Kind.DELIVERY_TYPES, Part.DELIVERY in parts and any(order.delivery.type for order in orders)
    yield Kind.MANAGERS, Part.MANAGER in parts and card is not None and card.manager_id is not None
    yield Kind.PRODUCT_STATUSES, Part.ITEMS in parts and any(map(_is_untold, _items(orders)))


def _shown(decision: Decision) -> list[Order]:
    lists = (decision.person.orders if decision.person else (), decision.loose)
    return [order for listed in lists for order in listed[:MOST_ORDERS]]


def _items(orders: list[Order]) -> Iterator[Item]:
    return (item for order in orders for item in order.items)


def _is_untold(item: Item) -> bool:
    """Whether only the status of a line tells that it was cancelled."""
    return item.cancelled is None and bool(item.status)
