"""Named fakes of the service's ports, and short ways to make its values."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, wait
from datetime import UTC, datetime
from typing import Any, Protocol

from service.core import emails, phones
from service.core.drawn import Drawn, Subject
from service.core.model import (
    Contact,
    Customer,
    Findings,
    Kind,
    Match,
    Order,
    Question,
    References,
    Reply,
    Search,
    Status,
)
from service.ports import Answered, CrmError, Late, Visit

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


class HandClock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class Asked(Protocol):
    """What answers one question at a time."""

    def ask(self, visit: Visit, question: Question) -> Reply: ...


class OneByOne:
    """The port over a CRM of single questions: each in a thread of its own, until the deadline."""

    def __init__(self, crm: Asked, executor: Executor) -> None:
        self._crm, self._executor = crm, executor

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        if visit.deadline.remaining() <= 0:
            yield from _late(questions)
            return
        pending = [
            (question, self._executor.submit(self._crm.ask, visit, question)) for question in questions
        ]
        wait([future for _, future in pending], timeout=max(0, visit.deadline.remaining()))
        for question, future in pending:
            try:
                yield question, future.result() if future.done() else Late("silent")
            except CrmError as error:
                yield question, error


class InTurn:
    """The port over a CRM of single questions: one after the other, in the caller's thread."""

    def __init__(self, crm: Asked) -> None:
        self._crm = crm

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        for place, question in enumerate(questions):
            if visit.deadline.remaining() <= 0:
                yield from _late(questions[place:])
                return
            try:
                yield question, self._crm.ask(visit, question)
            except CrmError as error:
                yield question, error


def _late(questions: Sequence[Question]) -> Iterator[Answered]:
    return ((question, Late("the deadline is over")) for question in questions)


class NoTickets:
    """Takes every ticket for one that is opened for the first time."""

    def opened(self, visit: Visit) -> Visit:
        return visit

    def shown(self, visit: Visit) -> None:
        pass


class Undrawn:
    """Keeps no block, so that each is drawn anew."""

    def find(self, _visit: Visit, _subject: Subject) -> Drawn | None:
        return None

    def keep(self, *_kept: object) -> None:
        pass


class LoosestCrm:
    """A CRM whose search is as loose as can be: it returns everything it has, whatever was asked."""

    def __init__(
        self,
        customers: tuple[Customer, ...] = (),
        orders: tuple[Order, ...] = (),
        failures: Mapping[Search, CrmError] | None = None,
        companies: tuple[int, ...] = (),
    ) -> None:
        self.customers, self.orders, self.companies = customers, orders, companies
        self.failures = failures or {}
        self.asked: list[Question] = []

    def ask(self, visit: Visit, question: Question) -> Reply:
        if question.search is Search.CARDS_SEEN and question.search not in self.failures:
            return Reply(by_card=True)  # costs no call
        visit.calls.append(question.search)
        self.asked.append(question)
        if failure := self.failures.get(question.search):
            raise failure
        if question.search is Search.REFERENCES:
            names = {"new": Status("New")} if question.text == Kind.STATUSES else {}
            return Reply(references=References(names))
        if question.search is Search.COMPANIES_OF:
            return Reply(companies=self.companies)
        if question.search is Search.CONTACT_PERSONS:
            return Reply(contact_persons=any(one.is_contact for one in self.customers))
        if not question.search.startswith("orders"):
            return Reply(customers=self.customers)
        theirs = {number for one in self.orders for number in (one.customer_id, one.contact_id)}
        return Reply(tuple(one for one in self.customers if one.id in theirs), self.orders)


def contact(*addresses: str, region: str = "RU") -> Contact:
    """Make a contact of phones and e-mails, told apart by the @."""
    read = [phones.parse(address, region) for address in addresses if "@" not in address]
    mails = [emails.parse(address) for address in addresses if "@" in address]
    return Contact(tuple(p for p in read if p), tuple(m for m in mails if m), region)


def customer(number: int, *addresses: str, **more: Any) -> Customer:
    """Make a customer of phones and an e-mail, told apart by the @."""
    mail = next((address for address in addresses if "@" in address), "")
    numbers = tuple(address for address in addresses if "@" not in address)
    return Customer(number, name=f"Person {number}", phones=numbers, email=mail, **more)


def order(number: int, of: int | None = None, day: int = 1, **more: Any) -> Order:
    """Make an order of a customer, placed on a day of November 2026."""
    placed = datetime(2026, 11, day)  # noqa: DTZ001 - RetailCRM gives no zone
    return Order(number, number=f"{number}A", created_at=placed, customer_id=of, **more)


def matched(
    who: Customer,
    by_phone: bool = True,
    by_email: bool = False,
    orders: tuple[Order, ...] = (),
) -> Match:
    """Make a match of a customer by their own phones, e-mail or both."""
    of_phone = contact(*who.phones, "89990001122").phones[:1] if by_phone else ()
    return Match(who, of_phone, (who.email or "anna@example.com",) if by_email else (), orders)


def findings(*items: Customer | Order, **more: Any) -> Findings:
    """Make findings of customers and orders, found by each of their phones."""
    customers = {item.id: item for item in items if isinstance(item, Customer)}
    orders = {item.id: item for item in items if isinstance(item, Order)}
    replies: dict[Question, Reply] = {}
    for search, found in ((Search.CUSTOMERS_BY_PHONE, customers), (Search.ORDERS_BY_PHONE, orders)):
        for item in found.values():
            reply = Reply((item,)) if isinstance(item, Customer) else Reply(orders=(item,))
            terms = [term for phone in contact(*item.phones).phones for term in phone.terms]
            replies |= {Question(search, term): reply for term in terms}
    return Findings(customers, orders, replies=replies, **more)
