"""What each method of the API answers: one small function an operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock import wire
from simulators.retailcrm_mock.api import filters, reading
from simulators.retailcrm_mock.api.brackets import Parameters
from simulators.retailcrm_mock.api.errors import NOT_FOUND, Refusal
from simulators.retailcrm_mock.state import Account, ApiKey, Condition, Document, Page, find
from simulators.retailcrm_mock.state.account import Sites, Slice


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has been let in."""

    account: Account
    key: ApiKey
    dialect: Dialect
    sent: Parameters


Operation = Callable[..., Document]


def credentials(call: Call) -> Document:
    """What the key may do; the shops only if it does not see all."""
    rights: Document = {"scopes": list(call.key.scopes), "siteAccess": call.key.access}
    return rights if call.key.shops is None else rights | {"sitesAvailable": list(call.key.shops)}


def api_versions(_call: Call) -> Document:
    """The versions a RetailCRM account speaks."""
    return {"versions": ["3.0", "4.0", "5.0"]}


def settings(call: Call) -> Document:
    """The account's settings."""
    return {"settings": call.account.settings()}


def customers(call: Call) -> Document:
    """One page of the people whom the filters find."""
    return _list(call, "customers", filters.CUSTOMERS, call.account.find_customers, wire.customer)


def companies(call: Call) -> Document:
    """One page of the companies that the filters find."""
    return _list(call, "customersCorporate", filters.COMPANIES, call.account.find_companies, wire.customer)


def orders(call: Call) -> Document:
    """One page of the orders that the filters find."""
    return _list(call, "orders", filters.ORDERS, call.account.find_orders, wire.order)


def notes(call: Call) -> Document:
    """One page of the notes at customers, the oldest first, as in the php client's fixture."""

    def search(conditions: Sequence[Condition], part: Slice, shops: Sites) -> Page:
        return call.account.find_notes(conditions, replace(part, order="lowest"), shops)

    return _list(call, "notes", filters.NOTES, search, lambda note, _dialect: note)


def customer(call: Call, external_id: str) -> Document:
    """One person."""
    return {"customer": wire.customer(_one(call, external_id, call.account.find_customers), call.dialect)}


def order(call: Call, external_id: str) -> Document:
    """One order."""
    return {"order": wire.order(_one(call, external_id, call.account.find_orders), call.dialect)}


def reference(name: str, key: str) -> Operation:
    """The operation that answers a reference whole."""
    return partial(_reference, name, key)


def _reference(name: str, key: str, call: Call) -> Document:
    items = call.account.reference(name)
    if name == "sites" and call.key.shops is not None:
        items = {code: site for code, site in items.items() if code in call.key.shops}
    return {key: wire.reference(items, call.dialect)}


def _list(
    call: Call,
    name: str,
    known: Any,
    search: Callable[..., Page],
    dress: Callable[[Document, Dialect], Document],
) -> Document:
    wrong: dict[str, str] = {}
    page = reading.plain(call.sent, "page", reading.page, 1, wrong)
    limit = reading.plain(call.sent, "limit", reading.limit, reading.LIMITS[0], wrong)
    asker = filters.Asker(call.dialect, call.key.shops)
    conditions = filters.conditions(call.sent, known, asker, wrong)
    reading.refuse(wrong)
    found = search(conditions, Slice(page, limit, call.dialect["list-order"]), call.key.shops)
    pagination = {
        "limit": limit,
        "totalCount": found.total,
        "currentPage": page,
        "totalPageCount": found.pages,
    }
    return {"pagination": pagination, name: [dress(item, call.dialect) for item in found.items]}


def _one(call: Call, external_id: str, search: Callable[..., Page]) -> Document:
    wrong: dict[str, str] = {}
    by = reading.plain(call.sent, "by", reading.by, "externalId", wrong)
    site = reading.plain(call.sent, "site", str, "", wrong)
    reading.refuse(wrong)
    shops = [find.one_of("site", [site])] if site else []
    found = search([_identified(by, external_id), *shops], Slice(limit=1, order="lowest"), call.key.shops)
    if not found.items:
        raise Refusal(404, NOT_FOUND)
    return found.items[0]


def _identified(by: str, text: str) -> find.Condition:
    if by == "externalId":
        return find.one_of("external_id", [text])
    try:
        return find.one_of("id", [reading.identity(text)])
    except reading.InputError:
        return find.NOTHING
