"""RetailCRM's JSON, API v5: the only package that knows its field names.

Real accounts send PHP's JSON: a map may come as a list, an empty one as `[]`, a number as a string, and what
is absent may be missing, null or empty. So every value is checked as it is read; a broken item is dropped.
Sources: the entities and tests of RetailCRM's php and go clients.
"""

from collections.abc import Callable
from typing import TypeVar

from service.adapters.retailcrm_wire.answers import parse, read, total_pages
from service.adapters.retailcrm_wire.customers import customer, is_crowded
from service.adapters.retailcrm_wire.orders import order
from service.adapters.retailcrm_wire.references import PATHS, USERS, references
from service.adapters.retailcrm_wire.values import Fields, as_list, as_map, number
from service.core.model import Kind, Question, Reply, Search

__all__ = ["PAGE_SIZE", "parse", "read", "reply", "request_for", "total_pages"]

PAGE_SIZE = 100
"""The largest page RetailCRM gives; if more comes, it is not read."""

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
_Item = TypeVar("_Item")


def request_for(question: Question, page: int) -> tuple[str, dict[str, str]]:
    """Return the path and parameters that ask a question.

    Raises:
        ValueError: The search text is empty, and RetailCRM ignores an empty filter and returns strangers; or
            it is no kind of reference.
    """
    pages = {"limit": str(PAGE_SIZE), "page": str(page)}
    if question.search is Search.REFERENCES:
        path = PATHS[Kind(question.text)]
        return path, pages if path == USERS else {}
    name, criterion = _LISTS[question.search]
    if not question.text.strip():
        raise ValueError(f"empty {criterion}: check the question before asking it")
    return f"/api/v5/{name}", {criterion: question.text, **pages}


def reply(question: Question, data: Fields) -> Reply:
    """Decode the answer to a question."""
    if question.search is Search.REFERENCES:
        return Reply(references=references(Kind(question.text), data))
    name, _ = _LISTS[question.search]
    sent = as_list(data.get(_NAMED_OTHERWISE.get(name, name)))
    items = sent[:PAGE_SIZE]
    cut = len(sent) > len(items)
    if name == "customers-corporate":
        return Reply(companies=_decode(items, lambda _company, identity: identity), cut=cut)
    if name == "customers":
        return Reply(customers=_decode(items, customer), cut=cut or any(map(is_crowded, items)))
    return Reply(orders=_decode(items, order), cut=cut)


def _decode(values: list[object], decode: Callable[[Fields, int], _Item]) -> tuple[_Item, ...]:
    """Decode a list's items; what has no id is no item."""
    items = ((as_map(value), number(as_map(value).get("id"))) for value in values)
    return tuple(decode(item, identity) for item, identity in items if identity)
