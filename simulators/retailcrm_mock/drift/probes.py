"""Switches that a request of their own settles."""

from collections.abc import Callable, Iterator

from simulators.retailcrm_mock.drift.shapes import Positions
from simulators.retailcrm_mock.drift.walk import LISTS, Document, Walk
from simulators.retailcrm_mock.state import find

OK, BAD_REQUEST = 200, 400
_NOBODY, _TELLING = "usedeskDrift", 6
_OF_THE_BUYER = ("firstName", "lastName", "patronymic", "phone", "additionalPhone", "email")


def unknown_filter(walk: Walk) -> Positions:
    """Ask with a filter that cannot exist."""
    status = walk.ask(LISTS["customers"], {f"filter[{_NOBODY}]": "1", "limit": "20"}).status
    return {OK: {"ignored"}, BAD_REQUEST: {"400"}}.get(status, set())


def empty_filter(walk: Walk) -> Positions:
    """Ask for an empty e-mail."""
    total = _total(walk, "customers", {"filter[email]": ""})
    if not walk.totals["customers"] or total is None:
        return None
    return {walk.totals["customers"]: {"ignored"}, 0: {"nothing"}}.get(total, set())


def zero_filter(walk: Walk) -> Positions:
    """Ask for what is not overdue, and for what is."""
    late = _total(walk, "orders", {"filter[expired]": "1"})
    if not late:
        return None  # both positions would find all
    others = _total(walk, "orders", {"filter[expired]": "0"})
    total = walk.totals["orders"]
    return {total: {"ignored"}, total - late: {"filters"}}.get(others, set()) if others is not None else None


def orders_by_card(walk: Walk) -> Positions:
    """Ask for an order by what only its customer's card has: a phone as it is stored, or an e-mail."""
    for order in walk.documents["orders"]:
        for criterion, text in _of_the_card(order):
            sought = {criterion: text, "filter[ids][]": str(order["id"]), "limit": "20"}
            answer = walk.found(LISTS["orders"], sought)
            return {"yes" if answer["orders"] else "no"} if "orders" in answer else None
    return None


def _of_the_card(order: Document) -> Iterator[tuple[str, str]]:
    """Yield searches by what stands on the card and in nothing that the order itself tells of its buyer."""
    card = order.get("customer") or {}
    own = " ".join(str(order.get(name) or "") for name in _OF_THE_BUYER).casefold()
    email, phones = str(card.get("email") or ""), card.get("phones") or []
    if email and email.casefold() not in own:
        yield "filter[email]", email
    for number in (str(phone.get("number") or "") for phone in phones if isinstance(phone, dict)):
        if find.is_phone(number) and find.digits(number)[-_TELLING:] not in find.digits(own):
            yield "filter[customer]", number


def customer_id_covers_contacts(walk: Walk) -> Positions:
    """Ask for the orders of somebody who is the contact of an order and not its customer."""
    for order in walk.documents["orders"]:
        customer, contact = (order.get(role) or {} for role in ("customer", "contact"))
        if contact.get("id") and customer.get("id") not in {None, contact["id"]}:
            answer = walk.found(LISTS["orders"], {"filter[customerId]": str(contact["id"]), "limit": "100"})
            ids = [one.get("id") for one in answer.get("orders", [])]
            return {"yes"} if order["id"] in ids else {"no"}
    return None


def missing_key(walk: Walk) -> Positions:
    """Ask without a key."""
    status = str(walk.ask("/api/credentials", bare=True).status)
    return {status} if status in {"400", "401", "403"} else set()


def _total(walk: Walk, name: str, params: dict[str, str]) -> int | None:
    answer = walk.found(LISTS[name], {**params, "limit": "20"})
    total = answer.get("pagination", {}).get("totalCount")
    return total if isinstance(total, int) else None


PROBES: dict[str, Callable[[Walk], Positions]] = {
    "unknown-filter": unknown_filter,
    "empty-filter": empty_filter,
    "zero-filter": zero_filter,
    "orders-by-card": orders_by_card,
    "customer-id-covers-contacts": customer_id_covers_contacts,
    "missing-key": missing_key,
}
