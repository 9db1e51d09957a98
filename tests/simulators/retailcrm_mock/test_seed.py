import json
import re

import pytest

from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.invent import Inventor
from simulators.retailcrm_mock.state import Account, Store
from simulators.retailcrm_mock.state.account import Slice
from tests.simulators.retailcrm_mock.crm import SITES, Crm, Json


def _bytes(number: int, customers: int = 60) -> str:
    load = Inventor(number, SITES).invent(customers, 1, 1)
    return json.dumps([load.customers, load.orders])


@pytest.fixture(scope="module")
def account() -> Account:
    return seed.create(Store(), "company", customers=200)


def _all(account: Account) -> tuple[list[Json], list[Json]]:
    return account.find_customers([], Slice(limit=400)).items, account.find_orders(
        [], Slice(limit=2000)
    ).items


def test_the_same_seed_invents_the_same_bytes_and_another_does_not() -> None:
    assert _bytes(3) == _bytes(3) != _bytes(4)


def test_every_kind_of_customer_is_there(account: Account) -> None:
    people, orders = _all(account)
    buyers = {order["customer"]["id"] for order in orders if "customer" in order}
    phones = [re.sub(r"\D", "", phone["number"]) for one in people for phone in one.get("phones", [])]
    cores = [phone[phone.index("999") :][:10] for phone in phones]
    assert len(people) == 200
    assert any("phones" not in one for one in people)
    assert any("email" not in one and one["id"] not in buyers for one in people)
    assert any("email" not in one and one["id"] in buyers for one in people)
    assert any(one["isContact"] for one in people)
    assert len(set(cores)) < len(cores)


def test_orders_of_every_kind_are_there(account: Account) -> None:
    _, orders = _all(account)
    cards = {order["customer"]["type"] for order in orders if "customer" in order}
    assert cards == {"customer", "customer_corporate"}
    assert any("customer" not in order for order in orders)
    assert any(order["payments"] == [] for order in orders)
    assert any(len(order["payments"]) == 2 for order in orders)
    assert any("trackNumber" in order["delivery"].get("data", {}) for order in orders)


def test_every_contact_person_leads_to_a_company_and_its_orders() -> None:
    crm = Crm(customers=60)
    contacts = crm.ids("v5/customers", {"filter[isContact]": "1"})
    for person in contacts:
        (company,) = crm.ids("v5/customers-corporate", {"filter[contactIds][]": person})
        orders = crm.get("v5/orders", {"filter[customerId]": company})["orders"]
        assert {order["contact"]["id"] for order in orders} == {person}
    assert contacts


def test_the_figures_of_a_card_are_those_of_its_orders(account: Account) -> None:
    people, orders = _all(account)
    for card in people:
        sums = [order["totalSumm"] for order in orders if order.get("customer", {}).get("id") == card["id"]]
        average = sum(sums) / len(sums) if sums else 0
        told = (card["ordersCount"], card["totalSumm"], card["averageSumm"])
        assert told == (len(sums), pytest.approx(sum(sums)), pytest.approx(average, abs=0.01))


def test_addresses_belong_to_nobody(account: Account) -> None:
    people, _ = _all(account)
    assert {one["email"].partition("@")[2] for one in people if "email" in one} <= {
        "example.com", "example.org", "example.net",
    }  # fmt: skip
