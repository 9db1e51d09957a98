"""Only what belongs to a shop that counts is shown, and what does not is told without a word about it."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from service.core.identify import decide
from service.core.model import Customer, Findings, Order, Outcome
from service.core.shops import within
from tests.service.fakes import contact, customer, findings, order

PHONE, MAIL = "89990001122", "anna@example.com"
BOTH = contact(PHONE, MAIL)
MAIN = frozenset({"main"})
shops = st.sampled_from(["main", "Main", "outlet", ""])
cards = st.builds(
    lambda number, address, shop: customer(number, address, shop=shop),
    st.integers(1, 4), st.sampled_from([PHONE, MAIL, "89990001123"]), shops,
)  # fmt: skip
sold = st.builds(
    lambda number, of, phone, shop: order(number, of=of, phones=(phone,), shop=shop),
    st.integers(10, 15), st.none() | st.integers(1, 4), st.sampled_from([PHONE, "89990001123"]), shops,
)  # fmt: skip
worlds = st.lists(cards | sold, max_size=8).map(lambda items: findings(*items))


@given(worlds)
def test_a_block_of_some_shops_is_that_of_a_crm_that_has_no_others(world: Findings) -> None:
    people = [one for one in world.customers.values() if one.shop in ("main", "Main")]
    orders = [one for one in world.orders.values() if one.shop in ("main", "Main")]
    alone, inside = decide(BOTH, findings(*people, *orders)), decide(BOTH, within(MAIN, BOTH, world))
    assert (inside.outcome, inside.person, inside.others) == (alone.outcome, alone.person, alone.others)
    assert (inside.loose, inside.withheld, inside.why) == (alone.loose, alone.withheld, alone.why)


@given(worlds)
def test_that_something_matches_elsewhere_is_told_if_and_only_if_it_does(
    world: Findings,
) -> None:
    def matching(found: Findings) -> set[tuple[str, int]]:
        people = {one.id for one in found.customers.values() if {*one.phones, one.email} & {PHONE, MAIL}}
        orders = {one.id for one in found.orders.values() if one.customer_id in people or PHONE in one.phones}
        return {("card", number) for number in people} | {("order", number) for number in orders}

    inside = within(MAIN, BOTH, world)
    assert inside.elsewhere == (matching(inside) != matching(world))


@given(worlds)
def test_without_shops_named_all_count(world: Findings) -> None:
    assert within(frozenset(), BOTH, world) == world


def test_a_client_whose_orders_are_all_elsewhere_stays_hidden() -> None:
    world = findings(Customer(1, phones=(PHONE,), shop="main"), Order(10, customer_id=1, shop="outlet"))
    decision = decide(BOTH, within(MAIN, BOTH, world))
    assert (decision.outcome, decision.withheld, decision.elsewhere) == (Outcome.HIDDEN, True, True)


def test_figures_that_count_orders_elsewhere_are_not_told() -> None:
    known = Customer(1, phones=(PHONE,), shop="main", orders_count=2, total=Decimal(30), average=Decimal(15))
    here, there = order(10, of=1, shop="main"), order(11, of=1, shop="outlet")
    mixed = within(MAIN, BOTH, findings(known, here, there))
    whole = within(MAIN, BOTH, findings(known, here))
    assert mixed.customers[1] == Customer(1, phones=(PHONE,), shop="main")
    assert whole.customers[1] == known
