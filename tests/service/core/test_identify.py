"""The rules of the article: the case table, and that no stranger is ever shown."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.identify import decide
from service.core.model import (
    Contact,
    Customer,
    Decision,
    Failure,
    Findings,
    Order,
    Outcome,
    Reason,
    Search,
    Why,
)
from tests.service.fakes import contact, customer, findings, order

PHONE, MAIL = "+7 999 000-11-22", "anna@example.com"
BOTH = contact(PHONE, MAIL)
BY_PHONE, BY_EMAIL, IN_ORDERS = Outcome.FOUND_BY_PHONE, Outcome.FOUND_BY_EMAIL, Outcome.FOUND_IN_ORDERS
PHONE_FAILED = Failure(Search.CUSTOMERS_BY_PHONE, Reason.UNAVAILABLE)
EMAIL_FAILED = Failure(Search.CUSTOMERS_BY_EMAIL, Reason.BUSY)
ORDERS_FAILED = Failure(Search.ORDERS_OF, Reason.LATE)
A, B = customer(1, PHONE), customer(2, MAIL)
A_TOO, B_TOO, BOTH_OF_THEM = customer(3, PHONE), customer(4, MAIL), customer(5, PHONE, MAIL)

CASES = {
    "phone with orders": (findings(A, order(10, of=1)), BY_PHONE, 1, [], False),
    "one client by both, with orders": (findings(BOTH_OF_THEM, order(10, of=5)), BY_PHONE, 5, [], False),
    "phone with orders, another by e-mail": (findings(A, B, order(10, of=1)), BY_PHONE, 1, [2], False),
    "both with orders: the phone goes first": (
        findings(A, B, order(10, of=1, day=1), order(11, of=2, day=9)), BY_PHONE, 1, [2], False,
    ),
    "phone without orders": (findings(A), Outcome.HIDDEN, None, [], True),
    "one client by both, without orders": (findings(BOTH_OF_THEM), BY_EMAIL, 5, [], False),
    "phone without orders, another by e-mail": (findings(A, B), BY_EMAIL, 2, [], True),
    "two share a phone: the newest order goes first": (
        findings(A, A_TOO, order(10, of=1, day=5), order(11, of=3, day=2)), BY_PHONE, 1, [3], False,
    ),
    "two share a phone, equally new: the higher id": (
        findings(A, A_TOO, Order(10, customer_id=1), Order(10, customer_id=1), Order(11, contact_id=3)),
        BY_PHONE, 3, [1], False,
    ),
    "two share a phone: also by e-mail goes first": (
        findings(BOTH_OF_THEM, A, order(10, of=1, day=9), order(11, of=5, day=2)), BY_PHONE, 5, [1], False,
    ),
    "a third without orders is neither shown nor told": (
        findings(A, A_TOO, order(10, of=1)), BY_PHONE, 1, [], False,
    ),
    "duplicates by e-mail: with orders first": (findings(B, B_TOO, order(10, of=2)), BY_EMAIL, 2, [4], False),
    "duplicates by e-mail: the newest": (findings(B, B_TOO), BY_EMAIL, 4, [2], False),
    "order only": (findings(order(10, phones=(PHONE,))), IN_ORDERS, None, [], False),
    "order only, of a stranger's card": (findings(order(10, of=9, email=MAIL)), IN_ORDERS, None, [], False),
    "additional phone of an order": (findings(order(10, phones=("1", PHONE))), IN_ORDERS, None, [], False),
    "a company's contact person": (
        findings(customer(6, PHONE, is_contact=True), Order(10, contact_id=6)), BY_PHONE, 6, [], False,
    ),
    "phone search failed": (findings(B, failures=(PHONE_FAILED,)), BY_EMAIL, 2, [], False),
    "e-mail search failed": (findings(A, order(10, of=1), failures=(EMAIL_FAILED,)), BY_PHONE, 1, [], False),
    "found by both, and a third hidden": (findings(BOTH_OF_THEM, A), BY_EMAIL, 5, [], True),
    "three share a phone": (
        findings(A, A_TOO, BOTH_OF_THEM, order(10, of=1), order(11, of=3, day=2), order(12, of=5)),
        BY_PHONE, 5, [3, 1], False,
    ),
    "order search failed": (findings(A, failures=(ORDERS_FAILED,)), Outcome.HIDDEN, None, [], True),
    "nobody": (findings(), Outcome.NOT_FOUND, None, [], False),
    "nobody, and the phone search failed": (
        findings(failures=(PHONE_FAILED,)), Outcome.CRM_UNAVAILABLE, None, [], False,
    ),
    "nobody, and the CRM is busy": (findings(failures=(EMAIL_FAILED,)), Outcome.CRM_BUSY, None, [], False),
    "nobody, and orders failed": (findings(failures=(ORDERS_FAILED,)), Outcome.NOT_FOUND, None, [], False),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_case_table(case: str) -> None:
    found, outcome, person, others, withheld = CASES[case]
    decision = decide(BOTH, found)
    shown = decision.person.customer.id if decision.person else None
    folded = [match.customer.id for match in decision.others]
    assert (decision.outcome, shown, folded, decision.withheld) == (outcome, person, others, withheld)


@pytest.mark.parametrize(
    ("searched", "outcome"),
    [
        (contact(PHONE), BY_PHONE),
        (contact(MAIL), BY_EMAIL),
        (contact(), Outcome.NOTHING_TO_SEARCH_BY),
    ],
)
def test_a_phone_alone_or_an_email_alone_is_enough_to_search_by(searched: Contact, outcome: Outcome) -> None:
    assert decide(searched, findings(A, B, order(10, of=1))).outcome is outcome


def test_what_failed_and_what_was_cut_stands_in_the_decision() -> None:
    found = findings(A, order(10, of=1), failures=(EMAIL_FAILED,), cut=True, elsewhere=True)
    decision = decide(BOTH, found)
    assert (decision.failures, decision.cut, decision.elsewhere) == ((EMAIL_FAILED,), True, True)


WHY = {
    "nobody": (findings(), None),
    "hidden": (findings(A), None),
    "only one": (findings(B), Why.ONLY_ONE),
    "one beside a hidden one": (findings(A, B), Why.ONLY_ONE),
    "orders by phone": (findings(A, B, order(10, of=1), order(11, of=2, day=9)), Why.ORDERS_BY_PHONE),
    "also by e-mail": (
        findings(BOTH_OF_THEM, A, order(10, of=1, day=9), order(11, of=5, day=2)), Why.ALSO_BY_EMAIL,
    ),
    "has orders": (findings(B, B_TOO, order(10, of=2)), Why.HAS_ORDERS),
    "newest order": (findings(A, A_TOO, order(10, of=1, day=5), order(11, of=3, day=2)), Why.NEWEST_ORDER),
    "higher id": (findings(B, B_TOO), Why.HIGHER_ID),
    "one order of two": (findings(A, A_TOO, Order(10, customer_id=1, contact_id=3)), Why.HIGHER_ID),
}  # fmt: skip


@pytest.mark.parametrize("case", WHY)
def test_why_the_first_goes_first_is_told(case: str) -> None:
    found, why = WHY[case]
    assert decide(BOTH, found).why is why


def test_each_match_tells_by_which_of_the_addresses() -> None:
    two = contact(PHONE, "+7 916 123-45-67", MAIL, "b@example.com")
    decision = decide(two, findings(customer(1, "89161234567", "8 999 000 11 22", MAIL)))
    assert decision.person is not None
    assert (decision.person.phones, decision.person.emails) == (two.phones, (MAIL,))


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.KEY_REJECTED, Outcome.KEY_REJECTED),
        (Reason.ACCESS_DENIED, Outcome.KEY_REJECTED),
        (Reason.ACCOUNT_UNKNOWN, Outcome.ACCOUNT_UNKNOWN),
        (Reason.LATE, Outcome.CRM_UNAVAILABLE),
    ],
)
def test_the_gravest_reason_is_the_outcome_when_nobody_is_found(reason: Reason, outcome: Outcome) -> None:
    failures = (EMAIL_FAILED, Failure(Search.CUSTOMERS_BY_PHONE, reason))
    assert decide(BOTH, findings(failures=failures)).outcome is outcome


def test_nothing_to_search_by_asks_for_nothing_more() -> None:
    assert decide(contact(), findings(A, B)) == Decision(Outcome.NOTHING_TO_SEARCH_BY)


def test_orders_that_pass_by_themselves_stand_beside_the_client() -> None:
    decision = decide(BOTH, findings(B, order(10, of=2), order(11, of=9, phones=("89990001122",))))
    assert decision.person is not None
    assert ([o.id for o in decision.person.orders], [o.id for o in decision.loose]) == ([10], [11])


def test_orders_come_newest_first_and_those_without_a_date_last() -> None:
    decision = decide(
        BOTH, findings(A, order(10, of=1, day=1), order(11, of=1, day=9), Order(12, customer_id=1))
    )
    assert decision.person is not None
    assert [each.id for each in decision.person.orders] == [11, 10, 12]


WHOSE = {
    PHONE: "one", "89990001122": "one", "9990001122 ext. 5": "one", "79990001123": "two",
    "+49 9990001122": "three",
    MAIL: "anna", "ANNA@example.com": "anna", "xanna@example.com": "xanna", "anna@example.co": "co",
    "": "", "x": "",
}  # fmt: skip
"""Whose each address is, known without reading any."""
addresses = st.sampled_from(list(WHOSE))
several = st.lists(addresses, max_size=3)
ids = st.integers(1, 4) | st.none()
customers = st.builds(lambda number, of: customer(number, *of), st.integers(1, 4), several)
orders = st.builds(
    Order,
    id=st.integers(1, 9),
    phones=several.map(tuple),
    email=addresses,
    customer_id=ids,
    contact_id=ids,
)
worlds = st.lists(customers | orders, max_size=8).map(lambda items: findings(*items))
contacts = several.map(lambda chosen: contact(*chosen))


def _whose(*texts: str) -> set[str]:
    return {WHOSE[text] for text in texts} - {""}


@given(several, worlds)
def test_no_stranger_is_ever_shown(asked: list[str], world: Findings) -> None:
    decision, entitled = decide(contact(*asked), world), _whose(*asked)
    people = [match for match in (decision.person, *decision.others) if match]
    allowed = {match.customer.id for match in people}
    assert all(_whose(*match.customer.phones, match.customer.email) & entitled for match in people)
    assert all({each.customer_id, each.contact_id} & allowed for match in people for each in match.orders)
    assert all(_whose(*each.phones, each.email) & entitled for each in decision.loose)


@given(contacts, worlds)
def test_by_phone_alone_nobody_without_an_order_is_shown(asked: Contact, world: Findings) -> None:
    decision = decide(asked, world)
    for match in (decision.person, *decision.others):
        assert match is None or match.by_email or match.orders


@given(contacts, worlds)
def test_a_hidden_outcome_holds_no_data(asked: Contact, world: Findings) -> None:
    decision = decide(asked, world)
    if decision.outcome is Outcome.HIDDEN:
        assert decision == Decision(Outcome.HIDDEN, withheld=True)


def test_an_order_is_its_buyers_whoever_else_is_its_contact() -> None:
    decision = decide(BOTH, findings(A, Order(10, customer_id=1, contact_id=9)))
    assert decision.person is not None
    assert [each.id for each in decision.person.orders] == [10]


def test_of_orders_of_one_moment_the_higher_id_is_the_newer() -> None:
    decision = decide(BOTH, findings(A, order(10, of=1), order(12, of=1), order(11, of=1)))
    assert decision.person is not None
    assert [each.id for each in decision.person.orders] == [12, 11, 10]


def test_a_crowd_of_numbers_is_checked_in_a_moment() -> None:
    crowd = (customer(n, *(f"+7 999 {n:03} {m:02} 2{n % 10}" for m in range(50))) for n in range(300))
    found = findings(*crowd)
    started = time.process_time()
    decide(BOTH, found)
    assert time.process_time() - started < 1


def test_the_same_phone_with_another_extension_is_a_stranger() -> None:
    asked = contact("+7 495 123-45-67 ext. 1")
    assert decide(asked, findings(Customer(1, phones=("84951234567 ext. 2",)), order(5, of=1))).person is None
