"""What each method of the API answers: one small function an operation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock import wire
from simulators.retailcrm_mock.api import filters, reading, why
from simulators.retailcrm_mock.api.brackets import Parameters
from simulators.retailcrm_mock.api.errors import NOT_FOUND, Refusal
from simulators.retailcrm_mock.state import Account, ApiKey, Condition, Document, Page, find
from simulators.retailcrm_mock.state.account import Sites, Slice


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has been let in; `url` is where the account lives."""

    account: Account
    key: ApiKey
    dialect: Dialect
    sent: Parameters
    url: str = ""
    told: list[str] = field(default_factory=list)  # why nothing was found, for whoever wonders


Operation = Callable[..., Document]
T = TypeVar("T")
SYSTEM_VERSION = "8.0"
MOST = 10_000  # of what is answered without pages


def credentials(call: Call) -> Document:
    """What the key may do; the shops only if it does not see all."""
    rights: Document = {"scopes": list(call.key.scopes), "siteAccess": call.key.access}
    return rights if call.key.shops is None else rights | {"sitesAvailable": list(call.key.shops)}


def api_versions(_call: Call) -> Document:
    """The versions a RetailCRM account speaks."""
    return {"versions": ["3.0", "4.0", "5.0"]}


def system_info(call: Call) -> Document:
    """The system's version and the account's addresses: this simulator knows one of them."""
    return {"systemVersion": SYSTEM_VERSION, "publicUrl": call.url, "technicalUrl": call.url}


def settings(call: Call) -> Document:
    """The account's settings."""
    return {"settings": call.account.settings()}


def customers(call: Call) -> Document:
    """One page of the people whom the filters find."""
    return listing(call, "customers", filters.CUSTOMERS, call.account.find_customers, wire.customer)


def orders(call: Call) -> Document:
    """One page of the orders that the filters find."""
    return listing(call, "orders", filters.ORDERS, call.account.find_orders, wire.order)


def notes(call: Call) -> Document:
    """One page of the notes at customers, the oldest first, as in the php client's fixture."""

    def search(conditions: Sequence[Condition], part: Slice, shops: Sites) -> Page:
        return call.account.find_notes(conditions, replace(part, order="lowest"), shops)

    return listing(call, "notes", filters.NOTES, search, lambda note, _dialect: note)


def customer(call: Call, external_id: str) -> Document:
    """One person."""
    return {"customer": wire.customer(one(call, external_id, call.account.find_customers), call.dialect)}


def order(call: Call, external_id: str) -> Document:
    """One order."""
    return {"order": wire.order(one(call, external_id, call.account.find_orders), call.dialect)}


def order_statuses(call: Call) -> Document:
    """The statuses of the orders named, by either id, and the statuses' groups."""
    wrong: dict[str, str] = {}
    asked = [
        find.one_of("id", _listed(call.sent, "ids", reading.identity, wrong)),
        find.one_of("external_id", _listed(call.sent, "externalIds", str, wrong)),
    ]
    reading.refuse(wrong)
    found = call.account.find_orders([find.either("order", asked)], Slice(limit=MOST), call.key.shops)
    groups = {code: one.get("group") for code, one in call.account.reference("statuses").items()}
    return {"orders": [_status(order, groups.get(order["status"])) for order in found.items]}


def reference(name: str, key: str, call: Call) -> Document:
    """A reference whole, under its key."""
    items = call.account.reference(name)
    if name == "sites" and call.key.shops is not None:
        items = {code: site for code, site in items.items() if code in call.key.shops}
    return {key: wire.reference(items, call.dialect)}


def _listed(sent: Parameters, name: str, read: Callable[[str], T], wrong: dict[str, str]) -> list[T]:
    try:
        return [read(text) for text in reading.listed(sent.plain[name])] if name in sent.plain else []
    except reading.InputError as error:
        wrong[name] = str(error)
        return []


def _status(order: Document, group: str | None) -> Document:
    told = {name: order[name] for name in ("id", "externalId", "status") if order.get(name) is not None}
    return told if group is None else told | {"group": group}


def listing(
    call: Call,
    name: str,
    known: Any,
    search: Callable[..., Page],
    dress: Callable[[Document, Dialect], Document],
) -> Document:
    """One page of what the filters known find by the search, under its name.

    Raises:
        Refusal: a paging or filter value is wrong.
    """
    wrong: dict[str, str] = {}
    page, limit = paging(call, wrong)
    asker = filters.Asker(call.dialect, call.key.shops)
    conditions = filters.conditions(call.sent, known, asker, wrong)
    reading.refuse(wrong)
    found = search(conditions, Slice(page, limit, call.dialect["list-order"]), call.key.shops)
    _explain_list(call, name, known, found)
    items = [dress(item, call.dialect) for item in found.items]
    return {"pagination": pagination(page, limit, found.total), name: items}


def _explain_list(call: Call, name: str, known: Any, found: Page) -> None:
    kind = why.KINDS.get(name)
    if kind is None:
        return
    if found.items:
        told = why.by_name_only(kind, call.sent, found.items)
    else:
        search = why.Search(kind, call.account, call.key, call.dialect)
        told = why.empty_list(search, call.sent, known, found.page, found.pages)
    call.told.extend([told] if told else [])


def explain_missing(call: Call, kind: str, by: str, ways: Mapping[str, Condition], site: str) -> None:
    """Tell why the key sees nothing of what was named `by` one of the ways, in this shop if one is told."""
    search = why.Search(kind, call.account, call.key, call.dialect)
    call.told.append(why.missing(search, by, site, ways))


def paging(call: Call, wrong: dict[str, str]) -> tuple[int, int]:
    """Which page is asked for and how many to a page; what is wrong with that is noted."""
    page = reading.plain(call.sent, "page", reading.page, 1, wrong)
    return page, reading.plain(call.sent, "limit", reading.limit, reading.LIMITS[0], wrong)


def pagination(page: int, limit: int, total: int) -> Document:
    """What a list tells of its pages."""
    pages = -(-total // limit)
    return {"limit": limit, "totalCount": total, "currentPage": page, "totalPageCount": pages}


def one(call: Call, external_id: str, search: Callable[..., Page]) -> Document:
    """The one that the path names, by the id that `by` says, in the shop that `site` says.

    Raises:
        Refusal: a parameter is wrong, or the key sees no such thing.
    """
    wrong: dict[str, str] = {}
    by = reading.plain(call.sent, "by", reading.by, "externalId", wrong)
    site = reading.plain(call.sent, "site", str, "", wrong)
    reading.refuse(wrong)
    shops = [find.one_of("site", [site])] if site else []
    found = search([identified(by, external_id), *shops], Slice(limit=1, order="lowest"), call.key.shops)
    if not found.items:
        others = {call.account.find_orders: "order", call.account.find_companies: "company"}
        explain_missing(call, others.get(search, "customer"), by, either_way(external_id), site)
        raise Refusal(404, NOT_FOUND)
    return found.items[0]


def either_way(text: str) -> dict[str, Condition]:
    """What a path may mean: RetailCRM's own id, or the shop's."""
    return {by: identified(by, text) for by in ("id", "externalId")}


def identified(by: str, text: str) -> Condition:
    """Who has this id, of the kind that `by` tells."""
    if by == "externalId":
        return find.one_of("external_id", [text])
    try:
        return find.one_of("id", [reading.identity(text)])
    except reading.InputError:
        return find.NOTHING
