"""Customers and companies as RetailCRM may send them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from service.adapters import retailcrm_wire as wire
from service.core.model import Customer, Order, Reply, Tag
from tests.service.adapters.retailcrm_wire.reading import FIRMS, ORDERS, PEOPLE, people, through_json


def test_a_whole_customer() -> None:
    card = {
        "id": 7,
        "type": "customer",
        "firstName": "Anna",
        "lastName": "Petrova",
        "isContact": True,
        "phones": [{"number": "89990001122"}, {"number": ""}],
        "email": "a@b",
        "ordersCount": 3,
        "vip": True,
        "bad": False,
        "totalSumm": 681.63,
        "averageSumm": 227.21,
        "createdAt": "2024-05-06 07:08:09",
        "managerId": 2,
        "site": "outlet",
        "tags": [{"name": "Gold", "color": "#3e89b6"}, {"color": "#fff"}, {"name": "Plain"}],
        "segments": [{"name": "Buyers"}, {"name": "Gone", "active": False}, {"name": "All", "active": True}],
        "address": {"index": "101000", "city": "Москва", "text": "ул. Мира, 1"},
        "birthday": "1990-02-28",
        "personalDiscount": 5,
        "cumulativeDiscount": 2.5,
        "discountCardNumber": "777",
        "marginSumm": -10,
    }
    assert people(card) == (
        Customer(
            7,
            "Anna Petrova",
            ("89990001122",),
            "a@b",
            3,
            is_contact=True,
            vip=True,
            total=Decimal("681.63"),
            average=Decimal("227.21"),
            created_at=datetime(2024, 5, 6, 7, 8, 9),  # noqa: DTZ001 - RetailCRM gives no zone
            manager_id=2,
            shop="outlet",
            tags=(Tag("Gold", "#3e89b6"), Tag("Plain")),
            segments=("Buyers", "All"),
            address="101000, Москва, ул. Мира, 1",
            birthday=date(1990, 2, 28),
            personal_discount=Decimal(5),
            cumulative_discount=Decimal("2.5"),
            discount_card="777",
        ),
    )


@pytest.mark.parametrize(
    "quirk",
    [
        {"id": "7", "phones": {"0": {"number": 89990001122}}, "email": "", "ordersCount": "0"},
        {"id": 7.0, "phones": ["89990001122"], "email": None, "ordersCount": 0, "customFields": []},
        {"id": 7, "phones": [{"number": "89990001122"}, None, [], {}], "ordersCount": 0.0, "firstName": None},
    ],
)
def test_quirks_decode_to_equal_customers(quirk: dict[str, Any]) -> None:
    assert people(quirk) == (Customer(7, phones=("89990001122",), orders_count=0),)


@pytest.mark.parametrize("missing", [{}, {"phones": None}, {"phones": []}, {"phones": {}}, {"phones": ""}])
def test_absent_null_and_empty_are_the_same(missing: dict[str, Any]) -> None:
    assert people({"id": 1, **missing}) == (Customer(1),)


def test_a_broken_item_is_dropped_and_the_others_stay() -> None:
    assert people(None, {"firstName": "no id"}, {"id": "x"}, {"id": []}, [], 5, {"id": 2}) == (Customer(2),)


def test_more_than_a_page_and_more_phones_than_a_person_has_are_cut_and_that_is_told() -> None:
    crowded = through_json({"customers": [{"id": 1, "phones": ["1"] * 51}]})
    long = through_json({"customers": [{"id": 1}] * 101, "orders": [{"id": 1}] * 101})
    firms = through_json({"customersCorporate": [{"id": 1}] * 101})
    assert wire.reply(PEOPLE, crowded) == Reply(customers=(Customer(1, phones=("1",) * 50),), cut=True)
    assert wire.reply(PEOPLE, long) == Reply(customers=(Customer(1),) * 100, cut=True)
    assert wire.reply(ORDERS, long) == Reply(orders=(Order(1),) * 100, cut=True)
    assert wire.reply(FIRMS, firms) == Reply(companies=(1,) * 100, cut=True)


def test_a_list_may_come_as_a_map() -> None:
    data = through_json({"customers": {"0": {"id": 1}, "7": {"id": 2}}})
    assert wire.reply(PEOPLE, data).customers == (Customer(1), Customer(2))


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ({"text": "ул. Мира, 1"}, "ул. Мира, 1"),
        ({"index": "1", "region": "Тверь", "city": "Тверь", "text": ""}, "1, Тверь"),
        ({"city": "Тверь", "street": "Мира", "house": 1, "flat": "5"}, "Тверь, Мира, 1, 5"),
        ([], ""),
        ("ул. Мира", ""),
    ],
)
def test_an_address_is_one_line_that_says_nothing_twice(sent: object, line: str) -> None:
    assert people({"id": 1, "address": sent}) == (Customer(1, address=line),)


def test_companies_are_known_by_their_ids_and_are_no_customers() -> None:
    firms = [{"type": "customer_corporate", "id": 7, "nickName": "Firm"}, {"id": "8"}, {"nickName": "no id"}]
    data = through_json({"customersCorporate": firms, "customers": firms})
    assert wire.reply(FIRMS, data) == Reply(companies=(7, 8))
