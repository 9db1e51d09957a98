"""How far an order is paid, whatever the CRM tells of it."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.model import Order, Payment, PaymentStatus, References, Status
from service.core.payments import Paid, PaymentState, payment_state

KNOWN = References(
    statuses={"new": Status("New", "new"), "lost": Status("Lost", "cancel")},
    payment_statuses={"paid": PaymentStatus("Paid", complete=True), "no": PaymentStatus("No")},
)
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - RetailCRM gives no zone
FULLY, NOT = PaymentState(Paid.FULLY), PaymentState(Paid.NOT)


def _order(total: int | None, *payments: tuple[str, int | None], **more: object) -> Order:
    made = tuple(
        Payment("cash", status, None if amount is None else Decimal(amount)) for status, amount in payments
    )
    return Order(1, total=None if total is None else Decimal(total), payments=made, **more)  # type: ignore[arg-type]


def _part(received: int) -> PaymentState:
    return PaymentState(Paid.PARTLY, Decimal(received))


CASES = {
    "nothing is said": (_order(100), None),
    "an unpaid payment": (_order(100, ("no", 100)), NOT),
    "a paid one": (_order(100, ("paid", 100)), FULLY),
    "more than asked for": (_order(100, ("paid", 120)), FULLY),
    "a part": (_order(100, ("paid", 40), ("no", 60)), _part(40)),
    "a small part": (_order(100, ("paid", 1)), _part(1)),
    "a small sum prepaid": (_order(1, prepaid=Decimal(1)), FULLY),
    "nothing to pay, and that was paid": (_order(0, ("paid", 0)), FULLY),
    "two parts": (_order(100, ("paid", 40), ("paid", 60)), FULLY),
    "a paid one without its sum": (_order(100, ("paid", None)), FULLY),
    "one of two without its sum": (_order(100, ("paid", None), ("no", 50)), None),
    "a status nobody knows": (_order(100, ("odd", 100)), None),
    "a status nobody knows beside a part": (_order(100, ("paid", 40), ("odd", 60)), None),
    "a status nobody knows beside all": (_order(100, ("paid", 100), ("odd", 60)), FULLY),
    "a prepayment": (_order(100, prepaid=Decimal(30)), _part(30)),
    "a prepayment of all": (_order(100, prepaid=Decimal(100)), FULLY),
    "a prepayment of nothing": (_order(100, prepaid=Decimal(0)), NOT),
    "the greater of both": (_order(100, ("paid", 40), prepaid=Decimal(60)), _part(60)),
    "a date of full payment": (_order(100, ("no", 100), paid_in_full_at=NOON), FULLY),
    "no total": (_order(None, ("paid", 40)), _part(40)),
    "more than nothing": (_order(0, prepaid=Decimal(5)), FULLY),
    "nothing to pay": (_order(0, prepaid=Decimal(0)), None),
    "less than nothing to pay": (_order(-5, ("no", -5)), None),
    "not paid, and not yet due": (_order(100, ("no", 100), status="new"), NOT),
    "not paid, but cancelled": (_order(100, ("no", 100), status="lost"), None),
    "paid, but cancelled": (_order(100, ("paid", 100), status="lost"), FULLY),
    "a part, but cancelled": (_order(100, ("paid", 40), ("no", 60), status="lost"), _part(40)),
}


@pytest.mark.parametrize("case", CASES)
def test_how_far_an_order_is_paid(case: str) -> None:
    order, expected = CASES[case]
    assert payment_state(order, KNOWN) == expected


def test_without_the_reference_a_payment_with_a_date_was_made() -> None:
    made = Order(1, total=Decimal(5), payments=(Payment(status="paid", amount=Decimal(5), paid_at=NOON),))
    assert payment_state(made, References()) == FULLY
    assert payment_state(_order(5, ("paid", 5)), References()) is None


@given(
    st.integers(1, 99),
    st.lists(st.tuples(st.sampled_from(["paid", "no"]), st.integers(0, 99)), min_size=1, max_size=4),
)
def test_paid_part_and_unpaid_leave_nothing_between_them(total: int, payments: list[tuple[str, int]]) -> None:
    received = sum(amount for status, amount in payments if status == "paid")
    expected = FULLY if received >= total else _part(received) if received else NOT
    assert payment_state(_order(total, *payments), KNOWN) == expected
