"""RetailCRM's JSON, API v5: the only file that knows its field names.

Real accounts send PHP's JSON: a map may come as a list, an empty one as `[]`, a number as a string, and what
is absent may be missing, null or empty. So every value is checked as it is read; a broken item is dropped.
Sources: the entities and tests of RetailCRM's php and go clients.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any, TypeVar

from service.core.model import Customer, Order, Question, References, Reply, Search, Status
from service.core.text import bare
from service.ports import AccessDenied, AccountUnknown, Busy, CrmError, KeyRejected, Unavailable

PAGE_SIZE = 100
"""The largest page RetailCRM gives; if more comes, it is not read."""
MOST_PHONES = 50
"""Phones of one card that are read."""

_LISTS = {
    # "By full name or phone", says RetailCRM's reference.
    Search.CUSTOMERS_BY_PHONE: ("customers", "filter[name]"),
    Search.CUSTOMERS_BY_EMAIL: ("customers", "filter[email]"),
    Search.ORDERS_BY_PHONE: ("orders", "filter[customer]"),  # "name or phone" too
    Search.ORDERS_BY_EMAIL: ("orders", "filter[email]"),
    Search.ORDERS_OF: ("orders", "filter[customerId]"),
    # The ids are those of customers, as RetailCRM's opencart module uses it (CorporateCustomer).
    Search.COMPANIES_OF: ("customers-corporate", "filter[contactIds][]"),
}
_NAMED_OTHERWISE = {"customers-corporate": "customersCorporate"}  # an answer's list, if not named as its path
_MOST_DIGITS = 15
"""Before the point and after it; `1e9999999` is JSON as well, and no sum of money."""

_LARGEST_ID = 10**18
_LONGEST_TEXT = 1000
_WEB_PAGES: Mapping[int, type[CrmError]] = {
    200: AccountUnknown,  # another site, or RetailCRM's own for an account that is not there
    404: AccountUnknown,
    405: AccountUnknown,
    410: AccountUnknown,
    401: KeyRejected,
    429: Busy,
}
"""What a web page instead of JSON means; with other statuses a proxy or a firewall speaks."""
_Item = TypeVar("_Item")


def request_for(question: Question, page: int) -> tuple[str, dict[str, str]]:
    """Return the path and parameters that ask a question.

    Raises:
        ValueError: The search text is empty; RetailCRM ignores an empty filter and returns strangers.
    """
    if question.search is Search.REFERENCES:
        return "/api/v5/reference/statuses", {}
    name, criterion = _LISTS[question.search]
    if not question.text.strip():
        raise ValueError(f"empty {criterion}: check the question before asking it")
    return f"/api/v5/{name}", {criterion: question.text, "limit": str(PAGE_SIZE), "page": str(page)}


def parse(body: bytes) -> Mapping[str, Any]:
    """Read an answer's JSON.

    Raises:
        Unavailable: It is not a JSON object, or nested beyond reason.
    """
    try:
        data = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise Unavailable("the answer is not JSON") from error
    if not isinstance(data, dict):
        raise Unavailable("the answer is not a JSON object")
    return data


def read(status: int, body: bytes) -> Mapping[str, Any]:
    """Read an answer, or name what went wrong: by the exact text where it is known, else by the status.

    Texts and statuses are those of the go client's errors and the php client's exception factory. Accounts
    answer in their own language, so an unknown text says nothing.

    Raises:
        CrmError: The answer is no success.
    """
    if status == 200 and not body.lstrip().startswith(b"<"):  # noqa: PLR2004 - HTTP's OK
        data = parse(body)
        if data.get("success", True) is False:
            raise _by_text(data) or Unavailable("refused")
        return data
    if status >= 500:  # noqa: PLR2004 - HTTP's line between their fault and ours
        raise Busy("503") if status == 503 else Unavailable(f"status {status}")  # noqa: PLR2004 - the rate limit
    raise _by_text(_envelope(body)) or _by_status(status, body)


def _envelope(body: bytes) -> Mapping[str, Any]:
    try:
        return parse(body)
    except Unavailable:
        return {}


def _by_text(data: Mapping[str, Any]) -> CrmError | None:
    message = _text(data.get("errorMsg"))
    if "apikey" in message.casefold():
        return KeyRejected("key rejected")
    known = {
        "Access denied.": AccessDenied("a scope is missing"),
        "Account does not exist.": AccountUnknown("no such account"),
        "API method not found": Unavailable("no such method"),
    }
    return known.get(message)


def _by_status(status: int, body: bytes) -> CrmError:
    if body.lstrip().startswith(b"<"):
        return _WEB_PAGES.get(status, Unavailable)(f"a web page with status {status}")
    by_status = {401: KeyRejected, 403: AccessDenied, 404: AccountUnknown, 429: Busy}
    return by_status.get(status, Unavailable)(f"status {status}")


def total_pages(data: Mapping[str, Any]) -> int:
    """Return how many pages the list has; 1 when it does not say."""
    return _number(_map(data.get("pagination")).get("totalPageCount")) or 1


def reply(question: Question, data: Mapping[str, Any]) -> Reply:
    """Decode the answer to a question."""
    if question.search is Search.REFERENCES:
        return Reply(references=References(_statuses(data.get("statuses"))))
    name, _ = _LISTS[question.search]
    sent = list(_list(data.get(_NAMED_OTHERWISE.get(name, name))))
    items = sent[:PAGE_SIZE]
    cut = len(sent) > len(items)
    if name == "customers-corporate":
        return Reply(companies=_decode(items, lambda _company, number: number), cut=cut)
    if name == "customers":
        crowded = any(len(list(_list(_map(item).get("phones")))) > MOST_PHONES for item in items)
        return Reply(customers=_decode(items, _customer), cut=cut or crowded)
    return Reply(orders=_decode(items, _order), cut=cut)


def _decode(values: list[object], decode: Callable[[Mapping[str, Any], int], _Item]) -> tuple[_Item, ...]:
    """Decode a list's items; what has no id is no item."""
    items = ((_map(value), _number(_map(value).get("id"))) for value in values)
    return tuple(decode(item, number) for item, number in items if number)


def _customer(item: Mapping[str, Any], number: int) -> Customer:
    names = (item.get("firstName"), item.get("patronymic"), item.get("lastName"))
    return Customer(
        id=number,
        name=" ".join(_texts(names)),
        phones=_texts(
            _map(phone).get("number", phone) for phone in islice(_list(item.get("phones")), MOST_PHONES)
        ),
        email=_text(item.get("email")),
        orders_count=_number(item.get("ordersCount")),
        is_contact=_flag(item.get("isContact")),
    )


def _order(item: Mapping[str, Any], number: int) -> Order:
    customer = _map(item.get("customer"))
    of_company = customer.get("type") == "customer_corporate"  # its id is a company's, not a person's
    return Order(
        id=number,
        number=_text(item.get("number")),
        created_at=_moment(item.get("createdAt")),
        status=_text(item.get("status")),
        total=_sum(item.get("totalSumm")),
        currency=_text(item.get("currency")),
        phones=_texts((item.get("phone"), item.get("additionalPhone"))),
        email=_text(item.get("email")),
        customer_id=None if of_company else _number(customer.get("id")),
        contact_id=_number(_map(item.get("contact")).get("id")),
    )


def _statuses(values: object) -> dict[str, Status]:
    return {code: Status(name, _text(item.get("group"))) for code, name, item in _named(values)}


def _named(values: object) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Read a reference: a map by code, or a list when PHP took the codes for positions."""
    keyed = values.items() if isinstance(values, dict) else ((None, value) for value in _list(values))
    for key, value in keyed:
        item = _map(value)
        code, name = _text(item.get("code")) or _text(key), _text(item.get("name"))
        if code and name:
            yield code, name, item


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(text for text in map(_text, values) if text)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return ""
    return bare(str(value)[:_LONGEST_TEXT], unwanted=("Cs",)).strip()


def _number(value: object) -> int | None:
    """Read a whole number that is not negative, written as one or as text."""
    amount = _sum(value)
    if amount is None or amount != amount.to_integral_value() or not 0 <= amount < _LARGEST_ID:
        return None
    return int(amount)


def _sum(value: object) -> Decimal | None:
    text = _text(value).replace(",", ".")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if not amount.is_finite() or amount.adjusted() >= _MOST_DIGITS:
        return None
    return amount if amount.adjusted() > -_MOST_DIGITS else Decimal(0)


def _flag(value: object) -> bool:
    return value is True or _text(value).casefold() in {"1", "true"}


def _moment(value: object) -> datetime | None:
    """Read `2026-11-23 10:00:00`; RetailCRM gives no zone, and one that comes is dropped."""
    try:
        return datetime.fromisoformat(_text(value)).replace(tzinfo=None)
    except ValueError:
        return None
