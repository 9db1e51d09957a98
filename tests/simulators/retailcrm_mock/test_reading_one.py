"""What is read without a list: one card, one order, and the statuses of orders that are named."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulators.retailcrm_mock.crm import SITES, fresh

NAMES = ("w-1", "w-2", "w-3")
ORDERS = st.lists(
    st.fixed_dictionaries(
        {"site": st.sampled_from(SITES), "status": st.sampled_from(["new", "complete", "of-no-group"])},
        optional={"externalId": st.sampled_from(NAMES)},
    ),
    max_size=6,
).map(lambda orders: [order | {"id": number} for number, order in enumerate(orders, 1)])
GROUPS = {"new": "new", "complete": "complete"}


@given(
    orders=ORDERS,
    ids=st.lists(st.integers(1, 8), max_size=4),
    names=st.lists(st.sampled_from(NAMES), max_size=2),
    shops=st.none() | st.sets(st.sampled_from(SITES)).map(sorted),
)
@settings(max_examples=40)
def test_the_statuses_of_the_orders_named_are_told_with_their_groups(
    orders: list[Any], ids: list[int], names: list[str], shops: list[str] | None
) -> None:
    crm = fresh({"orders": orders})
    access = {} if shops is None else {"access": "access_selective", "sites": shops}
    crm.load(keys=[{"value": "narrow", **access}])
    told = crm.get("v5/orders/statuses", {"ids[]": ids, "externalIds[]": names}, "narrow")["orders"]

    seen = [
        order
        for order in orders
        if (order["id"] in ids or order.get("externalId") in names)
        and (shops is None or order["site"] in shops)
    ]
    assert sorted(told, key=lambda one: one["id"]) == [
        {name: order[name] for name in ("id", "externalId", "status") if name in order}
        | ({"group": GROUPS[order["status"]]} if order["status"] in GROUPS else {})
        for order in seen
    ]


@pytest.mark.parametrize("name", ["ids", "externalIds"])
def test_what_names_no_orders_is_refused_by_name(name: str) -> None:
    crm = fresh()
    wrong = {f"{name}[]": "one"} if name == "ids" else {name: "one"}
    refused = crm.ask("v5/orders/statuses", **wrong)
    assert (refused.status_code, refused.json) == (
        400,
        {
            "success": False,
            "errorMsg": "Errors in the input parameters",
            "errors": {f"children[{name}]": "This value is not valid."},
        },
    )


@pytest.mark.parametrize("kind", ["customers", "orders"])
def test_one_is_read_by_either_id_in_the_shop_that_is_named_or_in_any(kind: str) -> None:
    crm = fresh({kind: [{"id": 7, "externalId": "8", "site": "outlet"}, {"id": 8, "externalId": "7"}]})

    def read(number: str, **query: str) -> int:
        answer = crm.ask(f"v5/{kind}/{number}", **query)
        body = answer.json or {}
        if answer.status_code == 404:
            assert body == {"success": False, "errorMsg": "Not found"}
            return 0
        found: int = body[kind.removesuffix("s")]["id"]
        return found

    assert [read("7"), read("7", by="externalId"), read("7", by="id")] == [8, 8, 7]
    assert [read("7", by="id", site="outlet"), read("7", by="id", site="main-shop")] == [7, 0]
    assert [read("9"), read("seven", by="id"), read("9" * 30, by="id"), read("0", by="id")] == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ["by", "site"])
def test_a_list_is_neither_an_id_s_kind_nor_a_shop(name: str) -> None:
    refused = fresh({"customers": [{"id": 1}]}).ask("v5/customers/1", **{f"{name}[]": "id"})
    assert (refused.status_code, (refused.json or {})["errors"]) == (
        400,
        {f"children[{name}]": "This value is not valid."},
    )


def test_of_two_with_one_external_id_the_older_is_read() -> None:
    twins = [{"externalId": "c-1", "createdAt": f"2026-11-{day} 10:00:00"} for day in (21, 20)]
    assert fresh({"customers": twins}).get("v5/customers/c-1")["customer"]["id"] == 1


def test_notes_are_listed_in_the_order_in_which_they_were_made() -> None:
    crm = fresh({"customers": [{"id": 1}]}, list_order="newest")
    for text in ("первая", "вторая"):
        crm.write("v5/customers/notes/create", note={"customer": {"id": 1}, "text": text})
    assert [note["text"] for note in crm.get("v5/customers/notes")["notes"]] == ["первая", "вторая"]


def test_any_key_may_ask_which_versions_are_spoken() -> None:
    crm = fresh()
    crm.load(keys=[{"value": "narrow", "scopes": []}])
    assert crm.get("api-versions", key="narrow") == {"success": True, "versions": ["3.0", "4.0", "5.0"]}
