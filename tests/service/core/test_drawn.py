"""A block is given again to whom it would be drawn so, and to nobody else."""

from dataclasses import replace
from datetime import date

from service.core.drawn import Subject
from service.core.model import Account, Ignored, Preferences, Ticket
from tests.service.fakes import contact

ACCOUNT, TODAY = Account("company", "https://company.retailcrm.ru"), date(2026, 11, 26)
TICKET = Ticket("company", "key", contact("89990001122"), Preferences("ru"), (Ignored("orders", "x"),))


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
