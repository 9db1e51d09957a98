"""A CRM that is down is left alone, each account by itself, and tried again now and then by one alone."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.breaker import Breaker
from service.core.model import Account, Question, Reply, Search
from service.ports import (
    AccessDenied,
    AccountUnknown,
    Busy,
    CrmError,
    Deadline,
    KeyRejected,
    Late,
    Unavailable,
    Visit,
)  # fmt: skip
from tests.service.fakes import HandClock, InTurn

WHO = Question(Search.CUSTOMERS_BY_PHONE, "1")
DOWN = Unavailable("down")


class Said:
    """A CRM that says whatever it was told to, after so many seconds of a clock."""

    def __init__(self, clock: HandClock, seconds: float = 0) -> None:
        self.clock, self.seconds = clock, seconds
        self.says: Reply | CrmError = Reply()
        self.asked: list[Question] = []

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        self.asked.append(question)
        self.clock.advance(self.seconds)
        if isinstance(self.says, CrmError):
            raise self.says
        return self.says


def _made(seconds: float = 0) -> tuple[Breaker, Said, HandClock]:
    clock = HandClock()
    said = Said(clock, seconds)
    return Breaker(InTurn(said), clock), said, clock


def _visit(clock: HandClock, name: str = "company") -> Visit:
    return Visit(Account(name, f"https://{name}"), "key", Deadline(clock.now + 5, clock))


def _ask(breaker: Breaker, clock: HandClock, *questions: Question, name: str = "company") -> list[object]:
    return [answer for _, answer in breaker.ask(_visit(clock, name), questions or [WHO])]


def _break(breaker: Breaker, said: Said, clock: HandClock) -> None:
    said.says = DOWN
    for _ in range(5):
        _ask(breaker, clock)
    said.asked.clear()


def test_after_five_failures_in_a_row_nobody_asks() -> None:
    breaker, said, clock = _made()
    _break(breaker, said, clock)
    answers = _ask(breaker, clock, WHO, Question(Search.ORDERS_BY_PHONE, "1"))
    assert [type(answer) for answer in answers] == [Unavailable] * 2
    assert (said.asked, breaker.open_accounts()) == ([], 1)


def test_another_account_is_asked_all_the_same() -> None:
    breaker, said, clock = _made()
    _break(breaker, said, clock)
    said.says = Reply()
    assert _ask(breaker, clock, name="another") == [Reply()]


@pytest.mark.parametrize(
    "says",
    [Reply(), KeyRejected("no"), AccessDenied("no"), AccountUnknown("no"), Busy("many"), Late("hasty")],
)
def test_an_answer_of_any_kind_opens_nothing(says: Reply | CrmError) -> None:
    breaker, said, clock = _made()
    said.says = says
    for _ in range(20):
        _ask(breaker, clock)
    assert (len(said.asked), breaker.open_accounts()) == (20, 0)


def test_silence_counts_when_it_was_long_enough() -> None:
    breaker, said, clock = _made(seconds=2)
    said.says = Late("silent")
    for _ in range(9):
        _ask(breaker, clock, name="company")
    assert len(said.asked) < 9


@pytest.mark.parametrize("search", [Search.REFERENCES, Search.COMPANIES_OF])
def test_another_address_of_the_api_says_nothing_of_the_crm(search: Search) -> None:
    breaker, said, clock = _made()
    said.says = DOWN
    for _ in range(20):
        _ask(breaker, clock, Question(search, "1"))
    assert len(said.asked) == 20


def test_one_question_probes_and_the_rest_follow_its_success() -> None:
    breaker, said, clock = _made()
    _break(breaker, said, clock)
    said.says = Reply()
    clock.advance(1)
    asked = [Question(Search.REFERENCES, "statuses"), WHO, Question(Search.ORDERS_BY_PHONE, "1")]
    assert _ask(breaker, clock, *asked) == [Reply()] * 3
    assert said.asked == [asked[1], asked[0], asked[2]]


def test_probes_that_fail_come_ever_more_seldom() -> None:
    breaker, said, clock = _made()
    _break(breaker, said, clock)
    moments = []
    for _ in range(1500):
        clock.advance(0.1)
        before = len(said.asked)
        _ask(breaker, clock)
        moments += [clock.now] * (len(said.asked) - before)
    gaps = [round(later - sooner) for sooner, later in pairwise(moments)]
    assert gaps == [2, 4, 8, 16, 30, 30, 30]


def test_only_one_probes_at_a_time() -> None:
    breaker, said, clock = _made()
    _break(breaker, said, clock)
    clock.advance(1)
    probing = breaker.ask(_visit(clock), [WHO])
    meanwhile = threading.Event()
    said_before = said.ask

    def ask(visit: Visit, question: Question) -> Reply:
        if not meanwhile.is_set():
            meanwhile.set()
            with ThreadPoolExecutor(1) as pool:
                assert [type(each) for each in pool.submit(_ask, breaker, clock).result()] == [Unavailable]
        return said_before(visit, question)

    said.ask = ask  # type: ignore[method-assign] # a fake, told what else happens while it is asked
    assert [type(answer) for _, answer in probing] == [Unavailable]
    assert len(said.asked) == 1


@given(st.lists(st.sampled_from(["up", "down", "wait"]), max_size=60))
def test_a_crm_that_is_up_again_is_found_to_be_at_the_next_probe(days: list[str]) -> None:
    breaker, said, clock = _made()
    for day in days:
        said.says = DOWN if day == "down" else Reply()
        if day == "wait":
            clock.advance(31)
        elif day == "down":
            assert isinstance(_ask(breaker, clock)[0], Unavailable)
        else:
            _ask(breaker, clock)
    said.says = Reply()
    clock.advance(31)
    assert _ask(breaker, clock) == [Reply()]
