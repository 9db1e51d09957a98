"""A block that is given again is the one that would be drawn, but for the number of its request."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from service.adapters.memory import Memory
from service.adapters.remembering import Lifetimes, Remembering
from service.block import Answer, Block
from service.core.account import Addresses
from service.core.model import Ignored, Part, Preferences, Search, Ticket
from service.events import Cache
from service.ports import AccessDenied, AccountUnknown, Drawings, KeyRejected, Unavailable
from tests.service.fakes import NOW, HandClock, InTurn, LoosestCrm, Undrawn, contact, customer, order

LIFETIMES = Lifetimes(fresh=45, stale=4 * 3600)
ADDRESSES = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru",))
PHONE, OTHER, MAIL = "89990001122", "89990003344", "anna@example.com"

USUAL = Ticket("company", "key", contact(PHONE, MAIL), Preferences(time_zone="Europe/Moscow"), id="1")
OTHERWISE: dict[str, list[Any]] = {
    "id": ["", "2", "3"],
    "subdomain": ["https://company.retailcrm.ru/", "other", "no address"],
    "key": ["another-key"],
    "contact": [contact(PHONE), contact(OTHER), contact()],
    "preferences": [
        Preferences(),
        Preferences("ru", time_zone="Europe/Moscow"),
        Preferences(time_zone="Asia/Vladivostok"),
        Preferences(parts=frozenset({Part.ITEMS}), time_zone="Europe/Moscow"),
    ],
    "ignored": [(Ignored("lang", "xx"),)],
    "caller": ["203.0.113.1"],
}
one_differs = [{name: value} for name, values in OTHERWISE.items() for value in values]
tickets = st.sampled_from([{}, *one_differs]).map(lambda change: replace(USUAL, **change))
UNTIL_MIDNIGHT = [(23 - 9 - hours) * 3600 + 29 * 60 + 50 for hours in (0, 3, 10)]
"""Seconds from NOW to ten seconds before a day ends in UTC, in Moscow, and in Vladivostok."""
failures = st.sampled_from([Unavailable("down"), KeyRejected("no"), AccountUnknown("no"), AccessDenied("no")])


class AtOnce(Executor):
    """Has done what it is given before anybody can look."""

    def submit(self, job: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        job(*args, **kwargs)
        return Future()


class Desk:
    """A block over a CRM, with a memory of its own."""

    def __init__(self, crm: LoosestCrm, clock: HandClock, *, drawing: bool, most_bytes: int = 10**7) -> None:
        self.memory = Memory(clock, LIFETIMES.kept, most_bytes)
        remembering = Remembering(InTurn(crm), self.memory, LIFETIMES, AtOnce())
        drawings: Drawings = remembering if drawing else Undrawn()
        self._numbers = count(1)
        self._block = Block(
            remembering,
            remembering,
            ADDRESSES,
            clock,
            5,
            lambda: NOW + timedelta(seconds=clock.now),
            drawings,
        )

    def answer(self, ticket: Ticket) -> Answer:
        return self._block.answer(ticket, f"{next(self._numbers):016x}")


class Redrawn(RuleBasedStateMachine):
    """Two desks at which the same happens; one of them gives drawn blocks again."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = HandClock()
        self.crm = LoosestCrm((customer(1, PHONE, MAIL),), (order(10, of=1, day=25, status="new"),))
        self.desks = [Desk(self.crm, self.clock, drawing=drawing) for drawing in (True, False)]

    @rule(ticket=tickets)
    def open(self, ticket: Ticket) -> None:
        again, anew = (desk.answer(ticket) for desk in self.desks)
        assert again == anew

    @rule()
    def refresh(self) -> None:
        self.open(USUAL)

    @rule(seconds=st.sampled_from([0.5, 11, 20, 40]))
    def open_another_later(self, seconds: float) -> None:
        self.open(replace(USUAL, id="2"))
        self.wait(seconds)
        self.open(replace(USUAL, id="3"))

    @rule(seconds=st.sampled_from([0.5, 11, 46, 61, 2900, 3700, 4 * 3600, 11 * 3600]))
    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    @rule(until=st.sampled_from(UNTIL_MIDNIGHT))
    def wait_for_midnight(self, until: int) -> None:
        self.clock.advance((until - self.clock.now) % (24 * 3600))

    @rule(name=st.sampled_from(["Anna", "Request 0000000000000001"]), orders=st.integers(0, 3))
    def change(self, name: str, orders: int) -> None:
        self.crm.customers = (replace(customer(1, PHONE, MAIL), name=name), customer(2, OTHER))
        self.crm.orders = tuple(order(10 + day, of=1, day=24 + day) for day in range(orders))

    @rule(failing=st.dictionaries(st.sampled_from(Search), failures, max_size=2))
    def fail(self, failing: dict[Search, Unavailable]) -> None:
        self.crm.failures = failing


Redrawn.TestCase.settings = settings(max_examples=100, stateful_step_count=30)
test_a_drawn_block_is_given_again_exactly_where_it_would_be_drawn_so = Redrawn.TestCase


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def _crm() -> LoosestCrm:
    return LoosestCrm((customer(1, PHONE, MAIL),), (order(10, of=1),))


def _ticket(number: int, key: str = "key") -> Ticket:
    return Ticket("company", key, contact(PHONE, MAIL), id=str(number))


def test_a_block_is_drawn_once_while_its_answers_are_fresh_and_numbered_for_each_request(
    clock: HandClock,
) -> None:
    desk = Desk(_crm(), clock, drawing=True)
    first, second = desk.answer(_ticket(1)), desk.answer(_ticket(2))
    assert second.page.pieces is first.page.pieces
    assert ("Request 0000000000000002" in second.page.html, second.provenance.cache) == (True, Cache.FRESH)
    assert "0000000000000001" not in second.page.html


def test_a_block_with_names_in_it_is_given_again_for_as_long_as_its_searches_are_fresh(
    clock: HandClock,
) -> None:
    crm = _crm()
    crm.orders = (order(10, of=1, status="new"),)
    desk = Desk(crm, clock, drawing=True)
    first = desk.answer(_ticket(1)).page.pieces
    clock.advance(LIFETIMES.fresh - 1)
    again = desk.answer(_ticket(2)).page.pieces is first
    clock.advance(1)
    assert (again, desk.answer(_ticket(3)).page.pieces is first) == (True, False)


def test_another_key_is_never_given_a_block_of_this_one(clock: HandClock) -> None:
    desk = Desk(_crm(), clock, drawing=True)
    first, other = desk.answer(_ticket(1)), desk.answer(_ticket(2, "another"))
    assert (other.provenance.cache, other.page.pieces is first.page.pieces) == (Cache.MISS, False)


def test_a_block_in_which_the_number_happens_to_stand_twice_is_not_kept(clock: HandClock) -> None:
    crm = _crm()
    crm.customers = (replace(crm.customers[0], name="Order 0000000000000001"),)
    desk = Desk(crm, clock, drawing=True)
    desk.answer(_ticket(1))
    assert desk.memory.blocks() == 0
    assert "Order 0000000000000001" in desk.answer(_ticket(2)).page.html


def test_an_answer_takes_the_blocks_drawn_from_it_along(clock: HandClock) -> None:
    crm = _crm()
    desk = Desk(crm, clock, drawing=True)
    desk.answer(_ticket(1))
    assert desk.memory.blocks() == 1
    crm.failures = {Search.ORDERS_BY_PHONE: KeyRejected("no"), Search.CUSTOMERS_BY_EMAIL: KeyRejected("no")}
    clock.advance(10)
    desk.answer(_ticket(1))
    assert (desk.memory.blocks(), desk.memory.size()) == (0, (0, 0))


def test_blocks_are_part_of_the_bound_of_the_memory(clock: HandClock) -> None:
    desk = Desk(_crm(), clock, drawing=True, most_bytes=40_000)
    for number in range(50):
        desk.answer(_ticket(number, f"key-{number}"))
        assert desk.memory.size()[1] <= 40_000
    assert desk.memory.blocks() > 0
