"""The orders: the first of them open, the others under a fold."""

from collections.abc import Iterator

from service.core.model import Decision, Order, Part, Status
from service.core.names import MOST_ORDERS
from service.core.payments import CANCELLED
from service.core.text import clean, fold
from service.core.view.context import Context
from service.core.view.goods import goods, more_goods
from service.core.view.parts import Chip, Comment, Delivery, Link, OrderLine, OrderList
from service.core.view.payments import payment
from service.core.view.person import currency_code, shop_name
from service.core.view.seen import total_orders

_LOOKS = {
    "new": "waiting",
    "approval": "waiting",
    "assembling": "going",
    "delivery": "going",
    "complete": "done",
    CANCELLED: "bad",
}
"""RetailCRM's standard groups of statuses: accounts rename statuses and add some, groups hardly ever."""
_SHORT_COMMENT, _LONG_COMMENT = 100, 600
_LONGEST_TRACKING = 60


def lists(context: Context, decision: Decision) -> Iterator[OrderList]:
    """Write the client's orders, and those that stand alone."""
    say, person = context.language.say, decision.person
    if person and person.orders:
        total, shown = total_orders(person), _opened(context, person.orders)
        heading = say("Orders: %(total)d", total=total)
        if shown < total:
            heading = say("Orders: %(shown)d of %(total)d", shown=shown, total=total)
        yield _list(context, heading, person.orders)
    if decision.loose:
        total, shown = len(decision.loose), _opened(context, decision.loose)
        heading = say("Found in orders: %(total)d", total=total)
        if shown < total:
            heading = say("Found in orders: %(shown)d of %(total)d", shown=shown, total=total)
        yield _list(context, heading, decision.loose)


def _opened(context: Context, orders: tuple[Order, ...]) -> int:
    return min(len(orders), context.preferences.orders, MOST_ORDERS)


def _list(context: Context, heading: str, orders: tuple[Order, ...]) -> OrderList:
    several = len({order.shop for order in orders if order.shop}) > 1
    lines = tuple(_line(context, order, with_shop=several) for order in orders[:MOST_ORDERS])
    opened = _opened(context, orders)
    folded = lines[opened:]
    more = context.language.count("%(number)d more order", "%(number)d more orders", len(folded))
    return OrderList(heading, lines[:opened], more if folded else "", folded)


def _line(context: Context, order: Order, *, with_shop: bool) -> OrderLine:
    currency = currency_code(order.currency)
    return OrderLine(
        link=_link(context, order),
        status=_status(context, order),
        marks=tuple(_marks(context, order)),
        date=context.when(order.created_at) if order.created_at else "",
        shop=shop_name(context, order.shop) if with_shop and context.shows(Part.SHOP) else "",
        total="" if order.total is None else context.language.money(order.total, currency),
        payment=payment(context, order, currency) if context.shows(Part.PAYMENT) else None,
        delivery=_delivery(context, order) if context.shows(Part.DELIVERY) else Delivery(),
        goods=goods(context, order) if context.shows(Part.ITEMS) else (),
        more=more_goods(context, order) if context.shows(Part.ITEMS) else None,
        comments=tuple(_comments(context, order)),
    )


def _link(context: Context, order: Order) -> Link:
    number = clean(order.number) or f"#{order.id}"
    label = context.language.say("Order %(number)s, opens in a new tab", number=number)
    return Link(number, f"{context.account.origin}/orders/{order.id}/edit", label)


def _status(context: Context, order: Order) -> Chip | None:
    status = context.references.statuses.get(order.status) or Status("")
    name = clean(status.name) or clean(order.status)
    return Chip(name, _LOOKS.get(status.group, "plain")) if name else None


def _marks(context: Context, order: Order) -> Iterator[Chip]:
    if order.overdue:
        yield Chip(context.language.say("overdue"), "bad", "▲")
    if order.call_back:
        yield Chip(context.language.say("call back"), "waiting", "☎")


def _delivery(context: Context, order: Order) -> Delivery:
    sent = order.delivery
    kind = context.references.delivery_types.get(sent.type) or sent.type
    day = context.day(sent.date) if sent.date else ""
    facts = (
        kind,
        sent.service if sent.service != kind else "",
        f"{day} {sent.time}" if day else "",
        sent.status,
    )
    tracking = clean(sent.tracking, _LONGEST_TRACKING)
    shown = tuple(text for text in map(clean, facts) if text)
    return Delivery(shown, tracking, context.tracking(tracking) if tracking else None)


def _comments(context: Context, order: Order) -> Iterator[Comment]:
    say = context.language.say
    written = (
        (say("Client"), order.customer_comment if context.shows(Part.COMMENT) else ""),
        (say("Manager"), order.manager_comment if context.shows(Part.MANAGER_COMMENT) else ""),
    )
    for author, text in written:
        if words := clean(text, _LONG_COMMENT):
            yield Comment(author, *fold(words, _SHORT_COMMENT))
