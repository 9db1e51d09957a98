"""A block is given again to whom it would be drawn so, and to nobody else."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.drawn import Drawn, Page, Subject
from service.core.model import Account, Ignored, Outcome, Preferences, Ticket
from tests.service.fakes import contact

ACCOUNT, TODAY = Account("company", "https://company.retailcrm.ru"), date(2026, 11, 26)
TICKET = Ticket("company", "key", contact("89990001122"), Preferences("ru"), (Ignored("orders", "x"),))

numbers = st.text("0123456789", min_size=1)
pieces = st.lists(st.text(st.characters(exclude_categories=("Cs", "Nd"))), min_size=1)


@given(pieces, numbers, numbers)
def test_a_page_is_the_html_that_was_drawn_and_for_another_request_the_same_with_its_number(
    texts: list[str], number: str, another: str
) -> None:
    page = Page.of(number.join(texts), number)
    assert page.html == number.join(texts)
    assert page.numbered(another).html == another.join(texts)


def test_a_page_of_no_request_is_one_piece() -> None:
    assert Page.of('<p class="x">Да</p>') == Page(('<p class=\\"x\\">Да</p>'.encode(),), "")


@pytest.mark.parametrize(
    ("html", "repeatable"), [("<p>Request 4f2a</p>", True), ("<p>Request</p>", False), ("4f2a 4f2a", False)]
)
def test_a_block_can_be_given_again_where_its_number_stands_once(html: str, repeatable: bool) -> None:
    assert Drawn(Page.of(html, "4f2a"), Outcome.NOT_FOUND).repeatable is repeatable


def test_a_subject_differs_by_whatever_a_block_may_show() -> None:
    others = [
        replace(TICKET, subdomain="another"),
        replace(TICKET, contact=contact("anna@example.com")),
        replace(TICKET, preferences=Preferences("en")),
        replace(TICKET, ignored=()),
    ]
    subjects = {Subject.of(ACCOUNT, ticket, TODAY) for ticket in (TICKET, *others)}
    subjects |= {Subject.of(ACCOUNT, TICKET, date(2026, 11, 27))}
    subjects |= {Subject.of(replace(ACCOUNT, name="another"), TICKET, TODAY)}
    assert len(subjects) == 7


def test_a_subject_tells_no_key_and_is_the_same_for_all_who_may_have_the_block() -> None:
    one, other = (Subject.of(ACCOUNT, replace(TICKET, key=key), TODAY) for key in ("key", "another key"))
    assert one == other
    assert one.ticket.key == ""
