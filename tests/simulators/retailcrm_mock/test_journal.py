"""What the journal tells of calls of the API: everything but people and keys."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any
from urllib.parse import unquote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulators.kit.journal import Entry
from simulators.kit.journal.journal import MOST_WAITING
from tests.simulators.retailcrm_mock.crm import KEY, LISTS, Crm, Json, fresh

SETTINGS = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
SIGNS = st.characters(categories=("L", "N"), max_codepoint=0x2000)
# Values that nothing else in a journal can hold by chance.
PEOPLE = st.text(SIGNS, min_size=1, max_size=9).map(lambda one: f"Zq{one}qZ")
KEYS = st.integers(0, 10**9).map(lambda one: f"Zq{one}qZ")
PHONES = st.integers(10**9, 10**10 - 1).map(lambda one: f"+7{one}")


def entries(crm: Crm, query: str = "") -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(crm.client.get(f"/_sim/journal?account=company{query}").data)[
        "entries"
    ]
    return told


@SETTINGS
@given(PEOPLE, PHONES, KEYS, st.sampled_from(sorted(LISTS)), st.booleans())
def test_no_name_phone_key_or_query_is_told_unless_asked_for(
    name: str, phone: str, key: str, path: str, astray: bool
) -> None:
    email = f"{name}@example.com"
    person = {"firstName": name, "email": email, "phones": [{"number": phone}], "externalId": name}
    order = {"firstName": name, "phone": phone, "customer": {"id": 1}, "number": name}
    crm = fresh({"customers": [person], "orders": [order], "keys": [{"value": key}]})
    crm.ask(
        path, key, **{"filter[name]": phone, "filter[email]": email, name: name, f"filter[{name}]": phone}
    )
    crm.ask(path, key)
    crm.ask(f"v5/customers/{name}", key)
    crm.ask(f"v5/orders/{name}{name}", None, **{"apiKey": key} if not astray else {"api_key": key})
    crm.client.post(
        f"/company/api/v5/{name}", data={name: name, "customer": json.dumps(person), "apiKey": key}
    )
    told = crm.client.get("/_sim/journal").text + crm.client.get("/_sim/journal.har").text
    told = unquote_plus(
        json.dumps(json.loads(f"[{told.replace('}{', '},{')}]"), ensure_ascii=False)
    ).casefold()

    assert len(entries(crm)) == 5
    assert [one for one in (name, phone, phone[1:], key) if one.casefold() in told] == []


def test_keys_are_told_by_number_and_fingerprint() -> None:
    crm = fresh({"keys": [{"value": "k2"}]})
    for key in (KEY, "k2", "k2", "nobody's", None):
        crm.ask("v5/customers", key)
    told = [one["key"] for one in entries(crm)]

    assert [one and one.partition(" (")[0] for one in told] == [
        "key #1",
        "key #2",
        "key #2",
        "unknown key",
        None,
    ]
    assert (told[1] == told[2], len(set(told))) == (True, 4)


def test_ids_that_programs_give_are_told_and_found_and_odd_ones_are_not() -> None:
    crm = fresh()
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    for headers in (
        {"X-Request-Id": "run-1/a", "traceparent": f"00-{trace}-00f067aa0ba902b7-01"},
        {"X-Request-Id": "anna@example.com"},
        {"X-Request-Id": KEY},
    ):
        crm.client.get("/company/api/v5/customers", headers={"X-API-KEY": KEY} | headers)

    assert [(one["request_id"], one["trace_id"]) for one in entries(crm)] == [
        ("run-1/a", trace), (None, None), (None, None),
    ]  # fmt: skip
    assert [len(entries(crm, f"&request_id={one}")) for one in ("run-1/a", trace, "x")] == [1, 1, 0]


def test_everything_is_told_from_then_on_when_asked_for_but_no_key() -> None:
    crm = fresh()
    crm.ask("v5/customers", **{"filter[name]": "Before"})
    crm.client.put("/_sim/journal?account=company", json={"keep": "everything"})
    crm.ask("v5/customers", None, **{"filter[name]": "After", "apiKey": KEY})
    told = crm.client.get("/_sim/journal.har?account=company").text
    crm.client.post("/_sim/reset?account=company", json={})

    assert [one in told for one in ("Before", "After", KEY)] == [False, True, False]
    assert crm.client.get("/_sim/journal").get_json()["accounts"]["company"]["keep"] == "shape"


def test_every_call_is_judged_on_both_sides() -> None:
    crm = fresh(missing_key="401")
    crm.ask("v5/customers", limit=20)
    crm.ask("v5/customers", None, limit=7)
    told = [one["violations"] for one in entries(crm)]

    assert told == [
        [],
        [
            "query limit at /: breaks enum",
            "the key is missing; send it as header X-API-KEY or query apiKey",
            "status 401 is not in the contract",
        ],
    ]
    assert [one["number"] for one in entries(crm, "&violations=true")] == [2]


def test_verify_waits_for_no_one_and_tells_what_came_instead() -> None:
    crm = fresh()
    crm.ask("v5/customers")
    answer = crm.client.post("/_sim/journal/verify?account=company", json={"operation": "listOrders"})
    verdict = answer.get_json()

    assert (answer.status_code, verdict["verified"], verdict["seen"]) == (200, False, 1)
    assert verdict["closest"][0]["differs"] == {"operation": {"wanted": "listOrders", "was": "listCustomers"}}


@pytest.mark.parametrize(
    ("wish", "detail"),
    [
        ({"keep": "all"}, "keep is 'all'; give shape or everything"),
        ({"header": None}, "header is None; give true or false"),
        ({"kept": 1}, "unknown kept; known: header, keep"),
    ],
)
def test_a_bad_wish_about_the_journal_is_refused(wish: dict[str, Any], detail: str) -> None:
    answer = fresh().client.put("/_sim/journal", json=wish)

    assert (answer.status_code, answer.get_json()["detail"]) == (400, detail)


GOOD_WRITES: dict[str, Json] = {
    "customers/create": {
        "site": "main-shop",
        "customer": {"firstName": "Anna", "phones": [{"number": "+79990001122"}]},
    },
    "customers/1/edit": {"site": "main-shop", "by": "id", "customer": {"tags": [{"name": "vip"}]}},
    "customers/upload": {"site": "main-shop", "customers": [{"firstName": "Anna"}, {}]},
    "customers/combine": {"customers": [{"id": 2}], "resultCustomer": {"id": 1}},
    "customers/notes/create": {"site": "main-shop", "note": {"customer": {"id": 1}, "text": "Call back"}},
    "orders/create": {"site": "main-shop", "order": {"items": [{"initialPrice": 7}], "customer": {"id": 1}}},
    "orders/1/edit": {"site": "main-shop", "by": "id", "order": {"status": "complete"}},
    "orders/payments/create": {
        "site": "main-shop",
        "payment": {"order": {"id": 1}, "type": "cash", "amount": 7},
    },
    "orders/links/create": {"site": "main-shop", "link": {"orders": [{"id": 1}, {"id": 2}]}},
}


@pytest.mark.parametrize("path", GOOD_WRITES)
def test_a_good_write_breaks_no_promise_on_either_side(path: str) -> None:
    crm = fresh({"customers": [{}, {}], "orders": [{}, {}]})
    answer = crm.send(f"v5/{path}", **GOOD_WRITES[path])

    assert (answer.status_code // 100, entries(crm)[-1]["violations"]) == (2, [])


@pytest.mark.parametrize(
    ("form", "violation"),
    [
        ({}, "form customer is missing"),
        ({"customer": "{"}, "form customer is not JSON"),
        ({"customer": "[]"}, "form customer at /: breaks components/schemas/CustomerToWrite/type"),
        (
            {"customer": '{"firstName": 5}'},
            "form customer at /firstName: breaks components/schemas/ShortText/type",
        ),
    ],
)
def test_a_write_of_a_wrong_entity_is_judged_by_what_is_wrong_in_its_form(form: Json, violation: str) -> None:
    crm = fresh()
    answer = crm.send("v5/customers/create", site="main-shop", **form)

    assert (answer.status_code, entries(crm)[-1]["violations"]) == (400, [violation])


@pytest.mark.parametrize("name", ["apiKey", "apiKey[]", "filter[apiKey]", "X-API-KEY"])
def test_a_key_is_never_kept_however_its_name_is_spelled_and_whatever_is_asked_for(name: str) -> None:
    crm = fresh({})
    crm.client.put("/_sim/journal", json={"keep": "everything"})
    crm.ask("v5/customers", None, **{name: "s3cret-of-somebody"})
    told = [crm.client.get(f"/_sim/{path}").text for path in ("journal", "journal.har")]

    assert ["s3cret" in text for text in told] == [False, False]


def test_when_as_many_as_may_wait_for_calls_the_next_is_refused_at_once() -> None:
    crm, waits, over = fresh(), Semaphore(0), Event()

    def holds(_calls: list[Entry]) -> bool:
        waits.release()
        return over.is_set()

    with ThreadPoolExecutor(MOST_WAITING) as pool:
        waiting = [pool.submit(crm.controls.journal.wait, "company", holds, 60) for _ in range(MOST_WAITING)]
        assert all(waits.acquire(timeout=60) for _ in waiting)
        refused = crm.client.post("/_sim/journal/verify?account=company", json={"timeout": 1})
        over.set()
        crm.ask("v5/customers")  # whoever waits looks again

    assert refused.status_code == 503
    assert refused.get_json()["detail"].startswith(f"{MOST_WAITING} requests wait for calls already")
    assert {len(one.result()) for one in waiting} == {1}
