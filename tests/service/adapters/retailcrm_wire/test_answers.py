"""Any answer at all is read or refused by name, and no question asks for everybody."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters import retailcrm_wire as wire
from service.core.model import (
    Question,
    Reply,
    Search,
)
from service.ports import AccessDenied, AccountUnknown, Busy, CrmError, KeyRejected, Unavailable
from tests.service.adapters.retailcrm_wire.reading import (
    CONTACTS,
    FIRMS,
    ORDERS,
    PEOPLE,
    REFERENCES,
    through_json,
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
FIELDS = [
    "id", "firstName", "phones", "email", "ordersCount", "customer", "contact", "number", "createdAt",
    "totalSumm", "site", "tags", "segments", "address", "birthday", "vip", "managerId", "personalDiscount",
    "payments", "items", "delivery", "data", "time", "service", "prices", "offer", "quantity", "isCanceled",
    "expired", "fullPaidAt", "code", "name", "group", "text", "color", "amount", "price",
]  # fmt: skip
known = st.recursive(
    anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner),
    max_leaves=20,
)
items = st.lists(st.dictionaries(st.sampled_from(FIELDS), known) | anything, max_size=4)
LISTS = (
    "customers", "customersCorporate", "orders", "pagination", "users", "statuses", "statusGroups", "sites",
    "deliveryTypes", "paymentTypes", "paymentStatuses", "productStatuses",
)  # fmt: skip


@given(items | anything, st.sampled_from([PEOPLE, ORDERS, FIRMS, CONTACTS, *REFERENCES]))
def test_any_json_is_decoded_or_dropped(value: object, question: Question) -> None:
    data = through_json(dict.fromkeys(LISTS, value))
    assert isinstance(wire.reply(question, data), Reply)
    assert wire.total_pages(data) >= 1


@given(st.binary(max_size=60), st.integers(100, 599))
def test_any_answer_is_an_error_or_a_list(body: bytes, status: int) -> None:
    with suppress(CrmError):
        assert (status, isinstance(wire.read(status, body), dict)) == (200, True)


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


def test_an_answer_may_be_64_levels_deep_and_no_deeper() -> None:
    deep, deeper = (b'{"a":' + b"[" * levels + b"]" * levels + b"}" for levels in (63, 64))
    assert wire.read(200, deep)
    with pytest.raises(Unavailable, match="nested too deeply"):
        wire.read(200, deeper)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"nul", b"[" * 200_000, b'{"a":1e9999999999999999999}', b"\xff\xfe"]
)
def test_an_answer_that_is_no_object_is_unavailable(body: bytes) -> None:
    with pytest.raises(Unavailable):
        wire.parse(body)


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
    assert wire.request_for(CONTACTS, 1) == (
        "/api/v5/customers",
        {"filter[isContact]": "1", "limit": "20", "page": "1"},
    )


@pytest.mark.parametrize(
    ("sent", "pages", "may_be"),
    [
        ([], 0, False),
        ([{"id": 1, "isContact": False}], 1, False),
        ([{"id": 1, "isContact": True}], 1, True),
        ([{"id": 1}], 2, True),  # the filter was ignored, and those of the other pages are not known
        (None, 1, True),
    ],
)
def test_there_are_contact_persons_unless_the_crm_says_that_there_are_none(
    sent: object, pages: int, may_be: bool
) -> None:
    data = through_json({"customers": sent, "pagination": {"totalPageCount": pages}})
    assert (wire.reply(CONTACTS, data), wire.pages(CONTACTS, data)) == (Reply(contact_persons=may_be), 1)
