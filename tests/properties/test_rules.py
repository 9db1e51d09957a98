"""The article's rules over whole programs: a ticket is opened, the block is read, the oracle compares."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock.dialects import SWITCHES
from tests.properties.covering import covering, pairs
from tests.properties.oracle import Verdict, judge, paid
from tests.properties.reading import read_block, read_payments
from tests.properties.worlds import (
    Company,
    Person,
    Purchase,
    World,
    Writer,
    crm_load,
    purses,
    ticket_load,
    worlds,
)
from tests.report.dialects import ALONE, TOGETHER
from tests.stack import Stack

DIALECT = {switch.name: st.sampled_from(switch.positions) for switch in SWITCHES}
SPELLINGS = {name: DIALECT[name] for name in ("payments", "empty-map", "absent", "money", "currency-case")}
CHOICES = {switch.name: switch.positions for switch in SWITCHES}
ROWS = covering(CHOICES)
POSITIONS = [
    pytest.param(
        switch.name, position, marks=pytest.mark.dialects("RetailCRM", ALONE, {switch.name: position})
    )
    for switch in SWITCHES
    for position in switch.positions[1:]
]
NUMBER, OTHER, MAIL = "+79990001122", "+79161234567", "anna@example.com"


def show(stack: Stack, block: int, world: World, **positions: str) -> str:
    """Put the world into a CRM of this dialect, open its ticket, and return what the agent sees."""
    crm = stack.crm_control()
    crm.ask("POST", "reset", {})
    crm.seed({"load": crm_load(world)})
    crm.ask("PUT", "dialect", positions)
    html: str = stack.show(stack.add_ticket(ticket_load(world)), block)["html"]
    return html


def open_ticket(stack: Stack, block: int, world: World, **positions: str) -> Verdict:
    """Show the world's block, and read who and what is in it."""
    return read_block(show(stack, block, world, **positions))


@given(world=worlds())
def test_the_block_shows_just_what_the_rules_say(stack: Stack, block: int, world: World) -> None:
    assert open_ticket(stack, block, world) == judge(world)


@given(world=worlds())
def test_a_block_of_one_shop_shows_what_the_rules_say_of_that_shop_alone(
    stack: Stack, outlet: int, world: World
) -> None:
    assert open_ticket(stack, outlet, world) == judge(world.only(frozenset({"outlet"})))


def test_paid_partly_paid_and_unpaid_orders_are_told_apart(stack: Stack, block: int) -> None:
    payments = (("paid", 100),), (("paid", 40), ("not-paid", 60)), (("not-paid", 100),), (("odd", 100),)
    orders = tuple(
        Purchase(501 + day, 101, day, None, None, total=100, payments=made)
        for day, made in enumerate(payments)
    )
    world = World((Person(101, "Anna", (NUMBER,), None),), orders, Writer((NUMBER,), ()), (0,))

    assert read_payments(show(stack, block, world)) == {
        501: "paid", 502: "paid €40 of €100", 503: "unpaid", 504: "",
    }  # fmt: skip


@given(world=purses(), positions=st.fixed_dictionaries({}, optional=SPELLINGS))
def test_each_order_tells_how_far_it_is_paid(
    stack: Stack, block: int, world: World, positions: dict[str, str]
) -> None:
    told = read_payments(show(stack, block, world, **positions))

    assert told == {one.id: paid(one) for one in world.purchases}


@given(world=worlds())
def test_nobody_without_the_tickets_phone_or_email_is_shown(stack: Stack, block: int, world: World) -> None:
    verdict = open_ticket(stack, block, world)
    entitled = {
        one.id
        for one in world.people
        if set(one.phones) & set(world.writer.phones) or one.mail in world.writer.mails
    }

    assert {verdict.client, *verdict.others} <= entitled | {None}


@pytest.mark.parametrize(
    ("phones", "mail", "purchases", "expected"),
    [
        ((), MAIL, 0, Verdict("found-by-email", client=101)),
        ((NUMBER,), None, 0, Verdict("hidden")),
        ((NUMBER,), None, 2, Verdict("found-by-phone", client=101, orders=(502, 501))),
        ((NUMBER,), MAIL, 0, Verdict("found-by-email", client=101)),
        ((), None, 2, Verdict("not-found")),
    ],
    ids=["e-mail only", "phone without orders", "phone with orders", "phone and e-mail", "a stranger"],
)
def test_each_kind_of_customer_is_shown_as_the_article_says(
    stack: Stack, block: int, phones: tuple[str, ...], mail: str | None, purchases: int, expected: Verdict
) -> None:
    orders = tuple(Purchase(501 + day, 101, day, None, None) for day in range(purchases))
    world = World((Person(101, "Anna", phones, mail),), orders, Writer((NUMBER,), (MAIL,)), (0,))

    assert (open_ticket(stack, block, world), judge(world)) == (expected, expected)


@pytest.mark.parametrize("covers", ["no", "yes"])
def test_a_contact_person_is_shown_with_their_orders_of_the_company(
    stack: Stack, block: int, covers: str
) -> None:
    people = (Person(101, "Anna", (NUMBER,), None), Person(102, "Oleg", (OTHER,), None))
    orders = (
        Purchase(501, 201, 1, OTHER, None, contact=101),
        Purchase(502, 201, 2, OTHER, None, contact=102),
    )
    world = World(people, orders, Writer((NUMBER,), ()), (0,), (Company(201, 102),))
    verdict = open_ticket(stack, block, world, **{"customer-id-covers-contacts": covers})
    assert verdict == judge(world) == Verdict("found-by-phone", client=101, orders=(501,))


@pytest.mark.parametrize(("switch", "position"), POSITIONS)
@settings(max_examples=8)
@given(data=st.data())
def test_the_rules_hold_in_every_position_of_every_switch(
    stack: Stack, block: int, switch: str, position: str, data: st.DataObject
) -> None:
    # A CRM that compares letters as they are stored finds what is stored as it was searched, and no more.
    world = data.draw(worlds(plain=switch in {"name-match", "email-case"}))

    assert open_ticket(stack, block, world, **{switch: position}) == judge(world)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=str(number), marks=pytest.mark.dialects("RetailCRM", TOGETHER, row))
        for number, row in enumerate(ROWS)
    ],
)
@settings(max_examples=6)
@given(data=st.data())
def test_the_rules_hold_wherever_two_positions_of_two_switches_meet(
    stack: Stack, block: int, row: dict[str, str], data: st.DataObject
) -> None:
    world = data.draw(worlds(plain=True))
    assert open_ticket(stack, block, world, **row) == judge(world)


def test_every_two_positions_of_two_switches_meet_in_a_row() -> None:
    met = {frozenset(two) for row in ROWS for two in combinations(row.items(), 2)}
    assert met == pairs(CHOICES)


@given(world=worlds(), positions=st.fixed_dictionaries({}, optional=DIALECT))
def test_no_stranger_and_no_strangers_order_is_shown_in_any_dialect(
    stack: Stack, block: int, world: World, positions: dict[str, str]
) -> None:
    verdict, expected = open_ticket(stack, block, world, **positions), judge(world)

    assert {verdict.client, *verdict.others} <= {expected.client, *expected.others, None}
    assert set(verdict.orders + verdict.lone_orders) <= entitled_orders(world)


def entitled_orders(world: World) -> set[int]:
    """The orders that carry a searched phone or e-mail, or belong to somebody who does."""
    people = {
        one.id
        for one in world.people
        if set(one.phones) & set(world.writer.phones) or one.mail in world.writer.mails
    }
    return {
        one.id
        for one in world.purchases
        if {one.owner, one.contact} & people
        or one.phone in world.writer.phones
        or one.mail in world.writer.mails
    }


def test_both_sides_keep_the_contracts_while_worlds_are_shown(stack: Stack, block: int) -> None:
    person, order = Person(101, "Anna", (NUMBER,), MAIL), Purchase(501, 101, 1, NUMBER, MAIL)
    open_ticket(stack, block, World((person,), (order,), Writer((NUMBER,), (MAIL,)), (0,)))

    assert (len(stack.crm_control().journal()) >= 3, stack.violations()) == (True, [])


@pytest.mark.parametrize("match", ["digits-substring", "stored-substring", "prefix", "whole"])
def test_an_order_found_by_email_hides_no_other_of_the_same_phone(
    stack: Stack, block: int, match: str
) -> None:
    orders = (Purchase(501, None, 1, NUMBER, None), Purchase(502, None, 2, NUMBER, MAIL))
    world = World((), orders, Writer((NUMBER,), (MAIL,)), (0,))

    assert open_ticket(stack, block, world, **{"name-match": match}) == judge(world)
