"""Why a search found nothing: in words by itself, and as the API tells it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock import explain
from simulators.retailcrm_mock.explain import Facts
from simulators.retailcrm_mock.state import find
from tests.simulators.retailcrm_mock.crm import (
    EMAILS,
    KEY,
    LISTS,
    NAMES,
    PHONES,
    SHOPS,
    Crm,
    Json,
    fresh,
    loads,
)

HEADER = "X-Sim-Explain"
ANNA = {"firstName": "Anna", "phones": [{"number": "+7 999 000-11-22"}], "email": "anna@example.com"}
LOAD: dict[str, Any] = {
    "customers": [
        ANNA | {"site": "outlet", "externalId": "c-1"},
        {"firstName": "Client 333", "site": "main-shop"},
        {"type": "customer_corporate", "nickName": "Co", "externalId": "co-1"},
    ],
    "orders": [
        {
            "number": "1A",
            "status": "new",
            "site": "outlet",
            "customer": {"id": 1},
            "phone": "+7 999 555-66-77",
        }
    ],
    "keys": [{"value": "k2", "access": "access_selective", "sites": ["main-shop"]}],
}
PHONE = {"filter[name]": "999 000 11 22"}


def told(crm: Crm, path: str, query: dict[str, Any], key: str = KEY) -> str | None:
    return crm.ask(path, key, **query).headers.get(HEADER)


@pytest.mark.parametrize(
    ("path", "query", "key", "sentence"),
    [
        ("v5/customers", PHONE, "k2", "1 customer has this phone; key #2 has no access to shop outlet"),
        ("v5/customers", PHONE | {"page": 3}, KEY, "page 3 of 1"),
        ("v5/customers", {"filter[name]": "333"}, KEY, explain.BY_NAME_ONLY),
        (
            "v5/customers",
            {"filter[name]": "89990001122"},
            KEY,
            "1 would match with digits normalised (dialect phone-eight=is-seven)",
        ),
        (
            "v5/customers",
            {"filter[name]": "+55 9990001122"},
            KEY,
            "no customer has this phone; 1 customer has these last 10 digits, with others before them",
        ),
        ("v5/customers", {"filter[name]": "5556677"}, KEY, "no customer has this phone; 1 order has it"),
        (
            "v5/customers",
            {"filter[email]": "anna@"},
            KEY,
            "filter[email] wants the whole address here; 1 holds this part (dialect email-match=partial)",
        ),
        ("v5/customers", {"filter[email]": "eve@example.com"}, KEY, "no customer has this e-mail"),
        (
            "v5/customers",
            {"filter[externalIds][]": "2"},
            KEY,
            "no customer has such an externalId; 1 customer has this as id: say filter[ids]",
        ),
        (
            "v5/customers",
            {"filter[ids][]": "3"},
            KEY,
            "no customer has such an id; 1 company has such an id: see customers-corporate",
        ),
        (
            "v5/orders",
            {"filter[customer]": "Client"},
            KEY,
            "no order has this name; 1 customer has it, and no order",
        ),
        (
            "v5/orders",
            {"filter[customer]": "9990001122", "filter[extendedStatus][]": "complete"},
            KEY,
            "the only one that matches otherwise is of other statuses",
        ),
        (
            "v5/orders",
            {"filter[customer]": "Anna", "filter[createdAtFrom]": "2090-01-01 00:00:00"},
            KEY,
            "the only one that matches otherwise was created at other times",
        ),
        (
            "v5/customers",
            PHONE | {"filter[email]": "eve@example.com"},
            KEY,
            "1 customer would match without filter[email]",
        ),
        ("v5/orders", {}, "k2", "1 order would match; key #2 has no access to shop outlet"),
        ("v5/customers/1", {}, KEY, "no customer has this externalId; 1 has this id: say by=id"),
        (
            "v5/customers/c-1",
            {"by": "id"},
            KEY,
            "no customer has this id; 1 has this externalId: say by=externalId",
        ),
        (
            "v5/customers/c-1",
            {"site": "main-shop"},
            KEY,
            "1 has this externalId, in another shop than site says",
        ),
        (
            "v5/customers/c-1",
            {},
            "k2",
            "1 customer has this externalId; key #2 has no access to shop outlet",
        ),
        (
            "v5/customers/co-1",
            {},
            KEY,
            "no customer has this externalId; 1 company has this externalId: see customers-corporate",
        ),
        ("v5/orders/none", {}, KEY, "no order has this externalId"),
        ("v5/customers", PHONE, KEY, None),
        ("v5/reference/sites", {}, KEY, None),
    ],
)
def test_a_search_that_finds_nothing_says_why(
    path: str, query: dict[str, Any], key: str, sentence: str | None
) -> None:
    crm = fresh(LOAD)

    assert told(crm, path, query, key) == sentence
    assert list(crm.controls.journal)[-1].explain == sentence


@pytest.mark.parametrize(
    ("positions", "query", "sentence"),
    [
        (
            {"name_match": "whole"},
            {"filter[name]": "0001122"},
            "1 would match with digits normalised (dialect name-match=digits-substring)",
        ),
        (
            {"email_case": "counts"},
            {"filter[email]": "ANNA@example.com"},
            "letter case counts here; 1 would match without (dialect email-case=ignored)",
        ),
        (
            {"empty_filter": "nothing"},
            {"filter[email]": ""},
            "2 would match with dialect empty-filter=ignored",
        ),
    ],
)
def test_the_dialect_that_would_find_something_is_named(
    positions: dict[str, str], query: dict[str, str], sentence: str
) -> None:
    assert told(fresh(LOAD, **positions), "v5/customers", query) == sentence


PARTIAL_KEY = {"value": "k2", "access": "access_selective", "sites": ["main-shop"]}
WRITES = ["customer_read", "customer_write", "order_read", "order_write"]
WRITTEN: Json = {
    "customers": [{"id": 1, "externalId": "c-1", "site": "outlet"}, {"id": 2, "site": "main-shop"}],
    "orders": [{"id": 1, "externalId": "w-1", "site": "outlet", "payments": [{"id": 10, "amount": 7}]}],
    "keys": [PARTIAL_KEY | {"scopes": WRITES}],
}


@pytest.mark.parametrize(
    ("path", "fields", "sentence"),
    [
        (
            "customers/c-1/edit",
            {"customer": {}},
            "1 customer has this externalId; key #2 has no access to shop outlet",
        ),
        ("customers/2/edit", {"customer": {}}, "no customer has this externalId; 1 has this id: say by=id"),
        (
            "customers/combine",
            {"customers": [{"id": 1}], "resultCustomer": {"id": 2}},
            "1 customer has this id; key #2 has no access to shop outlet",
        ),
        (
            "customers/notes/create",
            {"note": {"customer": {"id": 9}, "text": "x"}},
            "no customer has this id",
        ),
        ("customers/notes/9/delete", {}, "no note has this id"),
        (
            "orders/w-1/edit",
            {"order": {}},
            "1 order has this externalId; key #2 has no access to shop outlet",
        ),
        ("orders/create", {"order": {"customer": {"id": 9}}}, "no customer has this id"),
        (
            "orders/links/create",
            {"link": {"orders": [{"number": "0"}, {"id": 1}]}},
            "no order has this number",
        ),
        (
            "orders/payments/10/edit",
            {"by": "id", "payment": {}},
            "1 order has this payment id; key #2 has no access to shop outlet",
        ),
    ],
)
def test_a_write_that_names_what_the_key_does_not_see_says_why(
    path: str, fields: Json, sentence: str
) -> None:
    answer = fresh(WRITTEN).send(f"v5/{path}", "k2", **fields)

    assert (answer.status_code // 100, answer.headers.get(HEADER)) == (4, sentence)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "1 note would match; key #2 has no access to shop outlet"),
        ({"filter[text]": "zz"}, "no note has this text"),
        ({"filter[managerIds][]": 9}, "no note has such a managerId"),
    ],
)
def test_a_list_without_notes_says_why(query: Json, sentence: str) -> None:
    crm = fresh(WRITTEN)
    crm.write("v5/customers/notes/create", site="outlet", note={"customer": {"id": 1}, "text": "Call back"})

    assert crm.ask("v5/customers/notes", "k2", **query).headers.get(HEADER) == sentence


def test_the_header_can_be_switched_off_and_the_journal_still_tells() -> None:
    crm = fresh(LOAD)
    crm.client.put("/_sim/journal?account=company", json={"header": False})

    assert told(crm, "v5/orders/none", {}) is None
    assert list(crm.controls.journal)[-1].explain == "no order has this externalId"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(loads(), st.sampled_from(sorted(LISTS)), PHONES | NAMES | EMAILS, PHONES | EMAILS, SHOPS)
def test_an_explanation_stands_by_every_empty_list_and_names_nobody(
    load: dict[str, Any], path: str, one: str, other: str, shop: str
) -> None:
    crm = fresh(load | {"keys": [{"value": "k2", "access": "access_selective", "sites": [shop]}]})
    role = "customer" if path == "v5/orders" else "name"
    query = (
        {"filter[contactIds][]": 1}
        if "corporate" in path
        else {f"filter[{role}]": one, "filter[email]": other}
    )
    answer = crm.ask(path, "k2", **query)
    sentence = answer.headers.get(HEADER, "")

    assert answer.status_code == 200
    empty = not (answer.get_json() or {})[LISTS[path]]
    assert sentence != "" if empty else sentence in ("", explain.BY_NAME_ONLY)
    assert (sentence.isascii(), len(sentence) <= explain.LONGEST, "@" in sentence) == (True, True, False)


@given(
    st.dictionaries(st.text(), st.integers(1, 2000), max_size=30),
    st.lists(st.tuples(st.text(), st.text(), st.integers(1, 5)), max_size=5),
)
def test_a_sentence_fits_a_header(hidden: dict[str, int], positions: list[tuple[str, str, int]]) -> None:
    sentence = explain.nothing(Facts("order", 1, hidden=hidden, positions=tuple(positions)))

    assert (sentence.isascii(), sentence.isprintable(), 0 < len(sentence) <= explain.LONGEST) == (True,) * 3


def test_counting_stops_where_it_would_take_long() -> None:
    account = fresh(LOAD).account
    endless = find.Condition(
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n) = id"
    )

    assert account.tally("customer", [endless], 10) is None
    assert account.tally("customer", [], 10) == {"outlet": 1, "main-shop": 1}
