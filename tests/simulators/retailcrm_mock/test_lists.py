import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock.api import brackets
from tests.simulators.retailcrm_mock.crm import KEY, LISTS, SITES, Crm, Json, fresh, loads


@given(
    count=st.integers(0, 110),
    limit=st.sampled_from([20, 50, 100]),
    order=st.sampled_from(["newest", "oldest", "arbitrary"]),
)
@settings(max_examples=15)
def test_the_pages_of_a_list_hold_each_customer_once(count: int, limit: int, order: str) -> None:
    crm = fresh({"customers": [{}] * count}, list_order=order)
    first = crm.get("v5/customers", {"limit": limit})["pagination"]
    pages = -(-count // limit)
    assert first == {"limit": limit, "totalCount": count, "currentPage": 1, "totalPageCount": pages}
    answers = [crm.get("v5/customers", {"limit": limit, "page": page + 1}) for page in range(pages)]
    assert sorted(one["id"] for body in answers for one in body["customers"]) == list(range(1, count + 1))


def test_a_page_past_the_end_is_an_empty_list() -> None:
    for page in (2, 10**30):
        body = fresh({"customers": [{}]}).get("v5/customers", {"page": page})
        pagination = {"limit": 20, "totalCount": 1, "currentPage": page, "totalPageCount": 1}
        assert body == {"success": True, "pagination": pagination, "customers": []}


@given(load=loads(), shops=st.sets(st.sampled_from(SITES)))
@settings(max_examples=30)
def test_a_key_sees_nothing_of_another_shop(load: Json, shops: set[str]) -> None:
    crm = fresh(load)
    crm.load(keys=[{"value": "narrow", "access": "access_selective", "sites": sorted(shops)}])
    whole = [document for name in ("customers", "orders") for document in load[name]]
    seen = [one for path, name in LISTS.items() for one in crm.get(path, {"limit": 100}, "narrow")[name]]
    assert len(seen) == sum(document["site"] in shops for document in whole)
    assert set(_sites(seen)) <= shops
    for document in load["orders"]:
        status = crm.ask(f"v5/orders/{document['id']}", "narrow", by="id").status_code
        assert status == (200 if document["site"] in shops else 404)


def test_a_search_does_not_betray_a_customer_of_another_shop() -> None:
    card = {
        "id": 1,
        "site": "outlet",
        "phones": [{"number": "22"}],
        "email": "a@example.com",
        "externalId": "c-1",
    }
    crm = fresh({"customers": [card], "orders": [{"customer": {"id": 1}, "site": "main-shop"}]})
    crm.load(keys=[{"value": "narrow", "access": "access_selective", "sites": ["main-shop"]}])
    for query in ({"customer": "22"}, {"email": "a@example.com"}, {"customerExternalId": "c-1"}):
        filters = {f"filter[{name}]": value for name, value in query.items()}
        assert crm.ids("v5/orders", filters) == [1]
        assert crm.ids("v5/orders", filters, "narrow") == []


def test_an_order_is_found_in_a_search_box_by_its_phone_in_any_spelling() -> None:
    crm = fresh({"orders": [{"phone": "8 (999) 000-11-22"}, {"phone": "+7 916 000-11-22"}]})
    found = [crm.account.orders_page(text) for text in ("79990001122", "999 000", "0001122", "  ")]
    assert [[one["id"] for one in page.items] for page in found] == [[1], [1], [2, 1], [2, 1]]


def test_a_search_does_not_betray_an_order_of_another_shop() -> None:
    people = [{"id": 1}, {"id": 2, "type": "customer_corporate"}]
    crm = fresh(
        {"customers": people, "orders": [{"customer": {"id": 2}, "contact": {"id": 1}, "site": "outlet"}]}
    )
    crm.load(keys=[{"value": "narrow", "access": "access_selective", "sites": ["main-shop"]}])
    found = [crm.ids("v5/customers-corporate", {"filter[contactIds][]": 1}, key) for key in (KEY, "narrow")]
    assert found == [[2], []]


def test_a_key_of_one_shop_is_told_of_one_shop() -> None:
    crm = fresh()
    crm.load(
        keys=[
            {
                "value": "narrow",
                "access": "access_selective",
                "sites": ["outlet"],
                "scopes": ["reference_read"],
            }
        ]
    )
    rights = {"scopes": ["reference_read"], "siteAccess": "access_selective", "sitesAvailable": ["outlet"]}
    assert crm.get("credentials", key="narrow") == {"success": True, **rights}
    assert list(crm.get("v5/reference/sites", key="narrow")["sites"]) == ["outlet"]


@given(values=st.lists(st.text("ab1", min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_spelling_of_brackets_is_one_request(values: list[str]) -> None:
    spellings = [
        [("filter[ids][]", value) for value in values],
        [(f"filter[ids][{number}]", value) for number, value in enumerate(values)],
    ]
    assert [brackets.read(one).filters["ids"].texts for one in spellings] == [values, values]


def test_brackets_may_be_percent_encoded_and_the_key_may_be_a_parameter() -> None:
    crm = fresh({"customers": [{}, {}, {}]})
    for query in ("filter[ids][]=1&filter[ids][]=3", "filter%5Bids%5D%5B0%5D=1&filter%5Bids%5D%5B1%5D=3"):
        answer = crm.client.get(f"/company/api/v5/customers?apiKey=a-key-that-sees-everything&{query}")
        assert [one["id"] for one in json.loads(answer.data)["customers"]] == [3, 1]


@given(pairs=st.lists(st.tuples(st.text("filter[]0=\n", max_size=12), st.text(max_size=3)), max_size=4))
def test_no_parameter_is_too_odd_to_be_answered(pairs: list[tuple[str, str]]) -> None:
    answer = fresh().client.get(
        "/company/api/v5/orders", query_string=pairs, headers={"X-API-KEY": "a-key-that-sees-everything"}
    )
    assert answer.status_code in (200, 400)


def test_the_contract_is_kept_by_all_that_the_seed_invents() -> None:
    crm = Crm(customers=100)
    for path in LISTS:
        for page in range(1, 4):
            crm.get(path, {"limit": 100, "page": page})
    assert [entry.violations for entry in crm.controls.journal] == [()] * 9


def _sites(found: object) -> list[str]:
    """The shops that stand anywhere in a document."""
    if isinstance(found, list):
        return [site for one in found for site in _sites(one)]
    if not isinstance(found, dict):
        return []
    return [value for name, value in found.items() if name == "site"] + [
        site for one in found.values() for site in _sites(one)
    ]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("page", "0", "This value is not valid."),
        ("page", "1.5", "This value is not valid."),
        ("limit", "30", "The value you selected is not a valid choice."),
        ("filter[customFields]", "x", "This value is not valid."),
        ("filter[customFields][b.c]", "1", "This value is not valid."),
        ("filter[subscriptions]", "x", "This value is not valid."),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_name(name: str, value: str, told: str) -> None:
    answer = fresh().ask("v5/customers", **{name: value})
    field = name.removeprefix("filter[").partition("]")[0]
    assert (answer.status_code, answer.json["errors"] if answer.json else {}) == (
        400,
        {f"children[{field}]": told},
    )


def test_a_customer_is_read_by_either_id_and_by_no_other() -> None:
    crm = fresh({"customers": [{"externalId": "c-1"}]})
    asked = [("c-1", "externalId"), ("1", "id"), ("1", "externalId"), ("c-1", "id"), ("1", "name")]
    told = [crm.ask(f"v5/customers/{one}", by=by).status_code for one, by in asked]
    assert told == [200, 200, 404, 404, 400]
