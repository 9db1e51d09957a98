"""The use case: rounds of questions, the deadline, and what a failing CRM becomes."""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from service.block import Answer, Block
from service.core.account import Addresses
from service.core.model import Delivery, Kind, Outcome, Preferences, Question, Reply, Search, Ticket
from service.ports import (
    AccessDenied,
    AccountUnknown,
    Answered,
    Busy,
    CrmError,
    KeyRejected,
    Late,
    Unavailable,
    Visit,
)
from tests.service.fakes import NOW, Asked, LoosestCrm, NoTickets, OneByOne, Undrawn, contact, customer, order

ADDRESSES = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru",))
PHONE, MAIL = "89990001122", "anna@example.com"


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def _answer(crm: Asked, executor: ThreadPoolExecutor, *addresses: str, seconds: float = 5) -> Answer:
    ticket = Ticket("company", "key", contact(*(addresses or (PHONE, MAIL))))
    block = Block(
        OneByOne(crm, executor), NoTickets(), ADDRESSES, time.monotonic, seconds, lambda: NOW, Undrawn()
    )
    return block.answer(ticket, "4f2a")


def test_a_usual_block_asks_three_searches_and_then_for_names(executor: ThreadPoolExecutor) -> None:
    sold = order(10, of=1, status="new", shop="main", delivery=Delivery("courier"))
    crm = LoosestCrm((customer(1, PHONE, MAIL, orders_count=1, manager_id=2),), (sold,))
    answer = _answer(crm, executor)
    assert (answer.outcome, answer.calls) == (Outcome.FOUND_BY_PHONE, 8)
    assert [question.text for question in crm.asked if question.search is Search.REFERENCES] == [
        Kind.STATUSES, Kind.SHOPS, Kind.DELIVERY_TYPES, Kind.MANAGERS,
    ]  # fmt: skip
    assert {question.search for question in crm.asked[:4]} == {
        Search.ORDERS_BY_PHONE,
        Search.CUSTOMERS_BY_EMAIL,
        Search.ORDERS_BY_EMAIL,
        Search.CONTACT_PERSONS,
    }
    assert "Person 1" in answer.page.html


def test_without_a_code_to_name_no_names_are_asked_for(executor: ThreadPoolExecutor) -> None:
    crm = LoosestCrm((customer(1, PHONE, MAIL, orders_count=1),), (order(10, of=1),))
    assert _answer(crm, executor).calls == 4


def test_clients_and_orders_of_other_shops_do_not_count(executor: ThreadPoolExecutor) -> None:
    here, there = (
        customer(1, PHONE, MAIL, shop="main", orders_count=2),
        customer(2, PHONE, shop="outlet"),
    )
    sold = order(10, of=1, shop="Main"), order(11, of=1, shop="outlet"), order(12, of=2, shop="outlet")
    ticket = Ticket("company", "key", contact(PHONE, MAIL), Preferences(shops=frozenset({"main"})))
    crm = LoosestCrm((here, there), sold)
    block = Block(OneByOne(crm, executor), NoTickets(), ADDRESSES, time.monotonic, 5, lambda: NOW, Undrawn())
    html = block.answer(ticket, "4f2a").page.html
    assert ["Person 1" in html, "10A" in html] == [True, True]
    assert ["Person 2" in html, "11A" in html, "12A" in html] == [False, False, False]


def test_who_waited_for_a_thread_waits_no_longer_for_the_crm() -> None:
    left: list[float] = []

    class Crm:
        def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
            left.append(visit.deadline.remaining())
            return ((question, Late("no time left")) for question in questions)

    block = Block(Crm(), NoTickets(), ADDRESSES, lambda: 1000.0, 5, lambda: NOW, Undrawn())
    for waited in (0.0, 2.0, 7.0):
        block.answer(Ticket("company", "key", contact(PHONE), waited=waited), "4f2a")
    assert [round(each) for each in dict.fromkeys(left)] == [5, 3, -2]


class StrangersFirst:
    """A CRM that has the customer's orders only behind another spelling and the customer's own list."""

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        if question == Question(Search.CUSTOMERS_BY_PHONE, "79990001122"):
            return Reply(customers=(customer(1, PHONE),))
        if question == Question(Search.ORDERS_OF, "1"):
            return Reply(orders=(order(10, of=1),))
        return Reply(customers=(customer(9, "89990001123"),), orders=(order(90, of=9),))


def test_orders_are_found_behind_another_spelling(executor: ThreadPoolExecutor) -> None:
    answer = _answer(StrangersFirst(), executor, PHONE)
    assert (answer.outcome, "10A" in answer.page.html) == (Outcome.FOUND_BY_PHONE, True)
    assert "Person 9" not in answer.page.html
    assert "90A" not in answer.page.html


class Firm:
    """A CRM that has the orders of a contact person and of a colleague only in the company's list."""

    def ask(self, visit: Visit, question: Question) -> Reply:
        visit.calls.append(question.search)
        if question.search is Search.CUSTOMERS_BY_PHONE:
            return Reply(customers=(customer(1, PHONE, is_contact=True),))
        if question == Question(Search.COMPANIES_OF, "1"):
            return Reply(companies=(7,))
        if question == Question(Search.ORDERS_OF, "7"):
            return Reply(orders=(order(10, contact_id=1), order(20, contact_id=2)))
        return Reply()


def test_a_contact_person_is_shown_with_their_own_orders_of_the_company(executor: ThreadPoolExecutor) -> None:
    answer = _answer(Firm(), executor, PHONE)
    assert (answer.outcome, answer.calls) == (Outcome.FOUND_BY_PHONE, 5)
    assert ("10A" in answer.page.html, "20A" in answer.page.html) == (True, False)


def test_a_contact_person_whose_companies_are_not_told_stays_hidden(executor: ThreadPoolExecutor) -> None:
    person, failures = customer(1, PHONE, is_contact=True), {Search.COMPANIES_OF: Unavailable("down")}
    answer = _answer(LoosestCrm((person,), failures=failures), executor, PHONE)
    assert answer.outcome is Outcome.HIDDEN
    assert "orders could not be checked." in answer.page.html
    assert "Person" not in answer.page.html


def test_a_hidden_client_leaves_no_data_in_the_block(executor: ThreadPoolExecutor) -> None:
    answer = _answer(LoosestCrm((customer(1, PHONE, orders_count=0),)), executor, PHONE)
    assert answer.outcome is Outcome.HIDDEN
    assert "Person" not in answer.page.html
    assert "/customers/" not in answer.page.html
    assert re.findall('href="(.*?)"', answer.page.html) == [
        "https://company.retailcrm.ru/orders/add?phone=%2B79990001122"  # the ticket's own phone
    ]


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (Unavailable("down"), Outcome.CRM_UNAVAILABLE),
        (Late("slow"), Outcome.CRM_UNAVAILABLE),
        (Busy("many"), Outcome.CRM_BUSY),
        (KeyRejected("no"), Outcome.KEY_REJECTED),
        (AccessDenied("no"), Outcome.KEY_REJECTED),
        (AccountUnknown("no"), Outcome.ACCOUNT_UNKNOWN),
    ],
)
def test_a_crm_that_fails_is_an_outcome(
    executor: ThreadPoolExecutor, failure: CrmError, outcome: Outcome
) -> None:
    crm = LoosestCrm(failures=dict.fromkeys(Search, failure))
    assert _answer(crm, executor).outcome is outcome
    assert len(crm.asked) <= 5


@pytest.mark.parametrize(
    ("subdomain", "key"), [("", "key"), ("evil.com", "key"), ("company", ""), ("company", "a b")]
)
def test_a_block_that_is_not_set_up_asks_nobody(
    executor: ThreadPoolExecutor, subdomain: str, key: str
) -> None:
    crm = LoosestCrm()
    block = Block(OneByOne(crm, executor), NoTickets(), ADDRESSES, time.monotonic, 5, lambda: NOW, Undrawn())
    answer = block.answer(Ticket(subdomain, key, contact(PHONE)), "4f2a")
    assert (answer.outcome, crm.asked) == (Outcome.NOT_CONFIGURED, [])


def test_nothing_to_search_by_asks_nobody(executor: ThreadPoolExecutor) -> None:
    crm = LoosestCrm()
    assert _answer(crm, executor, "none").outcome is Outcome.NOTHING_TO_SEARCH_BY
    assert crm.asked == []


class HalfSilent:
    """A CRM that never answers some searches."""

    def __init__(self, crm: Asked, silent: tuple[Search, ...]) -> None:
        self.crm, self.silent, self.over = crm, silent, threading.Event()

    def ask(self, visit: Visit, question: Question) -> Reply:
        if question.search in self.silent:
            self.over.wait(30)
        return self.crm.ask(visit, question)


@pytest.mark.parametrize(
    ("silent", "outcome", "told"),
    [
        ((Search.CUSTOMERS_BY_PHONE,), Outcome.FOUND_BY_EMAIL, "The search by phone failed."),
        ((Search.CUSTOMERS_BY_EMAIL,), Outcome.FOUND_BY_PHONE, "The search by e-mail failed."),
        ((Search.REFERENCES,), Outcome.FOUND_BY_PHONE, "their codes are shown"),
        (tuple(Search), Outcome.CRM_UNAVAILABLE, "RetailCRM did not answer."),
    ],
)
def test_what_has_not_come_by_the_deadline_is_told(
    executor: ThreadPoolExecutor, silent: tuple[Search, ...], outcome: Outcome, told: str
) -> None:
    by_phone = Search.CUSTOMERS_BY_PHONE in silent
    people = (customer(2, MAIL, orders_count=0),) if by_phone else (customer(1, PHONE, orders_count=1),)
    crm = HalfSilent(LoosestCrm(people, () if by_phone else (order(10, of=1, status="new"),)), silent)
    started = time.monotonic()
    answer = _answer(crm, executor, seconds=0.2)
    assert time.monotonic() - started < 1
    crm.over.set()
    assert (answer.outcome, told in answer.page.html) == (outcome, True)


def test_orders_nobody_had_time_to_ask_for_are_not_said_to_be_none(executor: ThreadPoolExecutor) -> None:
    crm = HalfSilent(LoosestCrm((customer(2, MAIL, orders_count=3),)), (Search.CONTACT_PERSONS,))
    html = _answer(crm, executor, seconds=0.2).page.html
    crm.over.set()
    assert "Orders could not be checked completely." in html
    assert "No orders." not in html


def test_more_clients_than_are_asked_about_are_told(executor: ThreadPoolExecutor) -> None:
    crowd = tuple(customer(number, PHONE) for number in range(1, 20))
    answer = _answer(LoosestCrm(crowd, (order(10, of=1),)), executor, PHONE)
    assert (answer.outcome, "more matches than were read" in answer.page.html) == (
        Outcome.FOUND_BY_PHONE,
        True,
    )


class Aged:
    """A CRM that has an answer of some time ago to one of its questions, and of longer ago to another."""

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        if question.search is Search.CUSTOMERS_BY_PHONE:
            return Reply((customer(1, PHONE, orders_count=1),), age=timedelta(minutes=12))
        ages = {Search.ORDERS_BY_PHONE: timedelta(minutes=3)}
        return Reply(orders=(order(10, of=1),), age=ages.get(question.search))


def test_how_old_the_oldest_answer_is_is_told(executor: ThreadPoolExecutor) -> None:
    answer = _answer(Aged(), executor, PHONE)
    assert (answer.outcome, "12 minutes" in answer.page.html) == (Outcome.FOUND_BY_PHONE, True)


class Buggy:
    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        raise ZeroDivisionError


def test_a_mistake_of_ours_is_not_taken_for_the_crms(executor: ThreadPoolExecutor) -> None:
    with pytest.raises(ZeroDivisionError):
        _answer(Buggy(), executor)
