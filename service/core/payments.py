"""How far an order is paid for."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from service.core.model import Order, Payment, References


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
    """Tell how far an order is paid; None when the CRM says nothing of it.

    What was received is the greater of the order's prepayment and its complete payments: RetailCRM counts the
    second into the first, but not at once. Without a total, only an order paid in full is known to be paid.
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
    return PaymentState(Paid.PARTLY, received) if received > 0 else PaymentState(Paid.NOT)


def _is_complete(payment: Payment, references: References) -> bool:
    """Ask the account's own reference; where that is not known, a payment with a date was made."""
    known = references.payment_statuses.get(payment.status)
    return known.complete if known else payment.paid_at is not None


def _covers(order: Order, received: Decimal, complete: list[Payment]) -> bool:
    """A sum pays for an order whose total it reaches; complete payments without a sum pay for all of it."""
    if order.total is not None and received >= order.total:
        return received > 0 or bool(complete)
    return (
        bool(complete)
        and len(complete) == len(order.payments)
        and any(one.amount is None for one in complete)
    )
