"""Findings are what all answers say together, whichever came first."""

from hypothesis import given
from hypothesis import strategies as st

from service.core.model import (
    Customer,
    Failure,
    Findings,
    Order,
    Question,
    Reason,
    References,
    Reply,
    Search,
    Shop,
    Status,
)
from service.core.plan import drawn_from
from tests.service.fakes import customer, order

PEOPLE, ORDERS = Question(Search.CUSTOMERS_BY_PHONE, "1"), Question(Search.ORDERS_BY_PHONE, "1")
NAMES = References({"new": Status("New")})
FAILURE = Failure(Search.ORDERS_OF, Reason.LATE, "1")

replies = st.builds(
    Reply,
    customers=st.lists(st.integers(1, 3).map(Customer), max_size=2).map(tuple),
    orders=st.lists(st.integers(1, 3).map(Order), max_size=2).map(tuple),
    companies=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    references=st.sampled_from([None, NAMES, References(shops={"main": Shop("Main")})]),
    cut=st.booleans(),
    by_card=st.booleans(),
)


@given(replies, replies)
def test_two_pages_are_what_both_hold(one: Reply, more: Reply) -> None:
    whole = one.plus(more)
    assert (whole.customers, whole.orders) == (one.customers + more.customers, one.orders + more.orders)
    assert whole.companies == one.companies + more.companies
    assert (whole.cut, whole.by_card) == (one.cut or more.cut, one.by_card or more.by_card)
    both = [each for each in (one.references, more.references) if each]
    assert whole.references == (both[0].plus(both[1]) if len(both) == 2 else next(iter(both), None))


def test_names_of_two_kinds_stand_side_by_side() -> None:
    shops = References(shops={"main": Shop("Main")})
    assert (
        NAMES.plus(shops) == shops.plus(NAMES) == References({"new": Status("New")}, {"main": Shop("Main")})
    )


@given(st.booleans(), st.booleans(), st.booleans())
def test_findings_keep_all_that_was_said_before(cut: bool, also_cut: bool, elsewhere: bool) -> None:
    before = Findings(references=NAMES, failures=(FAILURE,), cut=cut, companies=(4,), elsewhere=elsewhere)
    reply = Reply((customer(1),), companies=(5, 4), cut=also_cut)
    assert before.plus(PEOPLE, reply) == Findings(
        {1: customer(1)}, {}, (4, 5), NAMES, (FAILURE,), cut or also_cut, {PEOPLE: reply}, elsewhere
    )


def test_a_card_that_was_looked_for_counts_more_than_one_that_came_with_an_order() -> None:
    looked_for, came_along = customer(1, vip=True), customer(1)
    asked, brought = Reply((looked_for,)), Reply((came_along,), (order(5, of=1),))
    either_way = [
        Findings().plus(PEOPLE, asked).plus(ORDERS, brought),
        Findings().plus(ORDERS, brought).plus(PEOPLE, asked),
    ]
    assert [found.customers for found in either_way] == [{1: looked_for}] * 2
    assert [found.orders for found in either_way] == [{5: order(5, of=1)}] * 2


def test_names_that_came_are_known_and_none_are_lost() -> None:
    named = Findings().plus(PEOPLE, Reply(references=NAMES))
    assert named.references == NAMES == named.plus(ORDERS, Reply()).references


def test_a_failure_is_told_once() -> None:
    lacking = Findings(cut=True).lacking(FAILURE)
    assert lacking == lacking.lacking(FAILURE) == Findings(failures=(FAILURE,), cut=True)


def test_a_block_does_not_depend_on_what_only_orders_the_questions() -> None:
    cards = Question(Search.CARDS_SEEN)
    found = Findings().plus(cards, Reply(by_card=True)).plus(PEOPLE, Reply())
    assert drawn_from(found) == {PEOPLE: Reply()}
