"""A decision in the words and figures of one language, ready to be laid out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from service.core import plan, sentences
from service.core.identify import OF_ORDERS, OF_PEOPLE, has_number
from service.core.language import Language
from service.core.model import (
    Account,
    Contact,
    Customer,
    Decision,
    Failure,
    Kind,
    Match,
    Mistake,
    Order,
    Outcome,
    Reason,
    References,
    Search,
    Ticket,
)
from service.core.text import clean

_MOST_OTHERS = 5
_LONGEST_CURRENCY = 10
_SHOWN_VALUE = 60
_A_SECRET = re.compile(r"([^\W_]{4})[^\W_]{16,}")
"""A run of letters and digits as long as a key's and the part of it that may be shown."""
_SET_UP = {Outcome.NOT_CONFIGURED, Outcome.KEY_REJECTED, Outcome.ACCOUNT_UNKNOWN}
_CRM_TROUBLE = {Outcome.CRM_UNAVAILABLE, Outcome.CRM_BUSY}


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; `label` is what a screen reader says."""

    text: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of a list; what the CRM did not say is empty."""

    link: Link
    status: str
    day: str
    date: str
    total: str


@dataclass(frozen=True, slots=True)
class OrderList:
    """Some orders, how many there are in all, and where the rest is when not all are listed."""

    heading: str
    orders: tuple[OrderLine, ...]
    rest: Link | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A further client who matches, and how; `orders` is empty when nobody knows how many."""

    how: str
    link: Link
    orders: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything a block shows, in order."""

    lang: str
    outcome: str
    trouble: bool
    sentences: tuple[str, ...]
    person: Link | None = None
    lists: tuple[OrderList, ...] = ()
    others: tuple[Other, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the parts of one block: in a language, with links into one account."""

    language: Language
    account: Account
    references: References

    def view(self, decision: Decision, ticket: Ticket) -> View:
        """Put a decision into words."""
        return View(
            lang=self.language.tag,
            outcome=decision.outcome,
            trouble=decision.outcome in _SET_UP | _CRM_TROUBLE,
            sentences=tuple(self._sentences(decision, ticket)),
            person=self._customer(decision.person.customer) if decision.person else None,
            lists=tuple(self._lists(decision, ticket)),
            others=tuple(self._other(match, decision) for match in decision.others[:_MOST_OTHERS]),
            notes=tuple(self._notes(decision, ticket)),
        )

    def _sentences(self, decision: Decision, ticket: Ticket) -> Iterator[str]:
        yield self.language.say(_sentence(decision), account=self.account.name and shown(self.account.name))
        for mistake in decision.mistakes:
            yield self.language.say(sentences.MISTAKES[mistake], **_values(mistake, ticket))
        if decision.person and not decision.person.orders and _all_orders_seen(decision):
            yield self.language.say(sentences.NO_ORDERS)

    def _lists(self, decision: Decision, ticket: Ticket) -> Iterator[OrderList]:
        most = ticket.preferences.orders
        if decision.person and decision.person.orders:
            yield self._orders_of(decision.person, ticket.contact, most)
        if decision.loose:
            heading = self.language.say("Found in orders: %(total)d", total=len(decision.loose))
            if len(decision.loose) > most:
                heading = self.language.say(
                    "Found in orders: %(shown)d of %(total)d", shown=most, total=len(decision.loose)
                )
            yield OrderList(heading, self._lines(decision.loose[:most]))

    def _orders_of(self, match: Match, contact: Contact, most: int) -> OrderList:
        total = max(len(match.orders), match.customer.orders_count or 0)
        lines = self._lines(match.orders[:most])
        if len(lines) == total:
            return OrderList(self.language.say("Orders: %(total)d", total=total), lines)
        heading = self.language.say("Orders: %(shown)d of %(total)d", shown=len(lines), total=total)
        text = self.language.say("All orders in RetailCRM")
        return OrderList(heading, lines, self._link(text, _path_of_orders(match.customer, contact)))

    def _lines(self, orders: Iterable[Order]) -> tuple[OrderLine, ...]:
        return tuple(self._order(order) for order in orders)

    def _order(self, order: Order) -> OrderLine:
        number = clean(order.number) or f"#{order.id}"
        label = self.language.say("Order %(number)s, opens in a new tab", number=number)
        moment = order.created_at
        return OrderLine(
            link=Link(number, f"{self.account.origin}/orders/{order.id}/edit", label),
            status=clean(self._status(order)),
            day=moment.date().isoformat() if moment else "",
            date=self.language.date(moment) if moment else "",
            total=self._total(order),
        )

    def _status(self, order: Order) -> str:
        known = self.references.statuses.get(order.status)
        return (known and known.name) or order.status

    def _total(self, order: Order) -> str:
        currency = clean(order.currency, _LONGEST_CURRENCY)
        return "" if order.total is None else self.language.money(order.total, currency)

    def _customer(self, customer: Customer) -> Link:
        name = clean(customer.name) or self.language.say("Client %(id)d", id=customer.id)
        return self._link(name, f"/customers/{customer.id}")

    def _link(self, text: str, path: str) -> Link:
        label = self.language.say("%(text)s, opens in a new tab", text=text)
        return Link(text, self.account.origin + path, label)

    def _other(self, match: Match, decision: Decision) -> Other:
        how = sentences.ALSO_BY_PHONE if match.by_phone else sentences.ALSO_BY_EMAIL
        if match.by_phone and match.by_email:
            how = sentences.ALSO_BY_BOTH
        total = max(len(match.orders), match.customer.orders_count or 0)
        known = bool(total) or _all_orders_seen(decision)
        orders = self.language.count("%(number)d order", "%(number)d orders", total) if known else ""
        return Other(self.language.say(how), self._customer(match.customer), orders)

    def _notes(self, decision: Decision, ticket: Ticket) -> Iterator[str]:
        yield from self._sharing(decision, ticket.contact)
        if decision.withheld and decision.outcome is not Outcome.HIDDEN:
            yield self.language.say(sentences.WITHHELD)
        yield from dict.fromkeys(self._gap(failure) for failure in _gaps(decision, ticket.contact))
        if decision.cut:
            yield self.language.say(sentences.CUT)
        yield from self._unsearched(ticket.contact)
        for ignored in ticket.ignored:
            values = {"parameter": ignored.parameter, "value": shown(ignored.value)}
            yield self.language.say(sentences.IGNORED, **values)

    def _sharing(self, decision: Decision, contact: Contact) -> Iterator[str]:
        everybody = [match.customer for match in (decision.person, *decision.others) if match]
        owners = [
            sum(has_number(phone, one.phones, contact.region) for one in everybody)
            for phone in contact.phones
        ]
        sharing = max(owners, default=0)
        if sharing > 1:
            yield self.language.count(
                "This phone belongs to %(number)d client.",
                "This phone belongs to %(number)d clients.",
                sharing,
            )
        if (more := len(decision.others) - _MOST_OTHERS) > 0:
            yield self.language.count(
                "%(number)d more client matches.", "%(number)d more clients match.", more
            )

    def _gap(self, failure: Failure) -> str:
        gap, reason = sentences.GAPS[failure.search], sentences.REASONS[failure.reason]
        return f"{self.language.say(gap)} {self.language.say(reason)}"

    def _unsearched(self, contact: Contact) -> Iterator[str]:
        if contact.unreadable:
            yield self.language.count(
                "%(number)d contact of the ticket is no phone and no e-mail.",
                "%(number)d contacts of the ticket are no phones and no e-mails.",
                contact.unreadable,
            )
        if contact.left_out:
            yield self.language.count(
                "%(number)d more contact was not searched (at most %(phones)d phones, %(emails)d e-mails).",
                "%(number)d more contacts were not searched (at most %(phones)d phones, %(emails)d e-mails).",
                contact.left_out,
                phones=plan.MOST_PHONES,
                emails=plan.MOST_EMAILS,
            )


def shown(value: str) -> str:
    """Show what an administrator typed, but hardly anything of what could be a key in the wrong field."""
    return clean(_A_SECRET.sub(r"\1…", clean(value, len(value))), _SHOWN_VALUE)


def _sentence(decision: Decision) -> str:
    denied = any(failure.reason is Reason.ACCESS_DENIED for failure in decision.failures)
    rejected = any(failure.reason is Reason.KEY_REJECTED for failure in decision.failures)
    if decision.outcome is Outcome.KEY_REJECTED and denied and not rejected:
        return sentences.ACCESS_DENIED
    if decision.outcome is Outcome.HIDDEN and not _all_orders_seen(decision):
        return sentences.HIDDEN_UNCHECKED
    return sentences.OUTCOMES[decision.outcome]


def _values(mistake: Mistake, ticket: Ticket) -> dict[str, str]:
    return {"value": shown(ticket.subdomain)} if mistake is Mistake.BAD_SUBDOMAIN else {}


def _all_orders_seen(decision: Decision) -> bool:
    return not decision.cut and not any(failure.search in OF_ORDERS for failure in decision.failures)


def _gaps(decision: Decision, contact: Contact) -> Iterator[Failure]:
    """Yield the failures worth telling: those the main sentence does not tell already."""
    if decision.outcome in _SET_UP:
        return
    tried = {Search.CUSTOMERS_BY_PHONE: bool(contact.phones), Search.CUSTOMERS_BY_EMAIL: bool(contact.emails)}
    failed = {failure.search for failure in decision.failures}
    if decision.outcome in _CRM_TROUBLE and all(search in failed for search, was in tried.items() if was):
        return
    lists_orders = bool(decision.loose or (decision.person and decision.person.orders))
    for failure in decision.failures:
        if failure.search in OF_PEOPLE | OF_ORDERS or (lists_orders and failure.text == Kind.STATUSES):
            yield failure


def _path_of_orders(customer: Customer, contact: Contact) -> str:
    """Return RetailCRM's list of a phone's orders, else the card: a name would list its namesakes' orders."""
    for phone in contact.phones:
        if has_number(phone, customer.phones, contact.region):
            return "/orders/?" + urlencode({"filter[customer]": phone.terms[0]})
    return f"/customers/{customer.id}"
