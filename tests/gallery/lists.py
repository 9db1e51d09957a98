"""Samples of the list of orders."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from service.core.model import Item, Order, Payment
from tests.gallery.builders import (
    STATUSES,
    Sample,
    client,
    found,
    goods,
    orders,
    paid,
    parcel,
    placed,
    sample,
    ticket,
)

_TOTAL = 15_690
_LONG = (
    "Please ring an hour before you come, the bell of the gate is broken and the dog is asleep until noon. "
    "If nobody opens, leave the parcel with the neighbours of flat 14, they know. Thank you very much! "
) * 3


def lists() -> Iterator[Sample]:
    """How many, of which status, how paid, delivered, filled and annotated."""
    for count in (1, 5, 6, 20):
        yield sample(f"Orders: {count}", found(*orders(count)))
    full = orders(20, items=goods(3), customer_comment="Ring twice, the bell is broken.", overdue=True)
    yield sample("Orders: 20, each of them full", found(*full))
    yield sample("Orders: 23, of which 20 were read", found(*orders(20), who=client(orders_count=23)))
    yield sample("Orders: 6, one of them open", found(*orders(6)), ticket(orders=1))
    every = tuple(placed(1042 - place, place, status=one) for place, one in enumerate(STATUSES))
    yield sample("Every group of statuses", found(*every), ticket(orders=6))
    unknown = (
        placed(1042, status="put-aside"),
        placed(1041, status="never-heard-of"),
        placed(1040, status=""),
    )
    yield sample("A group and a status nobody knows, and none", found(*unknown))
    yield sample("Orders of several shops", found(*_of_shops()))
    yield from _paid_ways()
    yield from _delivered_ways()
    yield from _filled_ways()
    yield from _annotated()


def _one(name: str, order: Order, **preferences: Any) -> Sample:
    return sample(name, found(order), ticket(**preferences))


def _of_shops() -> Iterator[Order]:
    for place, (shop, currency) in enumerate((("main-shop", "RUB"), ("outlet", "RUB"), ("abroad", "EUR"))):
        yield placed(1042 - place, place, shop=shop, currency=currency)


def _paid_ways() -> Iterator[Sample]:
    half = (paid(5000), paid(_TOTAL - 5000, "not-paid"))
    for name, payments in (
        ("Paid", (paid(_TOTAL),)),
        ("Paid in part", half),
        ("Not paid", (paid(_TOTAL, "not-paid"),)),
        ("No payments", ()),
        ("A payment of a status nobody knows", (paid(_TOTAL, "in-the-stars"),)),
        ("A payment without anything", (Payment(),)),
    ):
        yield _one(name, placed(payments=payments))
    yield _one("Prepaid in part", placed(payments=(), prepaid=Decimal(5000)))
    yield _one("Paid too much", placed(payments=(paid(2 * _TOTAL),), prepaid=Decimal(2 * _TOTAL)))
    yield _one("Costs nothing", placed(total=Decimal(0), payments=(), items=goods(1)))
    yield _one("No currency", placed(currency=""))
    yield _one("No total", placed(total=None, payments=()))
    yield _one("A refund", placed(total=Decimal("-120.50"), payments=()))
    yield _one("Millions", placed(total=Decimal("1234567890.99"), payments=(paid(1234567),)))


def _delivered_ways() -> Iterator[Sample]:
    yield _one("Tracking without a template", placed(), tracking="")
    full = parcel(
        placed().delivery.date,
        service="Express",
        status="Left the sorting centre",
        time="from 10:00 to 14:00",
        address="Pushkin Street 7, flat 12, Kazan",
    )
    yield _one("Delivery with everything", placed(delivery=full, shipped=True))
    yield _one("Delivery without tracking", placed(delivery=replace(full, tracking="")))
    yield _one("Delivery of a type nobody knows", placed(delivery=parcel(type="pigeon", tracking="")))
    yield _one("No delivery", placed(delivery=parcel(type="", tracking="", cost=None)))


def _filled_ways() -> Iterator[Sample]:
    for count in (0, 1, 3, 4, 12):
        yield _one(f"Items: {count}", placed(items=goods(count)))
    struck = (*goods(2), *goods(1, cancelled=True), Item("By its status", Decimal(1), status="canceled"))
    yield _one("Items, some cancelled", placed(items=struck))
    yield _one("Items, all cancelled", placed(items=goods(2, cancelled=True), status="no-product"))
    yield _one("More items than were read", placed(items=goods(12), more_items=30))
    weighed = (Item("Cheese, by weight", Decimal("0.350"), Decimal(1200)), Item("", None), Item("Gift"))
    yield _one("Items by weight, without a name, without a quantity", placed(items=weighed))


def _annotated() -> Iterator[Sample]:
    yield _one("A client's comment", placed(customer_comment="Please ring twice."))
    yield _one("A long comment", placed(customer_comment=_LONG))
    yield _one("Overdue", placed(overdue=True))
    yield _one("Call back", placed(call_back=True))
    yield _one("Overdue, call back, a comment", placed(overdue=True, call_back=True, customer_comment=_LONG))
    yield _one("An order with nothing in it", Order(1042))
