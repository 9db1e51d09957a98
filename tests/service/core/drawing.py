"""Short ways to render a decision, and to read what a block says."""

from dataclasses import replace
from decimal import Decimal

from bs4 import BeautifulSoup

from service.core.model import (
    Account,
    Decision,
    Outcome,
    Preferences,
    References,
    Status,
    Ticket,
)
from service.core.render import render
from service.core.sheet import Sheet
from tests.service.fakes import NOW, contact, customer, matched, order

ACCOUNT = Account("company", "https://company.retailcrm.ru")
TICKET = Ticket("company", "secret-key", contact("89990001122", "anna@example.com"))
SHEET = Sheet(NOW.date(), "4f2a")


def decision_of(text: str, outcome: Outcome = Outcome.FOUND_BY_PHONE) -> Decision:
    owner = replace(customer(7, "89990001122", orders_count=9), name=text)
    placed = replace(order(17, of=7, day=2), number=text, status=text, currency=text, total=Decimal("1.5"))
    match = matched(owner, by_phone=True, by_email=False, orders=(placed,))
    return Decision(outcome, match, others=(match,), loose=(placed,))


def text_of(html: str) -> str:
    """What the block says, without what was searched, where to go on and the request's number."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("style, .rcb-searched, .rcb-foot"):
        element.decompose()
    return " ".join(soup.get_text(" ").split())


def drawn(decision: Decision, ticket: Ticket = TICKET, **names: str) -> str:
    known = References({code: Status(name) for code, name in names.items()})
    return render(decision, ticket, ACCOUNT, known, SHEET)


def ticket_in(code: str) -> Ticket:
    return replace(TICKET, preferences=Preferences(lang=code))
