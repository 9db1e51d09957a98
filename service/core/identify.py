"""Who is writing: the article's rules, with every answer of the CRM checked again.

A CRM's search is loose (RetailCRM looks a phone up in a field of names), so nothing it returns is shown
unless a phone or e-mail of it equals a searched one.
"""

from collections.abc import Iterable

from service.core import emails, phones
from service.core.model import (
    Contact,
    Customer,
    Decision,
    Failure,
    Findings,
    Match,
    Order,
    Outcome,
    Phone,
    Reason,
    Search,
    Why,
)

_GRAVEST_FIRST = {
    Reason.ACCOUNT_UNKNOWN: Outcome.ACCOUNT_UNKNOWN,
    Reason.KEY_REJECTED: Outcome.KEY_REJECTED,
    Reason.ACCESS_DENIED: Outcome.KEY_REJECTED,
    Reason.UNAVAILABLE: Outcome.CRM_UNAVAILABLE,
    Reason.LATE: Outcome.CRM_UNAVAILABLE,
    Reason.BUSY: Outcome.CRM_BUSY,
}
_POINTS = (Why.ORDERS_BY_PHONE, Why.ALSO_BY_EMAIL, Why.HAS_ORDERS, Why.NEWEST_ORDER, Why.HIGHER_ID)
"""What each point of precedence is called, in their order."""
OF_ORDERS = frozenset({Search.ORDERS_BY_PHONE, Search.ORDERS_BY_EMAIL, Search.ORDERS_OF, Search.COMPANIES_OF})
"""Searches without which orders may be missing: those of a contact person's companies among them."""
OF_PEOPLE = frozenset({Search.CUSTOMERS_BY_PHONE, Search.CUSTOMERS_BY_EMAIL})


def decide(contact: Contact, findings: Findings) -> Decision:
    """Apply the rules to what the CRM said.

    A client with orders found by phone goes first; one found by e-mail is shown with or without orders;
    one found by phone only is shown only with an order; orders that pass by themselves are listed alone.
    """
    if not (contact.phones or contact.emails):
        return Decision(Outcome.NOTHING_TO_SEARCH_BY)
    people = matches(contact, findings)
    shown = sorted(filter(_may_be_shown, people), key=_precedence, reverse=True)
    return Decision(
        outcome=_outcome(shown, people, loose := loose_orders(contact, findings, people), findings),
        person=shown[0] if shown else None,
        others=tuple(shown[1:]),
        loose=loose,
        withheld=_withholds(shown, people),
        failures=findings.failures,
        cut=findings.cut,
        why=_why(shown),
        elsewhere=findings.elsewhere,
    )


def matches(contact: Contact, findings: Findings) -> tuple[Match, ...]:
    """Return the customers who really have a searched phone or e-mail, each with their orders."""
    found = []
    for customer in findings.customers.values():
        numbers, addresses = _phones_of(contact, customer.phones), _emails_of(contact, customer.email)
        if numbers or addresses:
            found.append(Match(customer, numbers, addresses, _orders_of(customer, findings)))
    return tuple(found)


def order_passes(contact: Contact, order: Order) -> bool:
    """Tell whether an order's own phone or e-mail equals a searched one."""
    return bool(_phones_of(contact, order.phones) or _emails_of(contact, order.email))


def has_number(phone: Phone, raw_numbers: tuple[str, ...], region: str) -> bool:
    """Tell whether one of the numbers, as stored, is this phone."""
    readings = (phones.parse(raw, region) for raw in raw_numbers if phones.resembles(raw, phone))
    return any(reading is not None and phone.matches(reading) for reading in readings)


def belongs_to(order: Order, customer: Customer) -> bool:
    """Tell whether an order is a customer's: as the buyer, or as the contact person of a company."""
    return customer.id in (order.customer_id, order.contact_id)


def _phones_of(contact: Contact, raw_numbers: tuple[str, ...]) -> tuple[Phone, ...]:
    return tuple(phone for phone in contact.phones if has_number(phone, raw_numbers, contact.region))


def _emails_of(contact: Contact, raw: str) -> tuple[str, ...]:
    address = emails.parse(raw)
    return tuple(email for email in contact.emails if email == address)


def _orders_of(customer: Customer, findings: Findings) -> tuple[Order, ...]:
    return newest_first(order for order in findings.orders.values() if belongs_to(order, customer))


def loose_orders(contact: Contact, findings: Findings, people: tuple[Match, ...]) -> tuple[Order, ...]:
    """Return the orders that pass by their own phone or e-mail and belong to nobody who matched."""
    owned = {order.id for match in people for order in match.orders}
    return newest_first(
        order for order in findings.orders.values() if order.id not in owned and order_passes(contact, order)
    )


def newest_first(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Sort orders by their date, the newest first; those without a date come last."""
    return tuple(sorted(orders, key=_age, reverse=True))


def _age(order: Order) -> tuple[str, int]:
    return order.created_at.isoformat() if order.created_at else "", order.id


def _may_be_shown(match: Match) -> bool:
    return match.by_email or bool(match.orders)


def _precedence(match: Match) -> tuple[bool, bool, bool, tuple[str, int], int]:
    """Sort clients: by phone with orders, also by e-mail, by the newest order, the newer card."""
    newest = _age(match.orders[0]) if match.orders else ("", 0)
    has_orders = bool(match.orders)
    return match.by_phone and has_orders, match.by_email, has_orders, newest, match.customer.id


def _why(shown: list[Match]) -> Why | None:
    """Name the first point of precedence in which the first client is ahead of the second."""
    if len(shown) < 2:  # noqa: PLR2004 - nobody to be ahead of
        return Why.ONLY_ONE if shown else None
    first, second = map(_precedence, shown[:2])
    return next(why for why, one, other in zip(_POINTS, first, second, strict=True) if one != other)


def _outcome(
    shown: list[Match], people: tuple[Match, ...], loose: tuple[Order, ...], findings: Findings
) -> Outcome:
    if shown:
        first = shown[0]
        return Outcome.FOUND_BY_PHONE if first.by_phone and first.orders else Outcome.FOUND_BY_EMAIL
    if loose:
        return Outcome.FOUND_IN_ORDERS
    if people:
        return Outcome.HIDDEN
    return _nobody(findings.failures)


def _nobody(failures: tuple[Failure, ...]) -> Outcome:
    """Say "not found" only when every search for people was answered."""
    reasons = {failure.reason for failure in failures if failure.search in OF_PEOPLE}
    return next((_GRAVEST_FIRST[reason] for reason in _GRAVEST_FIRST if reason in reasons), Outcome.NOT_FOUND)


def _withholds(shown: list[Match], people: tuple[Match, ...]) -> bool:
    """Tell whether somebody hidden deserves a line: not beside another found by phone with orders."""
    prioritised = any(match.by_phone and match.orders for match in shown)
    return len(people) > len(shown) and not prioritised
