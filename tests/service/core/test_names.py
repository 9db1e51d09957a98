"""Only names that a block shows are asked for."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.model import (
    USUAL_PARTS,
    Customer,
    Decision,
    Delivery,
    Item,
    Kind,
    Order,
    Outcome,
    Part,
    Payment,
    Preferences,
    Search,
)
from service.core.names import MOST_ORDERS, needed
from tests.service.fakes import matched, order

PLAIN = Preferences()
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - RetailCRM gives no zone


def _kinds(decision: Decision, preferences: Preferences = PLAIN) -> list[str]:
    asked = needed(decision, preferences)
    assert all(question.search is Search.REFERENCES for question in asked)
    return [question.text for question in asked]


def _with(*orders: Order, **card: Any) -> Decision:
    return Decision(Outcome.FOUND_BY_PHONE, matched(Customer(1, **card), orders=orders))


NEEDS = {
    "nothing": (_with(order(1)), []),
    "a status": (_with(order(1, status="new")), [Kind.STATUSES]),
    "an order's shop": (_with(order(1, shop="main")), [Kind.SHOPS]),
    "a card's shop": (_with(shop="main"), [Kind.SHOPS]),
    "a card's manager": (_with(manager_id=0), [Kind.MANAGERS]),
    "a delivery": (_with(order(1, delivery=Delivery("courier"))), [Kind.DELIVERY_TYPES]),
    "a payment": (
        _with(order(1, payments=(Payment("cash", "paid"),))), [Kind.PAYMENT_STATUSES],
    ),
    "a line that tells itself": (_with(order(1, items=(Item(cancelled=False, status="x"),))), []),
    "a line that does not": (_with(order(1, items=(Item(status="x"),))), [Kind.PRODUCT_STATUSES]),
}  # fmt: skip
OWNERS = {
    Kind.MANAGERS: Part.MANAGER,
    Kind.DELIVERY_TYPES: Part.DELIVERY,
    Kind.PAYMENT_STATUSES: Part.PAYMENT,
    Kind.PRODUCT_STATUSES: Part.ITEMS,
}
EVERYTHING = order(
    1, status="new", shop="main", delivery=Delivery("post"), items=(Item(status="x"),),
    payments=(Payment("cash", "paid"),), paid_in_full_at=NOON,
)  # fmt: skip


@pytest.mark.parametrize("case", NEEDS)
def test_each_code_needs_its_kind_of_name(case: str) -> None:
    decision, kinds = NEEDS[case]
    assert _kinds(decision) == kinds


@given(st.frozensets(st.sampled_from(Part)))
def test_what_is_switched_off_needs_no_names(parts: frozenset[Part]) -> None:
    wanted = set(_kinds(_with(EVERYTHING, shop="main", manager_id=3), Preferences(parts=parts)))
    assert wanted == {Kind.STATUSES, Kind.SHOPS} | {kind for kind, part in OWNERS.items() if part in parts}


def test_orders_found_alone_need_names_too_and_a_shop_only_where_it_is_shown() -> None:
    alone = Decision(Outcome.FOUND_IN_ORDERS, loose=(EVERYTHING,))
    quiet = Preferences(parts=USUAL_PARTS - {Part.SHOP})
    needed_alone = {*OWNERS, Kind.STATUSES} - {Kind.MANAGERS}
    assert set(_kinds(alone)) == needed_alone | {Kind.SHOPS}
    assert set(_kinds(alone, quiet)) == needed_alone


def test_orders_that_are_not_listed_need_no_names() -> None:
    many = tuple(order(number) for number in range(1, MOST_ORDERS + 1))
    last = replace(EVERYTHING, id=100)
    assert (_kinds(_with(*many, last)), _kinds(_with(*many[1:], last)) != []) == ([], True)


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.HIDDEN, Outcome.CRM_BUSY])
def test_a_block_without_orders_needs_no_names(outcome: Outcome) -> None:
    assert _kinds(Decision(outcome)) == []
