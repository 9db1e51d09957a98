"""How far an order is paid, in words."""

from service.core.model import Order
from service.core.payments import Paid, payment_state
from service.core.view.context import Context
from service.core.view.parts import Payment


def payment(context: Context, order: Order, currency: str) -> Payment | None:
    """Say paid, partly paid or unpaid; None when nobody knows."""
    state, words = payment_state(order, context.references), context.language
    if state is None:
        return None
    if state.paid is Paid.FULLY:
        return Payment(state.paid, words.say("paid"))
    if state.paid is Paid.NOT:
        return Payment(state.paid, words.say("unpaid"))
    part = words.money(state.received, currency)
    if order.total is None:
        return Payment(state.paid, words.say("paid in part: %(part)s", part=part))
    whole = words.money(order.total, currency)
    return Payment(state.paid, words.say("paid %(part)s of %(whole)s", part=part, whole=whole))
