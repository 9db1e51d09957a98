"""What was ordered: the first lines of an order, the rest under a fold."""

from decimal import Decimal

from service.core.model import Item, Order
from service.core.text import clean
from service.core.view.context import Context
from service.core.view.parts import Goods, MoreGoods

OPEN = 3
"""Lines of an order that are shown unfolded."""
_MOST = 30
_LONGEST_NAME = 120


def goods(context: Context, order: Order) -> tuple[Goods, ...]:
    """Write the first lines."""
    return tuple(_line(context, item) for item in order.items[:OPEN])


def more_goods(context: Context, order: Order) -> MoreGoods | None:
    """Write the other lines, with a word on those that nobody read."""
    folded = order.items[OPEN:_MOST]
    unread = len(order.items[_MOST:]) + order.more_items
    if not (folded or unread):
        return None
    more = _more(context, len(folded) + unread)
    lines = tuple(_line(context, item) for item in folded)
    return MoreGoods(more, lines, _more(context, unread) if folded and unread else "")


def _more(context: Context, number: int) -> str:
    return context.language.count("and %(number)d more item", "and %(number)d more items", number)


def _line(context: Context, item: Item) -> Goods:
    quantity = context.language.number(Decimal(1) if item.quantity is None else item.quantity)
    name = clean(item.name, _LONGEST_NAME) or context.language.say("item without a name")
    return Goods(quantity, name, context.language.say("cancelled") if _cancelled(context, item) else "")


def _cancelled(context: Context, item: Item) -> bool:
    if item.cancelled is not None:
        return item.cancelled
    status = context.references.product_statuses.get(item.status)
    return status is not None and status.cancelled
