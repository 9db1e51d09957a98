"""Which shops count: an administrator may name those whose clients and orders a block is about."""

from dataclasses import replace

from service.core.identify import loose_orders, matches
from service.core.model import Contact, Customer, Findings


def within(shops: frozenset[str], contact: Contact, findings: Findings) -> Findings:
    """Return the findings without what belongs to shops that do not count, and whether any of it matches.

    With no shop named all count. A client or order of which the CRM tells no shop belongs to none that does.
    """
    if not shops:
        return findings
    orders = {one.id: one for one in findings.orders.values() if one.shop.casefold() in shops}
    away = [one for one in findings.orders.values() if one.id not in orders]
    owners = {number for one in away for number in (one.customer_id, one.contact_id)}
    people = (one for one in findings.customers.values() if one.shop.casefold() in shops)
    customers = {one.id: _without_figures(one) if one.id in owners else one for one in people}
    inside = replace(findings, customers=customers, orders=orders)
    return replace(inside, elsewhere=_matching(contact, findings) > _matching(contact, inside))


def _without_figures(customer: Customer) -> Customer:
    """Forget the card's figures, which count orders of every shop."""
    return replace(customer, orders_count=None, total=None, average=None)


def _matching(contact: Contact, findings: Findings) -> set[tuple[str, int]]:
    people = matches(contact, findings)
    orders = [
        *(order for match in people for order in match.orders),
        *loose_orders(contact, findings, people),
    ]
    return {("customer", match.customer.id) for match in people} | {("order", order.id) for order in orders}
