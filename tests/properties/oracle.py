"""The oracle: what the article's rules make of a world, written from their words alone.

It shares no code with the service: here numbers and e-mails are canonical already, and equality is plain.
"""

from dataclasses import dataclass

from tests.properties.worlds import Person, Purchase, World

SHOWN_AT_ONCE = 20


@dataclass(frozen=True)
class Verdict:
    """What a block must show; the orders are the client's, the lone ones nobody's who matched."""

    outcome: str
    client: int | None = None
    others: tuple[int, ...] = ()
    orders: tuple[int, ...] = ()
    lone_orders: tuple[int, ...] = ()


def judge(world: World) -> Verdict:
    """Apply R3 to R6."""
    if not world.writer.phones and not world.writer.mails:
        return Verdict("nothing-to-search-by")
    called = [one for one in world.people if set(one.phones) & set(world.writer.phones)]
    mailed = [one for one in world.people if one.mail in world.writer.mails]
    with_orders = [one for one in called if _orders(world, one)]
    shown = [
        *_ranked(world, with_orders, mailed),
        *_ranked(world, [m for m in mailed if m not in with_orders], []),
    ]
    lone = _lone(world, {one.id for one in (*called, *mailed)})
    if shown:
        outcome = "found-by-phone" if with_orders else "found-by-email"
        others = tuple(one.id for one in shown[1:])
        return Verdict(outcome, shown[0].id, others, _cut(_orders(world, shown[0])), _cut(lone))
    if lone:
        return Verdict("found-in-orders", lone_orders=_cut(lone))
    return Verdict("hidden" if called else "not-found")


def paid(purchase: Purchase) -> str:
    """How far an order is paid, in a block's words; nothing where nobody can count what has come."""
    made = [amount for status, amount in purchase.payments if status == "paid"]
    received = max(purchase.prepaid, sum(amount or 0 for amount in made))
    whole = len(made) == len(purchase.payments) and None in made
    if purchase.paid_in_full or whole or (received >= purchase.total and (made or received)):
        return "paid"
    if None in made or any(status not in {"paid", "not-paid"} for status, _ in purchase.payments):
        return ""
    if received:
        return f"paid €{received} of €{purchase.total}"
    return "unpaid" if purchase.total else ""


def _ranked(world: World, people: list[Person], preferred: list[Person]) -> list[Person]:
    """Those also matched by e-mail first, then by the newest order, then by the newer card."""

    def rank(one: Person) -> tuple[bool, int, int]:
        newest = max((order.day for order in _orders(world, one)), default=-1)
        return one in preferred, newest, one.id

    return sorted(people, key=rank, reverse=True)


def _orders(world: World, person: Person) -> list[Purchase]:
    own = [order for order in world.purchases if person.id in (order.owner, order.contact)]
    return sorted(own, key=lambda order: order.day, reverse=True)


def _lone(world: World, matched: set[int]) -> list[Purchase]:
    """Orders that carry a searched phone or e-mail themselves and belong to nobody who matched."""
    carried = [
        order
        for order in world.purchases
        if not {order.owner, order.contact} & matched
        and (order.phone in world.writer.phones or order.mail in world.writer.mails)
    ]
    return sorted(carried, key=lambda order: order.day, reverse=True)


def _cut(orders: list[Purchase]) -> tuple[int, ...]:
    return tuple(order.id for order in orders[:SHOWN_AT_ONCE])
