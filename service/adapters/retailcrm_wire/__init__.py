"""RetailCRM's JSON, API v5: the only package that knows its field names.

Real accounts send PHP's JSON: a map may come as a list, an empty one as `[]`, a number as a string, and what
is absent may be missing, null or empty. So every value is checked as it is read; a broken item is dropped.
Sources: the entities and tests of RetailCRM's php and go clients.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from service.adapters.retailcrm_wire.answers import parse, read, total_pages
from service.adapters.retailcrm_wire.customers import customer, is_contact, is_crowded
from service.adapters.retailcrm_wire.orders import came_by_card, cards_of, order
from service.adapters.retailcrm_wire.references import PATHS, USERS, references
from service.adapters.retailcrm_wire.values import Fields, as_list, as_map, number
from service.core.model import Kind, Question, Reply, Search

__all__ = ["PAGE_SIZE", "pages", "parse", "read", "reply", "request_for", "total_pages"]

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
    Search.CONTACT_PERSONS: ("customers", "filter[isContact]"),
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
    if question.search is Search.CONTACT_PERSONS:
        return f"/api/v5/{name}", {criterion: "1", "limit": "20", "page": "1"}
    if not question.text.strip():
        raise ValueError(f"empty {criterion}: check the question before asking it")
    return f"/api/v5/{name}", {criterion: question.text, **pages}


def reply(question: Question, data: Fields) -> Reply:
    """Decode the answer to a question."""
    if question.search is Search.REFERENCES:
        return Reply(references=references(Kind(question.text), data))
    if question.search is Search.CONTACT_PERSONS:
        return Reply(contact_persons=_may_have_contacts(data))
    name, _ = _LISTS[question.search]
    sent = as_list(data.get(_NAMED_OTHERWISE.get(name, name)))
    items = sent[:PAGE_SIZE]
    cut = len(sent) > len(items)
    if name == "customers-corporate":
        return Reply(companies=_decode(items, lambda _company, identity: identity), cut=cut)
    if name == "customers":
        return Reply(customers=_decode(items, customer), cut=cut or any(map(is_crowded, items)))
    cards = _once([card for one in items for card in cards_of(as_map(one))])
    by_phone = question.search is Search.ORDERS_BY_PHONE
    return Reply(
        _decode(cards, customer),
        _decode(items, order),
        cut=cut or any(map(is_crowded, cards)),
        by_card=by_phone and any(came_by_card(as_map(one), question.text) for one in items),
    )


def pages(question: Question, data: Fields) -> int:
    """Return how many pages there are to read; the first tells whether there is any contact person."""
    return 1 if question.search is Search.CONTACT_PERSONS else total_pages(data)


def _may_have_contacts(data: Fields) -> bool:
    """Tell whether there are contact persons, or may be: the filter may have been ignored."""
    sent = data.get("customers")
    return not isinstance(sent, list) or total_pages(data) > 1 or any(map(is_contact, sent))


def _once(cards: Iterable[Fields]) -> list[object]:
    """Leave out what came before: each order brings the card of its customer, who may be the same in all."""
    return list({number(card.get("id")): card for card in cards}.values())


def _decode(values: list[object], decode: Callable[[Fields, int], _Item]) -> tuple[_Item, ...]:
    """Decode a list's items; what has no id is no item."""
    items = ((as_map(value), number(as_map(value).get("id"))) for value in values)
    return tuple(decode(item, identity) for item, identity in items if identity)
