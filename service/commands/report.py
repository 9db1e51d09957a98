"""What a check found: each call, and the block an agent would see."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from service.block import Answer
from service.commands.plain import plain
from service.core import shops
from service.core.identify import loose_orders, matches
from service.core.model import Findings, Outcome, Reply, Search, Ticket
from service.events import Called, Event

_WELL = frozenset(
    {
        Outcome.FOUND_BY_PHONE,
        Outcome.FOUND_BY_EMAIL,
        Outcome.FOUND_IN_ORDERS,
        Outcome.HIDDEN,
        Outcome.NOT_FOUND,
    }
)
"""Outcomes of an account that is set up well, whoever was asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One call: what it asked, how it ended, how many it found, and how many of them passed our own check.

    Both are None where there was no answer; names of codes have nothing to pass.
    """

    search: str
    text: str
    page: int
    status: str
    ms: int
    found: int | None
    passed: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """The account's address, the outcome, every call, and the block as text."""

    account: str
    outcome: Outcome
    partial: bool
    calls: tuple[Row, ...]
    block: str

    @property
    def well(self) -> bool:
        """Tell whether everything could be asked."""
        return self.outcome in _WELL and not self.partial

    def data(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)

    def text(self) -> str:
        """Return it for a terminal."""
        lines = [
            f"Account  {self.account or 'none'}",
            f"Outcome  {self.outcome}{', in part' if self.partial else ''}",
            "",
            *_table(self.calls),
            "",
            "What the agent sees:",
            *(f"  {line}" for line in self.block.splitlines()),
        ]
        return "\n".join(lines)


def report(account: str, ticket: Ticket, answer: Answer, told: Sequence[Event]) -> Report:
    """Sum up what was told on the way to the answer."""
    called = [event for event in told if isinstance(event, Called)]
    passed = _passed(ticket, called)
    rows = tuple(_row(event, passed) for event in called)
    return Report(account, answer.outcome, answer.provenance.partial, rows, plain(answer.page.html))


_Passed = tuple[frozenset[int], frozenset[int]]
"""The ids of customers and of orders that passed."""


def _passed(ticket: Ticket, called: Sequence[Called]) -> _Passed:
    findings = Findings()
    for event in called:
        findings = findings.plus(event.question, event.reply) if event.reply else findings
    counted = shops.within(ticket.preferences.shops, ticket.contact, findings)
    people = matches(ticket.contact, counted)
    orders = {order.id for match in people for order in match.orders}
    loose = {order.id for order in loose_orders(ticket.contact, counted, people)}
    return frozenset(match.customer.id for match in people), frozenset(orders | loose)


def _row(event: Called, passed: _Passed) -> Row:
    question, ms = event.question, round(event.seconds * 1000)
    reply = None if question.search is Search.CONTACT_PERSONS else event.reply
    counts = _counts(reply, passed) if reply else (None, None)
    return Row(question.search, question.text, event.page, event.status, ms, *counts)


def _counts(reply: Reply, passed: _Passed) -> tuple[int, int | None]:
    if names := reply.references:
        return sum(len(each) for each in asdict(names).values()), None
    if reply.companies:
        return len(reply.companies), None
    if reply.orders:  # the cards that come with them were not asked for
        return len(reply.orders), sum(each.id in passed[1] for each in reply.orders)
    return len(reply.customers), sum(each.id in passed[0] for each in reply.customers)


def _table(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return ["Nothing was asked of RetailCRM."]
    head = ("operation", "searched for", "page", "status", "ms", "found", "passed")
    cells = [head, *(tuple("-" if each is None else str(each) for each in _values(row)) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]


def _values(row: Row) -> tuple[object, ...]:
    return row.search, row.text, row.page, row.status, row.ms, row.found, row.passed
