"""Where an agent can go on in the CRM; the block itself changes nothing."""

from collections.abc import Iterator

from service.core.identify import has_number
from service.core.model import Customer, Decision, Match, Outcome, Part, Phone
from service.core.names import MOST_ORDERS
from service.core.view.context import Context
from service.core.view.parts import Link
from service.core.view.seen import total_orders

_SETTLED = frozenset(
    {
        Outcome.FOUND_BY_PHONE,
        Outcome.FOUND_BY_EMAIL,
        Outcome.FOUND_IN_ORDERS,
        Outcome.HIDDEN,
        Outcome.NOT_FOUND,
    }
)
"""Outcomes of a search that came to an end."""
_NOBODY = frozenset({Outcome.FOUND_IN_ORDERS, Outcome.NOT_FOUND})
"""Outcomes in which the CRM holds no card that this key can see."""


def actions(context: Context, decision: Decision) -> Iterator[Link]:
    """Lead to all orders, to a new order and to a new client, with the phone filled in."""
    if decision.outcome not in _SETTLED:
        return
    say, person = context.language.say, decision.person
    if person and context.shows(Part.ALL_ORDERS) and _holds_more(context, person):
        yield _all_orders(context, person.customer)
    prefilled = _prefilled(context, person.customer if person else None)
    if context.shows(Part.NEW_ORDER):
        yield context.link(say("New order"), "/orders/add", **prefilled)
    if context.shows(Part.NEW_CLIENT) and decision.outcome in _NOBODY:
        yield context.link(say("New client"), "/customers/add", **prefilled)


def _holds_more(context: Context, match: Match) -> bool:
    opened = min(len(match.orders), context.preferences.orders, MOST_ORDERS)
    return total_orders(match) > opened


def _all_orders(context: Context, customer: Customer) -> Link:
    """Lead to RetailCRM's list of a phone's orders, else to the card: a name would list namesakes' too."""
    text = context.language.say("All orders in RetailCRM")
    if phone := _own_phone(context, customer):
        return context.link(text, "/orders/", **{"filter[customer]": phone.terms[0]})
    return context.link(text, f"/customers/{customer.id}")


def _prefilled(context: Context, customer: Customer | None) -> dict[str, str]:
    """Fill in the phone the ticket and the client share; without a client, the ticket's first."""
    phone = _own_phone(context, customer) if customer else next(iter(context.contact.phones), None)
    return {"phone": phone.key} if phone else {}


def _own_phone(context: Context, customer: Customer) -> Phone | None:
    searched = context.contact.phones
    return next(
        (phone for phone in searched if has_number(phone, customer.phones, context.contact.region)), None
    )
