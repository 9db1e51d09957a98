"""RetailCRM's JSON in all its forms, and anything else that may come instead."""

import json
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters import retailcrm_wire as wire
from service.core.model import Customer, Kind, Order, Question, References, Reply, Search, Status
from service.ports import AccessDenied, AccountUnknown, Busy, CrmError, KeyRejected, Unavailable

PEOPLE, ORDERS = Question(Search.CUSTOMERS_BY_PHONE, "1"), Question(Search.ORDERS_BY_PHONE, "1")
FIRMS = Question(Search.COMPANIES_OF, "1")
NAMES = Question(Search.REFERENCES, Kind.STATUSES)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
FIELDS = [
    "id",
    "firstName",
    "phones",
    "email",
    "ordersCount",
    "customer",
    "contact",
    "number",
    "createdAt",
    "totalSumm",
]
items = st.lists(st.dictionaries(st.sampled_from(FIELDS), anything) | anything, max_size=4)


def _people(*people: Any) -> tuple[Customer, ...]:
    return wire.reply(PEOPLE, _through_json({"customers": people})).customers


def _orders(*orders: Any) -> tuple[Order, ...]:
    return wire.reply(ORDERS, _through_json({"orders": orders})).orders


def _through_json(data: object) -> Any:
    return wire.parse(json.dumps(data).encode())


@given(items | anything, st.sampled_from([PEOPLE, ORDERS, FIRMS, NAMES]))
def test_any_json_is_decoded_or_dropped(value: object, question: Question) -> None:
    lists = ("customers", "customersCorporate", "orders", "statuses", "pagination")
    data = _through_json(dict.fromkeys(lists, value))
    assert isinstance(wire.reply(question, data), Reply)
    assert wire.total_pages(data) >= 1


@given(st.binary(max_size=60), st.integers(100, 599))
def test_any_answer_is_an_error_or_a_list(body: bytes, status: int) -> None:
    with suppress(CrmError):
        assert (status, isinstance(wire.read(status, body), dict)) == (200, True)


def test_a_whole_customer() -> None:
    card = {
        "id": 7, "type": "customer", "firstName": "Anna", "lastName": "Petrova", "isContact": True,
        "phones": [{"number": "89990001122"}, {"number": ""}], "email": "a@b", "ordersCount": 3,
    }  # fmt: skip
    assert _people(card) == (Customer(7, "Anna Petrova", ("89990001122",), "a@b", 3, is_contact=True),)


@pytest.mark.parametrize(
    "quirk",
    [
        {"id": "7", "phones": {"0": {"number": 89990001122}}, "email": "", "ordersCount": "0"},
        {"id": 7.0, "phones": ["89990001122"], "email": None, "ordersCount": 0, "customFields": []},
        {"id": 7, "phones": [{"number": "89990001122"}, None, [], {}], "ordersCount": 0.0, "firstName": None},
    ],
)
def test_quirks_decode_to_equal_customers(quirk: dict[str, Any]) -> None:
    assert _people(quirk) == (Customer(7, phones=("89990001122",), orders_count=0),)


@pytest.mark.parametrize("missing", [{}, {"phones": None}, {"phones": []}, {"phones": {}}, {"phones": ""}])
def test_absent_null_and_empty_are_the_same(missing: dict[str, Any]) -> None:
    assert _people({"id": 1, **missing}) == (Customer(1),)


def test_a_broken_item_is_dropped_and_the_others_stay() -> None:
    assert _people(None, {"firstName": "no id"}, {"id": "x"}, {"id": []}, [], 5, {"id": 2}) == (Customer(2),)


def test_more_than_a_page_and_more_phones_than_a_person_has_are_cut_and_that_is_told() -> None:
    crowded = _through_json({"customers": [{"id": 1, "phones": ["1"] * 51}]})
    long = _through_json({"customers": [{"id": 1}] * 101, "orders": [{"id": 1}] * 101})
    firms = _through_json({"customersCorporate": [{"id": 1}] * 101})
    assert wire.reply(PEOPLE, crowded) == Reply(customers=(Customer(1, phones=("1",) * 50),), cut=True)
    assert wire.reply(PEOPLE, long) == Reply(customers=(Customer(1),) * 100, cut=True)
    assert wire.reply(ORDERS, long) == Reply(orders=(Order(1),) * 100, cut=True)
    assert wire.reply(FIRMS, firms) == Reply(companies=(1,) * 100, cut=True)


def test_a_list_may_come_as_a_map() -> None:
    data = _through_json({"customers": {"0": {"id": 1}, "7": {"id": 2}}})
    assert wire.reply(PEOPLE, data).customers == (Customer(1), Customer(2))


def test_a_whole_order() -> None:
    sent = {
        "id": 17, "number": "17A", "createdAt": "2026-11-23 10:30:00", "status": "new", "totalSumm": 681.63,
        "currency": "RUB", "phone": "1", "additionalPhone": "2", "email": "a@b", "payments": {"4": {"id": 4}},
        "customer": {"id": 7, "type": "customer"}, "contact": {"id": 8},
    }  # fmt: skip
    placed = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001 - RetailCRM gives no zone
    assert _orders(sent) == (
        Order(17, "17A", placed, "new", Decimal("681.63"), "RUB", ("1", "2"), "a@b", 7, 8),
    )


def test_the_buyer_of_a_corporate_order_is_its_contact_person() -> None:
    sent = {"id": 1, "customer": {"id": 7, "type": "customer_corporate"}, "contact": {"id": 7}}
    assert _orders(sent) == (Order(1, customer_id=None, contact_id=7),)


def test_companies_are_known_by_their_ids_and_are_no_customers() -> None:
    firms = [{"type": "customer_corporate", "id": 7, "nickName": "Firm"}, {"id": "8"}, {"nickName": "no id"}]
    data = _through_json({"customersCorporate": firms, "customers": firms})
    assert wire.reply(FIRMS, data) == Reply(companies=(7, 8))


@pytest.mark.parametrize("amount", [1500, 1500.0, "1500", "1500.00", "1500,0"])
def test_a_sum_may_be_any_kind_of_number(amount: object) -> None:
    assert _orders({"id": 1, "totalSumm": amount}) == (Order(1, total=Decimal(1500)),)


@pytest.mark.parametrize("amount", [None, "", [], {}, True, "1e99", "NaN", "Infinity", "x"])
def test_what_is_no_sum_is_left_out(amount: object) -> None:
    assert _orders({"id": 1, "totalSumm": amount}) == (Order(1),)


@pytest.mark.parametrize(
    "payload",
    [{"statuses": {"2": {"name": "Two", "code": "2"}}}, {"statuses": [{"code": "2", "name": "Two"}]}],
)
def test_a_reference_may_be_a_map_or_a_list(payload: object) -> None:
    assert wire.reply(NAMES, _through_json(payload)) == Reply(references=References({"2": Status("Two")}))


KNOWN = [
    (403, 'Wrong "apiKey" value.', KeyRejected),
    (400, '"apiKey" is missing.', KeyRejected),
    (403, "Access denied.", AccessDenied),
    (403, "Доступ запрещён.", AccessDenied),
    (401, "Нет ключа", KeyRejected),
    (404, "Account does not exist.", AccountUnknown),
    (400, "Account does not exist.", AccountUnknown),
    (404, "Аккаунт не существует.", AccountUnknown),
    (404, "API method not found", Unavailable),
    (503, "Rate limit exceeded", Busy),
    (429, "", Busy),
    (400, "Errors in the input parameters", Unavailable),
    (500, "Internal Server Error", Unavailable),
    (200, "Access denied.", AccessDenied),
    (200, "anything", Unavailable),
    (302, "", Unavailable),
]


@pytest.mark.parametrize(("status", "text", "kind"), KNOWN)
def test_failures_are_told_apart(status: int, text: str, kind: type[CrmError]) -> None:
    body = json.dumps({"success": False, "errorMsg": text}).encode()
    with pytest.raises(CrmError) as trouble:
        wire.read(status, body)
    assert trouble.type is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [(status, AccountUnknown) for status in (200, 404, 405)]
    + [(status, Unavailable) for status in (302, 400, 403, 408, 502)]
    + [(401, KeyRejected), (429, Busy), (503, Busy)],
)
def test_a_web_page_instead_of_json(status: int, kind: type[CrmError]) -> None:
    with pytest.raises(CrmError) as trouble:
        wire.read(status, b" <html>no</html>")
    assert trouble.type is kind


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"nul", b"[" * 200_000, b'{"a":1e9999999999999999999}', b"\xff\xfe"]
)
def test_an_answer_that_is_no_object_is_unavailable(body: bytes) -> None:
    with pytest.raises(Unavailable):
        wire.parse(body)


@pytest.mark.parametrize("number", ["1e9999999", "-1e9999999", "1e15", "1e999999999999"])
def test_a_number_beyond_reason_is_no_sum_and_breaks_nothing(number: str) -> None:
    body = f'{{"orders": [{{"id": 1, "totalSumm": "{number}"}}, {{"id": "{number}"}}]}}'.encode()
    assert wire.reply(ORDERS, wire.parse(body)).orders == (Order(1),)


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_filter_is_never_sent(text: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        wire.request_for(Question(Search.CUSTOMERS_BY_EMAIL, text), 1)


def test_a_search_is_a_filter_with_the_largest_page() -> None:
    assert wire.request_for(Question(Search.ORDERS_OF, "7"), 2) == (
        "/api/v5/orders",
        {"filter[customerId]": "7", "limit": "100", "page": "2"},
    )
    assert wire.request_for(Question(Search.COMPANIES_OF, "7"), 1) == (
        "/api/v5/customers-corporate",
        {"filter[contactIds][]": "7", "limit": "100", "page": "1"},
    )
