"""The journal by itself: rings, filters, verdicts about calls, placeholders, and the archive."""

import re
import threading
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.kit.errors import ControlError
from simulators.kit.journal import Entry, Exchange, Journal, Keeping, har, redact
from simulators.kit.journal.filters import Wanted
from simulators.kit.journal.verify import Expectation

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = frozenset({"filter", "name", "customer", "firstName", "phones", "number", "limit"})
SEEN = ("listCustomers", "listOrders", "listCustomers")


def call(scope: str = "a", operation: str | None = "listCustomers", **fields: Any) -> Entry:
    return Entry(**{
        "at": NOON, "scope": scope, "operation": operation, "method": "GET", "parameters": (), "status": 200,
        "milliseconds": 1.5, "request_id": None, "violations": (), **fields,
    })  # fmt: skip


def exchange(**fields: Any) -> Exchange:
    return Exchange(**{
        "path": "/api/v5/customers",
        "template": "/api/v5/customers", "query": "", "sent_type": "", "sent": b"",
        "answer_type": "application/json", "answer": b"{}", "words": WORDS, **fields,
    })  # fmt: skip


def journal(*operations: str, scope: str = "a") -> Journal:
    kept = Journal()
    for number, operation in enumerate(operations, 1):
        kept.write(call(scope, operation, request_id=f"r{number}"))
    return kept


def test_a_busy_account_pushes_out_nobody_elses_calls_and_each_counts_its_own() -> None:
    kept = Journal(kept=3)
    kept.write(call("quiet"))
    for _ in range(10):
        kept.write(call("busy"))

    assert [(one.scope, one.number) for one in kept] == [("quiet", 1), ("busy", 8), ("busy", 9), ("busy", 10)]


def test_what_is_kept_is_bounded_by_the_bytes_of_bodies() -> None:
    kept = Journal(kept_bytes=100)
    for size in (60, 30, 30, 500):
        kept.write(call(exchange=exchange(answer=b"x" * size)))

    assert [one.number for one in kept] == [4]


def test_numbers_go_on_after_calls_are_forgotten_and_start_anew_after_a_reset() -> None:
    kept = journal("a", "b")
    kept.clear("a")
    kept.write(call())
    numbers = [one.number for one in kept]
    kept.keep("a", Keeping(values=True))
    kept.forget("a")
    kept.write(call())

    assert (numbers, [one.number for one in kept], kept.keeping("a")) == ([3], [1], Keeping())


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [1, 2, 3]),
        ({"operation": "listCustomers"}, [1, 3]),
        ({"request_id": "r2"}, [2]),
        ({"status": "404"}, []),
        ({"since": "1", "limit": "1"}, [3]),
        ({"limit": "0"}, []),
        ({"violations": "true"}, []),
        ({"violations": "0", "since": "2"}, [3]),
    ],
)
def test_calls_are_narrowed_by_what_is_asked_for(query: dict[str, str], numbers: list[int]) -> None:
    assert [one.number for one in Wanted.read(query).of(list(journal(*SEEN)))] == numbers


def test_a_trace_id_finds_its_call_as_well() -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    entries = [call(trace_id=trace), call()]

    assert Wanted.read({"request_id": trace}).of([one._replace(number=1) for one in entries]) == [
        entries[0]._replace(number=1)
    ]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"stauts": "1"}, "unknown 'stauts'; known: account, operation,"),
        ({"status": "1000"}, "status is '1000'; give a whole number from 0 to 999"),
        ({"since": "-1"}, "since is '-1'; give a whole number"),
        ({"violations": "yes"}, "violations is 'yes'; give true or false"),
    ],
)
def test_a_bad_filter_is_told_with_the_remedy(query: dict[str, str], told: str) -> None:
    with pytest.raises(ControlError, match=told):
        Wanted.read(query)


@pytest.mark.parametrize(
    ("wish", "verified"),
    [
        ({}, True),
        ({"operation": "listCustomers", "count": 2}, True),
        ({"operation": "listCustomers", "count": 1}, False),
        ({"operation": "listCustomers", "at_least": 3}, False),
        ({"operation": "listOrders", "at_most": 0}, False),
        ({"operation": "getOrder", "at_most": 0}, True),
        ({"operation": "getOrder"}, False),
        ({"request_id": "r2", "status": 200.0}, True),
        ({"order": ["listCustomers", "listCustomers"]}, True),
        ({"order": ["listOrders", "listCustomers"]}, True),
        ({"order": ["listOrders", "listOrders"]}, False),
    ],
)
def test_calls_are_verified_by_number_likeness_and_order(wish: dict[str, Any], verified: bool) -> None:
    verdict = Expectation.read(wish).verdict(list(journal(*SEEN)))

    assert (verdict["verified"], verdict["closest"] == []) == (verified, verified)


def test_what_came_instead_is_told_the_nearest_first() -> None:
    wish = {"operation": "listOrders", "status": 404, "request_id": "r1"}
    verdict = Expectation.read(wish).verdict(list(journal(*SEEN)))
    near = [(one["entry"]["number"], one["matched"], one["total"]) for one in verdict["closest"]]

    assert near == [(2, 1, 3), (1, 1, 3), (3, 0, 3)]
    assert verdict["closest"][0]["differs"] == {
        "status": {"wanted": 404, "was": 200},
        "request_id": {"wanted": "r1", "was": "r2"},
    }
    assert verdict["wanted"] == "calls: at least 1 with operation listOrders, request_id r1, status 404"


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"count": 1, "at_least": 1}, "count is exact; leave out at_least and at_most, or count"),
        ({"at_least": 2, "at_most": 1}, "at_least 2 is above at_most 1"),
        ({"order": "listOrders"}, "order is no list of operations"),
        ({"order": ["a"], "status": 200}, "leave out status"),
        ({"timeout": 61}, "timeout is 61; give seconds, from 0 to 60"),
        ({"status": True}, "status is True; give a whole number"),
        ({"operation": 7}, "operation is 7; give a text"),
    ],
)
def test_an_expectation_at_odds_is_refused(wish: dict[str, Any], told: str) -> None:
    with pytest.raises(ControlError, match=told):
        Expectation.read(wish)


def test_who_waits_for_a_call_goes_on_as_soon_as_it_comes() -> None:
    kept, expected = Journal(), Expectation.read({"operation": "listOrders", "timeout": 60})
    asked = threading.Event()

    def holds(entries: list[Entry]) -> bool:
        asked.set()
        return expected.holds(entries)

    found: list[Entry] = []
    waiter = threading.Thread(target=lambda: found.extend(kept.wait("a", holds, 60)))
    waiter.start()
    assert asked.wait(30)
    kept.write(call("b", "listOrders"))
    kept.write(call("a", "listOrders"))
    waiter.join(30)

    assert [(one.scope, one.operation) for one in found] == [("a", "listOrders")]


def test_fingerprints_tell_keys_apart_and_differ_from_account_to_account() -> None:
    kept = Journal()
    prints = [kept.fingerprint(*one) for one in (("a", "k1"), ("a", "k1"), ("a", "k2"), ("b", "k1"))]

    assert (prints[0] == prints[1], len(set(prints)), {len(one) for one in prints}) == (True, 3, {8})


@pytest.mark.parametrize(
    ("spelled", "shown"),
    [
        ("filter[name]", "filter[name]"),
        ("limit", "limit"),
        ("filter[ids][]", "filter[<name>][]"),
        ("filter[name][0]", "filter[name][]"),
        ("filter[79990001122]", "filter[]"),
        ("anna@example.com", "<name>"),
        ("[[]", "<name>[]"),
    ],
)
def test_names_of_the_contract_stay_and_others_do_not(spelled: str, shown: str) -> None:
    assert redact.name(spelled, WORDS) == shown


def test_a_body_keeps_its_shape() -> None:
    said = orjson.dumps(
        {
            "firstName": "Anna",
            "phones": [{"number": "+7 999"}],
            "Иван": 7,
            "limit": None,
            "name": "",
            "customer": True,
        }
    )

    assert orjson.loads(redact.body(said, "application/json", WORDS)) == {
        "firstName": "<text>", "phones": [{"number": "<phone>"}], "<name 3>": "<number>", "limit": None,
        "name": "", "customer": True,
    }  # fmt: skip


def test_a_form_keeps_the_shape_of_the_json_in_its_fields_and_no_key() -> None:
    said = b"customer=%7B%22firstName%22:%22Anna%22%7D&apiKey=secret&other=1990-01-02"

    assert redact.body(said, redact.FORM, WORDS) == (
        'customer={"firstName":"<text>"}&<name>=<key>&<name>=<date>'
    )


MARKED = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1).map(lambda said: f"§{said}§")
DOCUMENTS = st.recursive(
    MARKED | st.integers(10**9, 10**12) | st.booleans() | st.none(),
    lambda held: (
        st.lists(held, max_size=3)
        | st.dictionaries(MARKED | st.sampled_from(sorted(WORDS)), held, max_size=3)
    ),
    max_leaves=8,
)


@given(DOCUMENTS)
def test_no_value_and_no_name_that_people_made_up_is_left_in_a_shape(document: Any) -> None:
    told = redact.body(orjson.dumps(document), "application/json", WORDS)

    assert ("§" in told, re.search(r"\d{9}", told)) == (False, None)


def archived(**fields: Any) -> dict[str, Any]:
    log: dict[str, Any] = har.export([call(exchange=exchange(**fields), size=2)], "http://sim", "Sim", "1")[
        "log"
    ]
    return log


def test_the_archive_holds_what_har_1_2_asks_for() -> None:
    log = archived(query="filter[name]=Anna&limit=20", sent=b"customer=%7B%7D", sent_type=redact.FORM)
    (entry,) = log["entries"]

    assert (log["version"], log["creator"]) == ("1.2", {"name": "Sim", "version": "1"})
    assert (entry["startedDateTime"], entry["time"], entry["timings"]) == (
        "2026-11-23T12:00:00.000+00:00", 1.5, {"send": 0, "wait": 1.5, "receive": 0},
    )  # fmt: skip
    assert entry["request"] == {
        "method": "GET",
        "url": "http://sim/a/api/v5/customers?filter%5Bname%5D=%3Ctext%3E&limit=%3Cnumber%3E",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": "Content-Type", "value": redact.FORM}],
        "queryString": [{"name": "filter[name]", "value": "<text>"}, {"name": "limit", "value": "<number>"}],
        "headersSize": -1,
        "bodySize": 15,
        "postData": {"mimeType": redact.FORM, "params": [{"name": "customer", "value": "{}"}], "text": ""},
    }
    assert entry["response"] == {
        "status": 200,
        "statusText": "OK",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": {"size": 2, "mimeType": "application/json", "text": "{}"},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": 2,
    }


def test_whoever_asks_for_everything_gets_all_but_the_key() -> None:
    (entry,) = archived(
        query="filter[name]=Anna&apiKey=s3cret&x=s3cret",
        answer=b'{"of":"s3cret"}',
        keeps_values=True,
        secret="s3cret",  # noqa: S106 - invented
    )["entries"]

    assert [one["value"] for one in entry["request"]["queryString"]] == ["Anna", "<key>", "<key>"]
    assert (entry["response"]["content"]["text"], "s3cret" in str(entry)) == ('{"of":"<key>"}', False)


def test_an_exchange_prints_nothing_of_what_was_said() -> None:
    assert (
        f"{exchange(answer=b'Anna')!r} {exchange(query='Anna')}"
        == "<Exchange of 4 bytes> <Exchange of 6 bytes>"
    )
