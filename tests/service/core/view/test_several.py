"""Several clients match: why one goes first, how many share the phone, and how many are not named."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.core.model import Contact, Decision, Outcome, Why
from service.core.view import compose
from service.core.view.reason import of_several
from tests.service.core.view.writing import EMAIL, PHONE, context, written
from tests.service.fakes import contact, customer, matched

SECOND_PHONE = "+7 916 123-45-67"


def _crowd(phones: int, mails: int, why: Why | None = None) -> Decision:
    """So many clients who have the phone, then so many who have the e-mail alone."""
    by_phone = [matched(customer(n, PHONE)) for n in range(phones)]
    by_email = [matched(customer(100 + n, EMAIL), by_phone=False, by_email=True) for n in range(mails)]
    first, *others = (*by_phone, *by_email)
    return Decision(Outcome.FOUND_BY_PHONE, first, tuple(others), why=why)


def _told(decision: Decision, code: str = "en", searched: Contact | None = None) -> tuple[str, ...]:
    return tuple(of_several(context(searched, code=code), decision))


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Why.ORDERS_BY_PHONE, ("Comes first: has orders and this phone.",)),
        (Why.ALSO_BY_EMAIL, ("Comes first: the e-mail matches too.",)),
        (Why.HAS_ORDERS, ("Comes first: has orders.",)),
        (Why.NEWEST_ORDER, ("Comes first: has the newest order.",)),
        (Why.HIGHER_ID, ("Comes first: has the newest card.",)),
        (Why.ONLY_ONE, ()),
        (None, ()),
    ],
)
def test_why_a_client_goes_before_the_others_is_told_where_it_is_known(
    why: Why | None, told: tuple[str, ...]
) -> None:
    assert written(_crowd(1, 1, why)).others_notes == told


def test_of_a_client_alone_nothing_of_it_is_told() -> None:
    view = written(_crowd(1, 0, Why.HIGHER_ID))
    assert (view.others_heading, view.others_notes) == ("", ())


@example(phones=1, mails=5)
@example(phones=1, mails=6)
@example(phones=2, mails=6)
@given(phones=st.integers(1, 9), mails=st.integers(0, 9))
def test_owners_of_the_phone_and_clients_who_are_not_named_are_counted(phones: int, mails: int) -> None:
    unnamed = phones + mails - 6
    shared = [f"This phone belongs to {phones} clients."] if phones > 1 else []
    more = [f"{unnamed} more client{' matches' if unnamed == 1 else 's match'}."] if unnamed > 0 else []
    assert _told(_crowd(phones, mails)) == (*shared, *more)


@pytest.mark.parametrize(
    ("crowd", "told"),
    [
        ((2, 0), ("Этот телефон у 2 клиентов.",)),
        ((7, 0), ("Этот телефон у 7 клиентов.", "Подходит ещё 1 клиент.")),
        ((1, 8), ("Подходят ещё 3 клиента.",)),
    ],
)
def test_they_are_counted_as_the_language_counts(crowd: tuple[int, int], told: tuple[str, ...]) -> None:
    assert _told(_crowd(*crowd), "ru") == told


def test_of_several_phones_the_one_that_most_clients_share_is_told() -> None:
    both = matched(customer(1, PHONE, SECOND_PHONE))
    decision = Decision(
        Outcome.FOUND_BY_PHONE, both, (matched(customer(2, PHONE)), matched(customer(3, SECOND_PHONE, PHONE)))
    )
    searched = contact(PHONE, SECOND_PHONE)
    assert _told(decision, searched=searched) == ("This phone belongs to 3 clients.",)


def test_a_number_is_told_from_another_by_the_country_that_the_block_is_for() -> None:
    at_home = tuple(
        matched(customer(n, text)) for n, text in enumerate(("11 91234-5678", "+55 11 91234-5678"))
    )
    decision = Decision(Outcome.FOUND_BY_PHONE, at_home[0], at_home[1:])
    searched = contact("11 91234-5678", region="BR")
    assert compose(context(searched), decision).others_notes == ("This phone belongs to 2 clients.",)


def test_nobody_is_counted_by_a_phone_that_was_not_searched() -> None:
    assert _told(_crowd(0, 2, Why.HIGHER_ID), searched=contact(EMAIL)) == (
        "Comes first: has the newest card.",
    )
