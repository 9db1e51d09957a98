"""What an order costs and what of it is paid. Pure.

RetailCRM computes these itself; no public source tells how it rounds, so cents are rounded once, at the end.
"""

from collections.abc import Collection
from typing import Any

from simulators.retailcrm_mock.state import Document
from simulators.retailcrm_mock.state.documents import plain

PRICED_BY = frozenset(("items", "delivery", "discountManualAmount", "discountManualPercent"))


def lined(item: Document, cancelling: Collection[str]) -> Document:
    """The line with its discount for one unit and the price that is left; nothing if it is cancelled.

    Args:
        item: the line.
        cancelling: codes of the product statuses that mean "cancelled".
    """
    initial, quantity = item.get("initialPrice", 0), item.get("quantity", 1)
    by_hand = "discountManualAmount" in item or "discountManualPercent" in item
    cut = item.get("discountManualAmount", 0) + initial * item.get("discountManualPercent", 0) / 100
    cut = min(cut if by_hand else item.get("discountTotal", 0), initial)
    gone = item.get("status") in cancelling
    prices = [{"price": 0 if gone else plain(initial - cut), "quantity": quantity}]
    if gone or "isCanceled" in item:
        item = {**item, "isCanceled": gone}
    return {**item, "quantity": quantity, "discountTotal": plain(cut), "prices": prices}


def priced(order: Document) -> Document:
    """The order with `summ`, its goods, and `totalSumm`, less its discounts and with delivery."""
    goods = sum(one["price"] * one["quantity"] for item in order["items"] for one in item.get("prices", []))
    cut = order.get("discountManualAmount", 0) + goods * order.get("discountManualPercent", 0) / 100
    total = max(goods - cut, 0) + order.get("delivery", {}).get("cost", 0)
    return {**order, "summ": plain(goods), "totalSumm": plain(total)}


def settled(order: Document, complete: Collection[str], now: str) -> Document:
    """The order with `prepaySum` and `fullPaidAt` as its payments make them; without payments as it is.

    Args:
        order: with its payments by id.
        complete: codes of the payment statuses that mean "paid".
        now: when the order became paid, if no payment tells.
    """
    payments: dict[str, Any] = order.get("payments") or {}
    if not payments:
        return order
    paid = [one for one in payments.values() if one.get("status") in complete]
    sum_paid = plain(sum(one.get("amount", 0) for one in paid))
    whole = {name: value for name, value in order.items() if name != "fullPaidAt"}
    whole["prepaySum"] = sum_paid
    if paid and sum_paid >= order["totalSumm"]:
        whole["fullPaidAt"] = order.get("fullPaidAt") or max(one.get("paidAt", now) for one in paid)
    return whole
