"""Which shops count: an administrator may name those whose clients and orders a block is about."""

from dataclasses import replace

from service.core.identify import loose_orders, matches
from service.core.model import Contact, Findings


def within(shops: frozenset[str], contact: Contact, findings: Findings) -> Findings:
    """Return the findings without what belongs to shops that do not count, and whether any of it matches.

    With no shop named all count. A client or order of which the CRM tells no shop belongs to none that does.
    """
    if not shops:
        return findings
    inside = replace(
        findings,
        customers={one.id: one for one in findings.customers.values() if one.shop.casefold() in shops},
        orders={one.id: one for one in findings.orders.values() if one.shop.casefold() in shops},
    )
    return replace(inside, elsewhere=_matching(contact, findings) > _matching(contact, inside))


def _matching(contact: Contact, findings: Findings) -> set[tuple[str, int]]:
    people = matches(contact, findings)
    orders = [
        *(order for match in people for order in match.orders),
        *loose_orders(contact, findings, people),
    ]
    return {("customer", match.customer.id) for match in people} | {("order", order.id) for order in orders}
