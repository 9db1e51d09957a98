"""What an administrator deletes is gone, and nothing points to it any more."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.retailcrm_mock.state.database import SHAPE, Database
from simulators.retailcrm_mock.state.pointers import LINKED
from tests.simulators.retailcrm_mock import pages_shop
from tests.simulators.retailcrm_mock.crm import Crm, Json, fresh
from tests.simulators.retailcrm_mock.full_loads import full_loads
from tests.simulators.retailcrm_mock.pages_shop import ANNA, COMPANY, MANY, page, texts

LISTS = ("v5/customers", "v5/customers-corporate", "v5/orders", "v5/customers/notes")
PHONE = {"number": "+7 999 000-11-22"}
# A company with two contacts; one ordered for it, and the second order is linked with that.
SHOP: Json = {
    "customers": [
        {"id": 1, "firstName": "Анна", "phones": [PHONE], "isContact": True},
        {"id": 2, "firstName": "Иван", "isContact": True},
        {
            "id": 3,
            "type": "customer_corporate",
            "nickName": "Ромашка",
            "mainCustomerContact": {"customer": {"id": 1}},
            "customerContacts": [{"customer": {"id": 1}}, {"customer": {"id": 2}}],
        },
    ],
    "orders": [
        {"id": 11, "customer": {"id": 3}, "contact": {"id": 1}, "company": {"id": 70, "name": "ИП"}},
        {"id": 12, "customer": {"id": 1}, "contact": {"id": 1}, "links": [{"order": {"id": 11}}]},
    ],
}


@st.composite
def linked_loads(draw: st.DrawFn) -> Json:
    """Loads whose orders are linked with one another."""
    load = draw(full_loads())
    numbers = st.sampled_from([order["id"] for order in load["orders"]])
    links = st.lists(numbers.map(lambda number: {"comment": "", "order": {"id": number}}), max_size=2)
    orders = [order | {"links": draw(links)} for order in load["orders"]]
    return load | {"orders": orders}


@given(load=linked_loads(), data=st.data())
def test_it_is_as_if_what_is_deleted_had_never_been(load: Json, data: st.DataObject) -> None:
    customers, orders = (
        data.draw(st.sets(st.sampled_from([one["id"] for one in load[kind]]))) for kind in load
    )
    crm = fresh(load)
    for number in sorted(customers):
        assert _delete_customer(crm, load, number) == 303
    for number in sorted(orders):
        assert crm.client.post(f"/company/orders/{number}/delete").status_code == 303
    left = _without(load, customers, orders)
    told = _everything(crm, left)
    assert told == _everything(fresh(left), left)


def test_a_deleted_customer_leaves_orders_without_customer_and_takes_the_notes_along() -> None:
    crm = fresh(SHOP)
    for number in (1, 2):
        crm.write("v5/customers/notes/create", note={"customer": {"id": number}, "text": f"{number}"})
    crm.client.post("/company/customers/1/delete")
    found = crm.get("v5/orders", {"limit": 100})["orders"]
    assert [({*order} & {"customer", "contact"}) for order in found] == [set(), {"customer"}]
    assert crm.ask("v5/customers/1", by="id").status_code == 404
    assert crm.ids("v5/customers", {"filter[name]": "9990001122"}) == []
    assert [note["text"] for note in crm.get("v5/customers/notes")["notes"]] == ["2"]


def test_a_company_loses_a_deleted_contact() -> None:
    crm = fresh(SHOP)
    crm.client.post("/company/customers/1/delete")
    company = crm.get("v5/customers-corporate/3", {"by": "id"})["customerCorporate"]
    contacts = crm.get("v5/customers-corporate/3/contacts", {"by": "id"})["contacts"]
    assert "mainCustomerContact" not in company
    assert [contact["customer"]["id"] for contact in contacts] == [2]


def test_a_deleted_company_leaves_its_orders_to_those_who_placed_them() -> None:
    crm = fresh(SHOP)
    crm.client.post("/company/customers-corporate/3/delete")
    order = crm.account.order(11) or {}
    assert ({*order} & {"customer", "company"}, order["contact"]["id"]) == (set(), 1)
    assert texts(page(crm.client, "/company/orders/11/edit"), ".card .who")[0] == "Анна"
    assert crm.ids("v5/customers") == [2, 1]


def test_a_deleted_order_is_linked_with_none() -> None:
    crm = fresh(SHOP)
    crm.client.post("/company/orders/11/delete")
    assert crm.ids("v5/orders") == [12]
    assert (crm.account.order(12) or {})["links"] == []
    assert crm.ask("v5/orders/11", by="id").status_code == 404


def test_only_orders_that_are_linked_at_all_are_asked_for_a_link() -> None:
    database = Database(None, SHAPE)
    sql = f"EXPLAIN QUERY PLAN SELECT document FROM orders WHERE account = 1 AND {LINKED.sql}"  # noqa: S608 - ours
    assert "order_linked" in str(database.rows(sql))
    database.close()


@pytest.mark.parametrize(
    ("card", "listed", "asked", "told"),
    [
        (
            "orders/1001",
            "orders",
            "1001A of Анна Сергеевна Петрова , 3,420.25 RUB.",
            "The order is deleted.",
        ),
        (
            f"customers/{ANNA}",
            "customers",
            "One order stays and no longer names this customer.",
            "The customer is deleted.",
        ),
        (
            f"customers/{MANY}",
            "customers",
            "57 orders stay and no longer name this customer. Companies lose the contact.",
            "The customer is deleted.",
        ),
        (
            f"customers-corporate/{COMPANY}",
            "customers-corporate",
            "the people who speak for it stay. One order stays and",
            "The company is deleted.",
        ),
    ],
)
def test_a_deletion_asks_first_and_then_leads_to_the_list(
    card: str, listed: str, asked: str, told: str
) -> None:
    client = pages_shop.web(pages_shop.shop()).test_client()
    seen = f"/company/{card}/edit" if listed == "orders" else f"/company/{card}"
    page(client, seen)
    assert asked in texts(page(client, f"/company/{card}/delete"), ".notice p")[0]
    page(client, seen)
    answer = client.post(f"/company/{card}/delete")
    assert (answer.status_code, answer.location) == (303, f"/company/{listed}?done=deleted")
    assert texts(page(client, answer.location), "p.said") == [told]
    page(client, seen, 404)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "address", ["orders/99", "orders/x", "customers/99", "customers/3", "customers-corporate/1"]
)
def test_what_is_not_there_is_not_deleted(method: str, address: str) -> None:
    crm = fresh(SHOP)
    assert crm.client.open(f"/company/{address}/delete", method=method).status_code == 404
    assert crm.account.figures() == {"customers": 2, "companies": 1, "orders": 2, "keys": 1}


def test_another_site_cannot_delete() -> None:
    crm = fresh(SHOP)
    answer = crm.client.post("/company/orders/11/delete", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, crm.ids("v5/orders")) == (403, [12, 11])


def _delete_customer(crm: Crm, load: Json, number: int) -> int:
    company = any(one["id"] == number and "type" in one for one in load["customers"])
    room = "customers-corporate" if company else "customers"
    return crm.client.post(f"/company/{room}/{number}/delete").status_code


def _everything(crm: Crm, load: Json) -> list[Json]:
    companies = [one["id"] for one in load["customers"] if "type" in one]
    contacts = [crm.get(f"v5/customers-corporate/{number}/contacts", {"by": "id"}) for number in companies]
    found = [crm.get("v5/customers", {"filter[name]": "9990001122"})]
    return [*map(crm.get, LISTS), *contacts, *found]


def _without(load: Json, customers: set[int], orders: set[int]) -> Json:
    """The load as somebody would have written it who never knew of these."""
    companies = {one["id"] for one in load["customers"] if "type" in one} & customers
    cards = [_card_without(one, customers) for one in load["customers"] if one["id"] not in customers]
    left = [_order_without(one, customers, orders, companies) for one in load["orders"]]
    return {"customers": cards, "orders": [one for one in left if one["id"] not in orders]}


def _card_without(card: Json, customers: set[int]) -> Json:
    left = dict(card)
    if "customerContacts" in card:
        listed = card["customerContacts"]
        left["customerContacts"] = [one for one in listed if one["customer"]["id"] not in customers]
    main: Any = card.get("mainCustomerContact")
    if main and main["customer"]["id"] in customers:
        del left["mainCustomerContact"]
    return left


def _order_without(order: Json, customers: set[int], orders: set[int], companies: set[int]) -> Json:
    left = order | {"links": [link for link in order["links"] if link["order"]["id"] not in orders]}
    if order.get("customer", {}).get("id") in companies:
        left.pop("company", None)
    for role in ("customer", "contact"):
        if order.get(role, {}).get("id") in customers:
            del left[role]
    return left
