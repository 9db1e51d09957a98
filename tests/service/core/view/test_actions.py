"""Where an agent can go on: links into the CRM, made of its own address."""

from dataclasses import replace

import pytest

from service.core.model import Contact, Decision, Outcome, Part
from service.core.view import compose
from service.core.view.parts import Link
from tests.service.core.view.writing import EMAIL, ORIGIN, PHONE, context, written
from tests.service.fakes import contact, customer, matched, order

NEW_ORDER = Link("New order", f"{ORIGIN}/orders/add?phone=%2B79990001122", "New order, opens in a new tab")
NEW_CLIENT = Link(
    "New client", f"{ORIGIN}/customers/add?phone=%2B79990001122", "New client, opens in a new tab"
)
ALL_ORDERS = Link(
    "All orders in RetailCRM",
    f"{ORIGIN}/orders/?filter%5Bcustomer%5D=9990001122",
    "All orders in RetailCRM, opens in a new tab",
)
BUSY = matched(customer(7, PHONE, orders_count=57), orders=(order(1, of=7),))


@pytest.mark.parametrize(
    ("decision", "links"),
    [
        (Decision(Outcome.FOUND_BY_PHONE, BUSY), (ALL_ORDERS, NEW_ORDER)),
        (
            Decision(Outcome.FOUND_BY_PHONE, matched(customer(7, PHONE), orders=(order(1, of=7),))),
            (NEW_ORDER,),
        ),
        (Decision(Outcome.FOUND_IN_ORDERS, loose=(order(1),)), (NEW_ORDER, NEW_CLIENT)),
        (Decision(Outcome.NOT_FOUND), (NEW_ORDER, NEW_CLIENT)),
        (Decision(Outcome.HIDDEN), (NEW_ORDER,)),
        (Decision(Outcome.CRM_UNAVAILABLE), ()),
        (Decision(Outcome.NOT_CONFIGURED), ()),
    ],
)
def test_links_follow_from_what_was_found(decision: Decision, links: tuple[Link, ...]) -> None:
    assert written(decision).actions == links


def test_each_link_can_be_switched_off() -> None:
    assert not written(Decision(Outcome.NOT_FOUND), Part.NEW_ORDER, Part.NEW_CLIENT).actions
    assert written(Decision(Outcome.FOUND_BY_PHONE, BUSY), Part.ALL_ORDERS).actions == (NEW_ORDER,)


def test_no_more_orders_are_open_than_a_block_ever_opens() -> None:
    match = matched(customer(7, PHONE), orders=tuple(order(n, of=7) for n in range(25, 0, -1)))
    assert written(Decision(Outcome.FOUND_BY_PHONE, match), orders=25).actions == (ALL_ORDERS, NEW_ORDER)


def test_folded_orders_are_a_reason_for_the_full_list() -> None:
    match = matched(customer(7, PHONE), orders=tuple(order(n, of=7) for n in range(6, 0, -1)))
    assert written(Decision(Outcome.FOUND_BY_PHONE, match)).actions == (ALL_ORDERS, NEW_ORDER)


@pytest.mark.parametrize("searched", [contact(EMAIL), contact("+7 916 123-45-67", EMAIL), Contact()])
def test_no_phone_is_filled_in_that_is_not_the_clients(searched: Contact) -> None:
    who = matched(customer(7, PHONE, EMAIL, orders_count=9), by_phone=False, by_email=True)
    links = compose(context(searched), Decision(Outcome.FOUND_BY_EMAIL, who)).actions
    assert links == (
        replace(ALL_ORDERS, href=f"{ORIGIN}/customers/7"),
        replace(NEW_ORDER, href=f"{ORIGIN}/orders/add"),
    )
