from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.retailcrm_mock import oracle
from tests.simulators.retailcrm_mock.crm import EMAILS, MOMENTS, NAMES, PHONES, SITES, Json, fresh, loads

TEXTS = st.one_of(
    PHONES, NAMES, EMAILS, st.sampled_from(["9990001122", "999", "8", "нна", "Иван Анна", "  ", "+", "zz"])
)
WORDS = st.lists(
    st.sampled_from(["c-1", "c-2", "w-1", "1A", "2C", "new", "delivering", *SITES]), min_size=1, max_size=3
)
IDS = st.lists(st.integers(-1, 7).map(str), min_size=1, max_size=3)
MAILS = st.one_of(EMAILS, st.sampled_from(["example.com", "A@EXAMPLE.COM"]))

OF_CUSTOMERS: dict[str, st.SearchStrategy[Any]] = {
    "name": TEXTS, "email": MAILS, "ids": IDS, "externalIds": WORDS, "sites": WORDS,
    "isContact": st.sampled_from(["1", "0", "true", "false", ""]),
}  # fmt: skip
OF_COMPANIES: dict[str, st.SearchStrategy[Any]] = {
    "contactIds": IDS, "ids": IDS, "externalIds": WORDS, "sites": WORDS,
}  # fmt: skip
OF_ORDERS: dict[str, st.SearchStrategy[Any]] = {
    "customer": TEXTS, "email": MAILS, "ids": IDS, "numbers": WORDS, "externalIds": WORDS, "sites": WORDS,
    "extendedStatus": WORDS, "customerId": st.integers(0, 7).map(str),
    "customerExternalId": st.sampled_from(["c-1", "c-2", "c-3"]),
    "createdAtFrom": MOMENTS, "createdAtTo": MOMENTS,
}  # fmt: skip
POSITIONS = st.fixed_dictionaries(
    {
        "name-match": st.sampled_from(["digits-substring", "stored-substring", "prefix", "whole"]),
        "email-match": st.sampled_from(["exact", "partial"]),
        "email-case": st.sampled_from(["ignored", "counts"]),
        "orders-by-card": st.sampled_from(["yes", "no"]),
        "customer-id-covers-contacts": st.sampled_from(["no", "yes"]),
    }
)


@st.composite
def _some(draw: st.DrawFn, filters: dict[str, st.SearchStrategy[Any]]) -> list[Json]:
    """Many searches, so that each account made is worth its while: each filter twice, and pairs."""
    alone = [{name: draw(value)} for name, value in [*filters.items(), *filters.items()]]
    pairs = draw(st.lists(st.tuples(st.sampled_from(alone), st.sampled_from(alone)), max_size=4))
    return [*alone, *({**one, **other} for one, other in pairs)]


def _query(filters: Json) -> Json:
    return {
        f"filter[{name}]" + ("[]" if isinstance(value, list) else ""): value
        for name, value in filters.items()
    }


@given(load=loads(), searches=_some(OF_CUSTOMERS), positions=POSITIONS)
def test_customers_found_are_those_a_plain_loop_would_find(
    load: Json, searches: list[Json], positions: dict[str, str]
) -> None:
    crm = fresh(load, **positions)
    found = [crm.ids("v5/customers", _query(search)) for search in searches]
    assert found == [oracle.customers(load, search, positions) for search in searches]


@given(load=loads(), searches=_some(OF_COMPANIES))
def test_companies_found_are_those_a_plain_loop_would_find(load: Json, searches: list[Json]) -> None:
    crm = fresh(load)
    found = [crm.ids("v5/customers-corporate", _query(search)) for search in searches]
    assert found == [oracle.companies(load, search) for search in searches]


@given(load=loads(), searches=_some(OF_ORDERS), positions=POSITIONS)
def test_orders_found_are_those_a_plain_loop_would_find(
    load: Json, searches: list[Json], positions: dict[str, str]
) -> None:
    crm = fresh(load, **positions)
    found = [crm.ids("v5/orders", _query(search)) for search in searches]
    assert found == [oracle.orders(load, search, positions) for search in searches]


def test_companies_are_not_among_the_customers() -> None:
    crm = fresh()
    crm.load(customers=[{"type": "customer_corporate", "nickName": "ООО «Пример»", "id": 1}])
    assert crm.ids("v5/customers") == []
    assert crm.ask("v5/customers/1", by="id").status_code == 404
    assert crm.ids("v5/customers-corporate") == [1]


def test_by_external_id_is_the_default_and_the_lowest_id_wins() -> None:
    crm = fresh()
    crm.load(
        customers=[{"id": 7, "externalId": "5"}, {"id": 5}, {"id": 9, "externalId": "5", "site": "outlet"}]
    )
    found = [
        crm.get("v5/customers/5", query)["customer"]["id"] for query in ({}, {"by": "id"}, {"site": "outlet"})
    ]
    assert found == [7, 5, 9]
