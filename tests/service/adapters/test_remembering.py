"""Fresh answers are given again, old ones only when the CRM fails, and none to a key that was rejected."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from service.adapters.memory import Memory
from service.adapters.remembering import AN_HOUR, Lifetimes, Remembering
from service.core.model import Customer, Kind, Question, References, Reply, Search
from service.ports import AccessDenied, AccountUnknown, Busy, CrmError, KeyRejected, Late, Unavailable, Visit
from tests.service.adapters.test_memory import visit
from tests.service.fakes import HandClock, InTurn

WHO, ORDERS = Question(Search.CUSTOMERS_BY_PHONE, "1"), Question(Search.ORDERS_BY_PHONE, "1")
NAMES = Question(Search.REFERENCES, Kind.STATUSES)
CONTACTS, CARDS = Question(Search.CONTACT_PERSONS), Question(Search.CARDS_SEEN)
FRESH, STALE = 45.0, 14400.0
LIFETIMES = Lifetimes(FRESH, STALE)


class Counting:
    """A CRM whose every answer is another, or that fails as it was told to."""

    def __init__(self) -> None:
        self.said, self.failure = 0, None  # type: int, CrmError | None

    def ask(self, visit: Visit, question: Question) -> Reply:
        visit.calls.append(question.search)
        self.said += 1
        if self.failure:
            raise self.failure
        return Reply(references=References(shops={})) if question is NAMES else Reply((Customer(self.said),))


class Later(Executor):
    """Does what it is given when told."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], object]] = []

    def submit(self, job: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.jobs.append(lambda: job(*args, **kwargs))
        return Future()

    def work(self) -> None:
        while self.jobs:
            self.jobs.pop()()


class Desk:
    """A remembering CRM with all its parts at hand."""

    def __init__(self, lifetimes: Lifetimes = LIFETIMES) -> None:
        self.clock, self.crm, self.later = HandClock(), Counting(), Later()
        self.memory = Memory(self.clock, lifetimes.kept, 10**7)
        self.crm_now = Remembering(InTurn(self.crm), self.memory, lifetimes, self.later)

    def ask(self, question: Question = WHO, key: str = "a", ticket: str = "") -> Reply | CrmError:
        opened = self.crm_now.opened(visit(self.clock, key, ticket))
        [(_, answer)] = self.crm_now.ask(opened, [question])
        self.crm_now.shown(opened)
        return answer


def _says(number: int, age: float | None = None) -> Reply:
    return Reply((Customer(number),), age=None if age is None else timedelta(seconds=age))


def test_a_fresh_answer_is_given_again_and_an_older_one_asked_for() -> None:
    desk = Desk()
    answers = [desk.ask(), desk.ask()]
    desk.clock.advance(FRESH)
    assert [*answers, desk.ask()] == [_says(1), _says(1), _says(2)]


def test_the_same_ticket_again_asks_anew_and_others_are_given_what_came() -> None:
    desk = Desk()
    answers = [desk.ask(ticket="7"), desk.ask(ticket="8")]
    desk.clock.advance(5)
    answers += [desk.ask(ticket="7"), desk.ask(ticket="9"), desk.ask()]
    assert answers == [_says(1), _says(1), _says(2), _says(2), _says(2)]


def test_the_same_ticket_many_times_at_once_is_no_refresh() -> None:
    desk = Desk()
    assert [desk.ask(ticket="7") for _ in range(50)] == [_says(1)] * 50


@pytest.mark.parametrize("failure", [Unavailable("down"), Late("slow"), Busy("many")])
def test_when_the_crm_fails_an_old_answer_is_given_with_its_age(failure: CrmError) -> None:
    desk = Desk()
    desk.ask()
    desk.crm.failure = failure
    desk.clock.advance(720)
    assert desk.ask() == _says(1, age=720)
    desk.clock.advance(STALE)
    assert desk.ask() is failure


def test_a_refresh_that_fails_tells_the_age_of_what_is_shown() -> None:
    desk = Desk()
    desk.ask(ticket="7")
    desk.crm.failure = Unavailable("down")
    desk.clock.advance(20)
    assert desk.ask(ticket="7") == _says(1, age=20)


@pytest.mark.parametrize("failure", [KeyRejected("no"), AccountUnknown("no")])
def test_a_rejected_key_is_shown_nothing_old_even_when_the_crm_fails_later(failure: CrmError) -> None:
    desk = Desk()
    desk.ask()
    desk.ask(ORDERS)
    desk.clock.advance(FRESH)
    desk.crm.failure = failure
    assert desk.ask() is failure
    desk.crm.failure = Unavailable("down")
    desk.clock.advance(15)
    assert [type(desk.ask()), type(desk.ask(ORDERS)), desk.memory.size()[0]] == [Unavailable, Unavailable, 0]


def test_a_rejected_key_is_not_tried_again_for_a_little_while_but_another_is() -> None:
    desk = Desk()
    desk.crm.failure = KeyRejected("no")
    assert [type(desk.ask()) for _ in range(5)] == [KeyRejected] * 5
    assert desk.crm.said == 1
    desk.crm.failure = None
    assert desk.ask(key="b") == _says(2)
    desk.clock.advance(15)
    assert desk.ask() == _says(3)


def test_another_address_of_the_api_that_is_missing_condemns_nobody() -> None:
    desk = Desk()
    desk.crm.failure = AccountUnknown("no")
    desk.ask(Question(Search.COMPANIES_OF, "1"))
    desk.crm.failure = None
    assert desk.ask() == _says(2)


def test_a_right_that_was_taken_away_takes_its_answers_along() -> None:
    desk = Desk()
    desk.ask()
    desk.clock.advance(FRESH)
    desk.crm.failure = denied = AccessDenied("no")
    assert desk.ask() is denied
    desk.crm.failure = down = Unavailable("down")
    assert desk.ask() is down


@pytest.mark.parametrize(("stale", "asked"), [(STALE, [1, 2]), (0, [2, 3])])
def test_what_an_account_is_like_is_known_for_an_hour_but_not_to_who_wants_nothing_old(
    stale: float, asked: list[int]
) -> None:
    desk = Desk(Lifetimes(FRESH, stale))
    desk.ask(CONTACTS)
    said = []
    for seconds in (AN_HOUR - 1, 1):
        desk.clock.advance(seconds)
        desk.ask(CONTACTS)
        said.append(desk.crm.said)
    assert said == asked


class ByCard:
    """A CRM whose orders came by the cards of their customers."""

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        return Reply(by_card=question is ORDERS)


def test_that_cards_are_seen_is_learned_from_orders_kept_for_an_hour_and_never_asked() -> None:
    desk = Desk()
    assert (desk.ask(CARDS), desk.crm.said) == (Reply(), 0)
    desk.crm_now = Remembering(InTurn(ByCard()), desk.memory, LIFETIMES, desk.later)
    said = [desk.ask(WHO), desk.ask(CARDS), desk.ask(ORDERS), desk.ask(CARDS), desk.ask(CARDS, key="b")]
    desk.clock.advance(AN_HOUR)
    seen = Reply(by_card=True)
    assert [*said, desk.ask(CARDS)] == [Reply(), Reply(), seen, seen, Reply(), Reply()]


def test_cards_that_are_seen_spare_nobody_once_there_are_contact_persons_to_look_for() -> None:
    desk = Desk()
    desk.crm_now = Remembering(InTurn(ByCard()), desk.memory, LIFETIMES, desk.later)
    said = [desk.ask(ORDERS), desk.ask(CARDS), desk.ask(CONTACTS), desk.ask(CARDS)]
    assert said == [Reply(by_card=True), Reply(by_card=True), Reply(contact_persons=True), Reply()]


def test_a_key_is_told_only_what_it_was_told_itself() -> None:
    desk = Desk()
    assert [desk.ask(key="a"), desk.ask(key="b"), desk.ask(key="a")] == [_says(1), _says(2), _says(1)]


def test_what_was_cut_is_asked_again() -> None:
    desk = Desk()
    crm = InTurn(Cut())
    desk.crm_now = Remembering(crm, desk.memory, LIFETIMES, desk.later)
    assert desk.ask() == desk.ask() == Reply(cut=True)
    assert desk.memory.size()[0] == 0


class Cut:
    """A CRM that has more than is read."""

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        return Reply(cut=True)


def test_names_live_an_hour_and_are_renewed_before_without_anybody_waiting() -> None:
    desk = Desk()
    desk.ask(NAMES)
    desk.clock.advance(2900)
    desk.ask(NAMES)
    desk.ask(NAMES)
    assert (desk.crm.said, len(desk.later.jobs)) == (1, 1)
    desk.later.work()
    desk.clock.advance(2800)
    desk.ask(NAMES)
    assert (desk.crm.said, len(desk.later.jobs)) == (2, 0)


def test_names_that_cannot_be_renewed_are_given_while_they_are_kept_and_without_an_age() -> None:
    desk = Desk()
    names = desk.ask(NAMES)
    desk.crm.failure = Unavailable("down")
    desk.clock.advance(2900)
    desk.ask(NAMES)
    desk.later.work()
    desk.clock.advance(2000)
    assert desk.ask(NAMES) == names


class Life(RuleBasedStateMachine):
    """A remembering CRM beside the simplest words for it."""

    def __init__(self) -> None:
        super().__init__()
        self.desk, self.at, self.seen = Desk(), dict[str, tuple[float, int]](), dict[str, float]()

    @rule(seconds=st.sampled_from([2, 20, 44, 46, 61, 20_000]))
    def wait(self, seconds: float) -> None:
        self.desk.clock.advance(seconds)

    @rule(failure=st.sampled_from([None, Unavailable("down"), Busy("many")]))
    def turn(self, failure: CrmError | None) -> None:
        self.desk.crm.failure = failure

    @rule(key=st.sampled_from("ab"), ticket=st.sampled_from(["", "7", "8"]))
    def open(self, key: str, ticket: str) -> None:
        expected = self._expected(key, ticket)
        answer = self.desk.ask(key=key, ticket=ticket)
        assert answer == expected
        if ticket:
            self.seen[key + ticket] = self.desk.clock.now

    def _expected(self, key: str, ticket: str) -> Reply | CrmError:
        now, crm = self.desk.clock.now, self.desk.crm
        at, said = self.at.get(key, (-STALE, 0))
        anew = ticket and now - self.seen.get(key + ticket, 0) < 60
        if now - at < (1 if anew else FRESH):
            return _says(said)
        if crm.failure:
            return _says(said, age=now - at) if now - at < STALE else crm.failure
        self.at[key] = now, crm.said + 1
        return _says(crm.said + 1)


Life.TestCase.settings = settings(max_examples=20, stateful_step_count=25)
test_fresh_old_and_new_are_told_apart = Life.TestCase


def test_a_refresh_and_a_visit_are_alike_but_for_the_claim_to_news() -> None:
    desk = Desk()
    first = desk.crm_now.opened(visit(desk.clock, ticket="7"))
    desk.crm_now.shown(first)
    assert desk.crm_now.opened(first) == replace(first, anew=True)
