"""How far an order is paid for."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from service.core.model import Order, Payment, References

CANCELLED = "cancel"
"""RetailCRM's group of statuses of orders that will not be delivered."""


class Paid(StrEnum):
    """How much of an order is paid."""

    FULLY = "paid"
    PARTLY = "part"
    NOT = "unpaid"


@dataclass(frozen=True, slots=True)
class PaymentState:
    """How far an order is paid; of a partial payment, how much was received."""

    paid: Paid
    received: Decimal = Decimal(0)


def payment_state(order: Order, references: References) -> PaymentState | None:
    """Tell how far an order is paid; None when the CRM does not say, or there is nothing to pay.

    What was received is the greater of the order's prepayment and its complete payments: RetailCRM counts the
    second into the first, but not at once. Without a total, only an order paid in full is known to be paid. A
    payment of which nobody knows the status or the sum may stand for money received, so that less than all
    is told only where there is none.
    """
    if order.paid_in_full_at:
        return PaymentState(Paid.FULLY)
    if not order.payments and order.prepaid is None:
        return None
    complete = [payment for payment in order.payments if _is_complete(payment, references)]
    received = max(
        order.prepaid or Decimal(0), sum((one.amount or Decimal(0) for one in complete), Decimal(0))
    )
    if _covers(order, received, complete):
        return PaymentState(Paid.FULLY)
    if any(_is_unclear(payment, references) for payment in order.payments):
        return None
    if received > 0:
        return PaymentState(Paid.PARTLY, received)
    return PaymentState(Paid.NOT) if _is_due(order, references) else None


def _is_complete(payment: Payment, references: References) -> bool:
    """Ask the account's own reference; where that is not known, a payment with a date was made."""
    known = references.payment_statuses.get(payment.status)
    return known.complete if known else payment.paid_at is not None


def _is_unclear(payment: Payment, references: References) -> bool:
    known = references.payment_statuses.get(payment.status)
    return known is None or (known.complete and payment.amount is None)


def _is_due(order: Order, references: References) -> bool:
    """Tell whether somebody waits for money: not for what costs nothing or was cancelled."""
    status = references.statuses.get(order.status)
    cancelled = status is not None and status.group == CANCELLED
    return not cancelled and (order.total is None or order.total > 0)


def _covers(order: Order, received: Decimal, complete: list[Payment]) -> bool:
    """A sum pays for an order whose total it reaches; complete payments without a sum pay for all of it."""
    if order.total is not None and received >= order.total:
        return received > 0 or bool(complete)
    return (
        bool(complete)
        and len(complete) == len(order.payments)
        and any(one.amount is None for one in complete)
    )
