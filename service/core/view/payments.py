"""How far an order is paid, in words."""

from service.core.model import Order
from service.core.payments import Paid, payment_state
from service.core.view.context import Context
from service.core.view.parts import Chip


def payment(context: Context, order: Order, currency: str) -> Chip | None:
    """Say paid, partly paid or unpaid; None when nobody knows."""
    state, words = payment_state(order, context.references), context.language
    if state is None or (state.paid is not Paid.FULLY and not _understood(context, order)):
        return None
    if state.paid is Paid.FULLY:
        return Chip(words.say("paid"), "done", "✓")
    if state.paid is Paid.NOT:
        return Chip(words.say("unpaid"), "dim", "○")
    part = words.money(state.received, currency)
    if order.total is None:
        return Chip(words.say("paid in part: %(part)s", part=part), "waiting", "◐")
    whole = words.money(order.total, currency)
    return Chip(words.say("paid %(part)s of %(whole)s", part=part, whole=whole), "waiting", "◐")


def _understood(context: Context, order: Order) -> bool:
    """Tell whether every payment's status is known: one that is not may stand for money received."""
    return all(payment.status in context.references.payment_statuses for payment in order.payments)
