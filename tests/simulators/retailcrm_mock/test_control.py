from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.simulators.retailcrm_mock.crm import KEY, Crm, fresh


def _state(client: FlaskClient) -> Any:
    return client.get("/_sim/state?account=company").json


def test_reset_returns_to_the_start() -> None:
    crm = Crm(customers=5)
    before = crm.get("v5/customers"), crm.get("v5/orders")
    crm.load(customers=[{}], keys=[{"value": "another"}])
    crm.client.post("/_sim/reset", json={})
    assert (crm.get("v5/customers"), crm.get("v5/orders")) == before
    assert crm.ask("credentials", "another").status_code == 403


def test_people_are_invented_beside_those_who_are_there() -> None:
    crm = fresh({"customers": [{"id": 40}], "orders": [{"id": 90, "customer": {"id": 40}}]})
    wish = {"seed": 2, "customers": 3}
    made = crm.client.post("/_sim/seed?account=company", json=wish).json
    assert made is not None
    assert made["accounts"]["company"]["customers"][0] == 41
    assert crm.get("v5/customers")["pagination"]["totalCount"] == 4


def test_what_is_loaded_is_completed() -> None:
    crm = fresh({"customers": [{"firstName": "Anna"}]})
    crm.controls.clock("company").set(_noon(), frozen=True)
    made = crm.load(orders=[{"customer": {"id": 1}, "items": [{"initialPrice": 1.5, "quantity": 3}]}])
    order = crm.get(f"v5/orders/{made['orders'][0]}", {"by": "id"})["order"]
    told = {name: order[name] for name in ("number", "site", "status", "createdAt", "totalSumm", "payments")}
    assert told == {
        "number": "1C", "site": "main-shop", "status": "new", "createdAt": "2026-11-23 15:00:00",
        "totalSumm": 4.5, "payments": [],
    }  # fmt: skip
    assert (order["customer"]["firstName"], order["customer"]["ordersCount"]) == ("Anna", 1)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"nonsense": 1}, "unknown wish 'nonsense'; known: seed, customers, load"),
        ({"customers": -1}, "customers is -1; give a whole number"),
        ({"customers": True}, "customers is True; give a whole number"),
        ({"load": []}, "load is no object"),
        ({"load": {"people": []}}, "unknown load 'people'"),
        ({"load": {"orders": {}}}, "load orders is no list of objects"),
        ({"load": {"customers": [{"id": "1"}]}}, "customer id is '1'; give a whole number above 0"),
        ({"load": {"customers": [{"id": 1}, {"id": 1}]}}, "there is customer 1 already"),
        (
            {"load": {"customers": [{"site": "nowhere"}]}},
            "site of customer is 'nowhere'; there are: main-shop",
        ),
        ({"load": {"customers": [{"email": None}]}}, "email of customer is no text"),
        ({"load": {"customers": [{"phones": ["22"]}]}}, "phones of customer is no list of objects"),
        (
            {"load": {"customers": [{"createdAt": "today"}]}},
            "createdAt of customer is 'today'; write it like",
        ),
        ({"load": {"customers": [{"firstName": "\ud800"}]}}, "that JSON cannot"),
        ({"load": {"customers": [{"rating": float("nan")}]}}, "that JSON cannot"),
        ({"load": {"orders": [{"customer": {"id": 9}}]}}, "customer of an order is 9: no such customer"),
        ({"load": {"orders": [{"customer": 9}]}}, "name a customer by id"),
        ({"load": {"orders": [{"payments": 5}]}}, "payments of an order are neither"),
        ({"load": {"orders": [{"items": [{"initialPrice": "5"}]}]}}, "initialPrice of an item is '5'"),
        ({"load": {"keys": [{"access": "all"}]}}, "access of a key is 'all'; give one of access_full"),
        ({"load": {"keys": [{"sites": ["nowhere"]}]}}, "sites of a key are ['nowhere']"),
        ({"load": {"keys": [{"value": KEY}]}}, "key of this value already"),
        ({"load": {"statuses": [{"name": "New"}]}}, "one of statuses has no code"),
    ],
)
def test_a_bad_wish_is_told_and_changes_nothing(wish: Any, told: str) -> None:
    crm = fresh({"customers": [{"id": 1000}]})
    before = _state(crm.client)
    if isinstance(wish.get("load"), dict):
        wish["load"].setdefault("customers", []).insert(0, {"firstName": "Not to stay"})
    answer = crm.client.post("/_sim/seed?account=company", json=wish)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert told in (answer.json or {})["detail"]
    assert _state(crm.client) == before


def test_parallel_tests_each_own_an_account() -> None:
    crm = fresh()
    made = crm.client.post("/_sim/accounts", json={"account": "shop2", "customers": 2, "key": "k2"})
    assert made.status_code == 201
    assert crm.client.get("/shop2/api/credentials", headers={"X-API-KEY": "k2"}).status_code == 200
    again = crm.client.post("/_sim/accounts", json={"account": "shop2"})
    assert (again.status_code, "there is an account 'shop2' already" in again.text) == (400, True)
    assert crm.client.delete("/_sim/accounts/shop2").status_code == 204
    assert crm.client.delete("/_sim/accounts/shop2").status_code == 404
    assert crm.client.get("/shop2/api/credentials").status_code == 404


@pytest.mark.parametrize("name", ["", "_sim", "Shop", "a/b", "-a", "a" * 64, 5, None])
def test_an_account_has_a_name_that_fits_an_address(name: object) -> None:
    answer = fresh().client.post("/_sim/accounts", json={"account": name})
    assert (answer.status_code, "small letters" in answer.text) == (400, True)


def test_the_page_at_the_root_says_what_this_is_and_what_to_try() -> None:
    page = fresh().client.get("/").text
    assert "<h1>RetailCRM simulator</h1>" in page
    assert "/company/api/v5/customers" in page


def test_the_journal_knows_no_key() -> None:
    crm = fresh()
    crm.client.get(f"/company/api/v5/customers?apiKey={KEY}&filter[name]=22")
    journal = crm.client.get("/_sim/journal?account=company").text
    assert ("listCustomers" in journal, KEY in journal) == (True, False)


def _noon() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "detail"),
    [
        ({"key": "kk"}, "a key has no 'key'; known: value, comment, access, sites, scopes"),
        ({"value": "k\n"}, "a key is 1 to 255 plain signs without spaces; give such a one, or leave it out"),
    ],
)
def test_a_key_that_cannot_be_is_refused(key: dict[str, str], detail: str) -> None:
    answer = fresh({}).client.post("/_sim/seed", json={"load": {"keys": [key]}})

    assert (answer.status_code, (answer.json or {})["detail"]) == (400, detail)
