"""Orders, their payments, lines and deliveries as RetailCRM may send them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from service.adapters import retailcrm_wire as wire
from service.core.model import Customer, Delivery, Item, Order, Payment, Question, Search
from tests.service.adapters.retailcrm_wire.reading import ORDERS, orders, people, through_json


def test_a_whole_order() -> None:
    sent = {
        "id": 17,
        "number": "17A",
        "createdAt": "2026-11-23 10:30:00",
        "status": "new",
        "totalSumm": 681.63,
        "currency": "RUB",
        "phone": "1",
        "additionalPhone": "2",
        "email": "a@b",
        "customer": {"id": 7, "type": "customer"},
        "contact": {"id": 8},
    }
    placed = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001 - RetailCRM gives no zone
    assert orders(sent) == (
        Order(17, "17A", placed, "new", Decimal("681.63"), "RUB", ("1", "2"), "a@b", 7, 8),
    )


@pytest.mark.parametrize(
    ("own", "numbers", "by_card"),
    [
        ({}, ["+7 (999) 000-11-22"], True),
        ({"phone": "+7 916 111-22-33"}, ["8 999 000 11 22"], True),
        ({"phone": "8 999 000 11 22"}, ["+7 (999) 000-11-22"], False),
        ({"additionalPhone": "9990001122"}, ["+7 (999) 000-11-22"], False),
        ({"firstName": "79990001122"}, ["+7 (999) 000-11-22"], False),
        ({}, ["+7 916 111-22-33"], False),
        ({}, [], False),
    ],
)
def test_an_order_that_only_its_customers_card_can_have_brought_is_known(
    own: dict[str, str], numbers: list[str], by_card: bool
) -> None:
    card = {"id": 7, "phones": [{"number": number} for number in numbers]}
    data = through_json({"orders": [{"id": 1, **own, "customer": card}]})
    by_phone, by_email = (
        Question(search, "79990001122") for search in (ORDERS.search, Search.ORDERS_BY_EMAIL)
    )

    assert wire.reply(by_phone, data).by_card is by_card
    assert wire.reply(by_email, data).by_card is False


def test_everything_else_of_an_order() -> None:
    sent = {
        "id": 1,
        "site": "outlet",
        "prepaySum": "40",
        "fullPaidAt": "2026-11-24 00:00:00",
        "customerComment": "Ring twice",
        "managerComment": "Careful",
        "expired": True,
        "call": "1",
        "shipped": 1,
        "managerId": "3",
        "payments": {
            "4": {"id": 4, "type": "cash", "status": "paid", "amount": 40, "paidAt": "2026-11-23 10:30:00"}
        },
        "delivery": {
            "code": "courier",
            "cost": 300,
            "netCost": 100,
            "date": "2026-11-25",
            "time": {"from": "10:00", "to": "18:00"},
            "service": {"code": "fast", "name": "Fast"},
            "address": {"city": "Тверь", "text": "Тверь, ул. Мира, 1"},
            "data": {"trackNumber": "EX1", "status": "12", "statusText": "On its way", "locked": True},
        },
    }
    made = Payment("cash", "paid", Decimal(40), datetime(2026, 11, 23, 10, 30))  # noqa: DTZ001 - as above
    way = Delivery(
        "courier",
        "Fast",
        "EX1",
        "On its way",
        date(2026, 11, 25),
        "10:00–18:00",
        Decimal(300),
        "Тверь, ул. Мира, 1",
    )
    assert orders(sent) == (
        Order(
            1,
            shop="outlet",
            prepaid=Decimal(40),
            paid_in_full_at=datetime(2026, 11, 24),  # noqa: DTZ001 - as above
            payments=(made,),
            delivery=way,
            customer_comment="Ring twice",
            manager_comment="Careful",
            overdue=True,
            call_back=True,
            shipped=True,
            manager_id=3,
        ),
    )


PAYMENTS = (Payment("cash"), Payment(amount=Decimal(5)))


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"4": {"id": 4, "type": "cash"}, "5": {"id": 5, "amount": 5}}, PAYMENTS),
        ([{"id": 4, "type": "cash"}, {"id": 5, "amount": 5.0}], PAYMENTS),
        ([{"type": "cash", "amount": ""}, None, [], "paid", {"amount": "5", "type": None}], PAYMENTS),
        ([], ()),
        ({}, ()),
        (None, ()),
        ("", ()),
        ("none", ()),
        (5, ()),
    ],
)
def test_payments_may_be_a_map_a_list_or_nothing(sent: object, read: tuple[Payment, ...]) -> None:
    assert orders({"id": 1, "payments": sent}) == (Order(1, payments=read),)


LINES: list[tuple[dict[str, Any], Item]] = [
    ({"offer": {"displayName": "Shoe (red)", "name": "Shoe"}, "productName": "X"}, Item("Shoe (red)")),
    ({"offer": {"name": "Shoe", "displayName": ""}}, Item("Shoe")),
    ({"offer": [], "productName": "By hand"}, Item("By hand")),
    ({"productName": "By hand"}, Item("By hand")),
    ({"quantity": 1.5, "initialPrice": "100"}, Item(quantity=Decimal("1.5"), price=Decimal(100))),
    ({"initialPrice": 100, "prices": [{"price": 90, "quantity": 2}]}, Item(price=Decimal(90))),
    ({"prices": [{"price": 90, "quantity": 3}, {"price": 50, "quantity": 1}]}, Item(price=Decimal(80))),
    ({"prices": [{"price": 0, "quantity": 0}, {"price": 5}]}, Item(price=Decimal(0))),
    ({"isCanceled": True, "status": "canceled"}, Item(cancelled=True, status="canceled")),
    ({"isCanceled": 0}, Item(cancelled=False)),
    ({"isCanceled": "", "status": "new"}, Item(status="new")),
]


@pytest.mark.parametrize(("sent", "read"), LINES)
def test_a_line_is_named_priced_and_perhaps_cancelled(sent: dict[str, Any], read: Item) -> None:
    assert orders({"id": 1, "items": [{"id": 9, **sent}]}) == (Order(1, items=(read,)),)


@pytest.mark.parametrize(
    "data", [[], {}, None, "", [["EX1"]], "EX1", {"trackNumber": []}, {"trackNumber": None}]
)
def test_whatever_a_delivery_module_keeps_an_order_is_read(data: object) -> None:
    assert orders({"id": 1, "delivery": {"code": "post", "data": data}}) == (
        Order(1, delivery=Delivery("post")),
    )


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ({"custom": "after work", "from": "10:00"}, "after work"),
        ({"from": "10:00"}, "10:00–"),
        ({"to": "18:00"}, "–18:00"),
        ({}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_the_hours_of_a_delivery_are_words_or_a_span(time: object, told: str) -> None:
    assert orders({"id": 1, "delivery": {"time": time}}) == (Order(1, delivery=Delivery(time=told)),)


def test_no_list_is_read_without_an_end_and_no_text() -> None:
    many = [{"name": "x", "productName": "x", "amount": 1} for _ in range(10_000)]
    endless = {
        "id": 1,
        "tags": many,
        "segments": many,
        "items": many,
        "payments": many,
        "customerComment": "x" * 10**6,
    }
    (card,), (sold,) = people(endless), orders(endless)
    assert (len(card.tags), len(card.segments), len(sold.payments)) == (30, 30, 100)
    assert (len(sold.items), sold.more_items, len(sold.customer_comment)) == (50, 9_950, 1000)


def test_the_buyer_of_a_corporate_order_is_its_contact_person() -> None:
    sent = {"id": 1, "customer": {"id": 7, "type": "customer_corporate"}, "contact": {"id": 7}}
    assert orders(sent) == (Order(1, customer_id=None, contact_id=7),)


def test_orders_bring_the_cards_of_their_people_each_once() -> None:
    anna, oleg = {"id": 7, "email": "a@b"}, {"id": 8, "phones": [{"number": "1"}], "ordersCount": 3}
    firm, bare = {"id": 9, "type": "customer_corporate", "email": "f@b"}, {"id": 10, "firstName": "Ira"}
    people: list[tuple[object, object]] = [(anna, oleg), (firm, oleg), (bare, "odd")]
    people.append(([], {"id": ["odd"], "email": "x@b"}))
    sent = [{"id": at, "customer": one, "contact": other} for at, (one, other) in enumerate(people, 1)]
    read = wire.reply(ORDERS, through_json({"orders": sent}))

    assert read.customers == (Customer(7, email="a@b"), Customer(8, phones=("1",), orders_count=3))


def test_a_card_of_too_many_phones_that_comes_with_an_order_is_told() -> None:
    card = {"id": 7, "phones": [{"number": str(number)} for number in range(51)]}
    assert wire.reply(ORDERS, through_json({"orders": [{"id": 1, "customer": card}]})).cut


@pytest.mark.parametrize("amount", [1500, 1500.0, "1500", "1500.00", "1500,0"])
def test_a_sum_may_be_any_kind_of_number(amount: object) -> None:
    assert orders({"id": 1, "totalSumm": amount}) == (Order(1, total=Decimal(1500)),)


@pytest.mark.parametrize("amount", [None, "", [], {}, True, "1e99", "NaN", "Infinity", "x"])
def test_what_is_no_sum_is_left_out(amount: object) -> None:
    assert orders({"id": 1, "totalSumm": amount}) == (Order(1),)


@pytest.mark.parametrize("number", ["1e9999999", "-1e9999999", "1e15", "1e999999999999"])
def test_a_number_beyond_reason_is_no_sum_and_breaks_nothing(number: str) -> None:
    body = f'{{"orders": [{{"id": 1, "totalSumm": "{number}"}}, {{"id": "{number}"}}]}}'.encode()
    assert wire.reply(ORDERS, wire.parse(body)).orders == (Order(1),)
