"""A key that sees some shops finds just what there would be to find if there were no others."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock.state.writing import Note
from tests.simulators.retailcrm_mock.crm import EMAILS, KEY, NAMES, PHONES, SITES, Crm, Json, fresh
from tests.simulators.retailcrm_mock.full_loads import a_value, full_loads
from tests.simulators.retailcrm_mock.test_filters_of_documents import KNOWN, OF_NOTHING, PATHS

TEXTS: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES | PHONES,
    "contactName": NAMES | PHONES,
    "customer": NAMES | PHONES,
    "email": EMAILS,
    "customerExternalId": st.sampled_from(["c-1", "c-2"]),
    "isContact": st.sampled_from(["1", "0"]),
}
SHAPED = {"customFields", "subscriptions"}
# Who knows an id learns nothing by it; and the figures of a card are those of its orders in all shops.
WHEREVER = {
    *("ids", "externalIds", "sites", "numbers", "extendedStatus", "contactIds", "customerId"),
    *(f"{end}{name}" for end in ("min", "max") for name in ("OrdersCount", "AverageSumm", "TotalSumm")),
    *(f"{name}Order{end}" for name in ("first", "last") for end in ("From", "To")),
}


def _found(crm: Crm, listing: str, asked: Json, key: str) -> dict[str, list[int]]:
    return {
        name: crm.ids(PATHS[listing], {f"filter[{name}]" + "[]" * isinstance(value, list): value}, key)
        for name, value in asked.items()
    }


def _of_shops(load: Json, shops: set[str]) -> Json:
    """What there is if the other shops are not: their customers are nobody's, their orders are gone."""
    customers = [one for one in load["customers"] if one["site"] in shops]
    known = {one["id"] for one in customers}

    def without_strangers(order: Json) -> Json:
        gone = {role for role in ("customer", "contact") if order.get(role, {}).get("id") not in known}
        return {name: value for name, value in order.items() if name not in gone}

    orders = [without_strangers(one) for one in load["orders"] if one["site"] in shops]
    return {"customers": customers, "orders": orders}


@pytest.mark.parametrize("listing", PATHS)
@given(load=full_loads(), shops=st.sets(st.sampled_from(SITES), min_size=1, max_size=2), data=st.data())
@settings(max_examples=10, deadline=None)
def test_each_filter_finds_what_it_would_if_there_were_no_other_shops(
    listing: str, load: Json, shops: set[str], data: st.DataObject
) -> None:
    names = [name for name in KNOWN[listing] if name not in WHEREVER | SHAPED | OF_NOTHING.keys()]
    asked = {name: data.draw(TEXTS.get(name, a_value(name)), name) for name in names}
    narrow = {"value": "narrow", "access": "access_selective", "sites": sorted(shops)}

    found = _found(fresh(load | {"keys": [narrow]}), listing, asked, "narrow")

    alone = fresh(_of_shops(load, shops) | {"keys": [{"value": "whole"}]})
    assert found == _found(alone, listing, asked, "whole")


def test_a_note_is_not_found_by_a_customer_of_another_shop() -> None:
    narrow = {"value": "narrow", "access": "access_selective", "sites": ["outlet"]}
    crm = fresh({"customers": [{"externalId": "c-1", "site": "main-shop"}], "keys": [narrow]})
    with crm.account.writing() as writer:  # as if the customer had been of this shop then
        writer.add_note(Note(1, "outlet", "Позвонить", None))
    asked = {"filter[customerExternalIds][]": "c-1"}
    found = [len(crm.get("v5/customers/notes", asked, key)["notes"]) for key in (KEY, "narrow")]
    assert (found, len(crm.get("v5/customers/notes", key="narrow")["notes"])) == ([1, 0], 1)


@pytest.mark.parametrize("asked", [{"contactName": "Анна"}, {"email": "anna@example.com"}])
@pytest.mark.parametrize(
    ("person", "order"), [("main-shop", None), ("outlet", "main-shop"), ("main-shop", "outlet")]
)
def test_a_company_is_not_found_by_a_contact_whom_another_shop_knows(
    asked: Json, person: str, order: str | None
) -> None:
    anna = {"id": 1, "site": person, "firstName": "Анна", "email": "anna@example.com"}
    firm: Json = {"id": 2, "site": "outlet", "type": "customer_corporate"}
    through = {"mainCustomerContact": {"customer": {"id": 1}}} if order is None else {}
    orders = [{"site": order, "customer": {"id": 2}, "contact": {"id": 1}}] if order else []
    narrow = {"value": "narrow", "access": "access_selective", "sites": ["outlet"]}
    crm = fresh({"customers": [anna, firm | through], "orders": orders, "keys": [narrow]})
    query = {f"filter[{name}]": value for name, value in asked.items()}
    assert [crm.ids(PATHS["companies"], query, key) for key in (KEY, "narrow")] == [[2], []]
