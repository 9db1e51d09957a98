"""What the adapters tell of on the way to an answer."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.breaker import Breaker
from service.adapters.budget import Budget
from service.adapters.calling import Calls
from service.adapters.egress import Egress
from service.adapters.memory import Memory
from service.adapters.remembering import Remembering
from service.adapters.retailcrm import RetailCrm
from service.adapters.transport import Transport
from service.core.model import Account, Customer, Question, Reply, Search
from service.events import Called, Event, Refused, Source, Switched, TurnedAway, Waited
from service.ports import Deadline, Unavailable, Visit
from tests.service.adapters.hostile import LOOPBACK, answer, hostile_server
from tests.service.adapters.replicas import LIFETIMES, visit
from tests.service.fakes import HandClock, InTurn

WHO = Question(Search.CUSTOMERS_BY_PHONE, "+79990001122")
ORDERS = Question(Search.ORDERS_BY_PHONE, "+79990001122")
ANNA = json.dumps({"success": True, "customers": [{"id": 7}]}).encode()


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def _told(origin: str, executor: ThreadPoolExecutor, rate: float = 1000, seconds: float = 20) -> list[Event]:
    told: list[Event] = []
    transport = Transport(4, Egress(LOOPBACK))
    calls = Calls(RetailCrm(transport, told.append), Budget(rate, time.monotonic), executor, told.append)
    deadline = Deadline(time.monotonic() + seconds, time.monotonic)
    list(calls.ask(Visit(Account("company", origin), "key", deadline), [WHO, ORDERS][: 1 + (rate < 1)]))
    transport.close()
    return told


def test_a_call_is_told_with_its_turn_its_status_and_what_it_brought(executor: ThreadPoolExecutor) -> None:
    with hostile_server(answer(ANNA)) as origin:
        waited, called = _told(origin, executor)
    assert isinstance(waited, Waited)
    assert isinstance(called, Called)
    assert (called.question, called.page, called.status) == (WHO, 1, "200")
    assert called.reply == Reply(customers=(Customer(7),))


def test_a_call_without_an_answer_is_told_by_its_reason(executor: ThreadPoolExecutor) -> None:
    _, called = _told("http://127.0.0.1:1", executor)
    assert isinstance(called, Called)
    assert (called.status, called.reply) == ("unavailable", None)


def test_a_call_without_a_turn_is_told(executor: ThreadPoolExecutor) -> None:
    with hostile_server(answer(ANNA)) as origin:
        told = _told(origin, executor, rate=0.1, seconds=5)
    assert [type(each) for each in told if not isinstance(each, (Called, Waited))] == [TurnedAway]


def test_a_refusal_is_told(executor: ThreadPoolExecutor) -> None:
    with hostile_server(answer(b"{}", status="503 Service Unavailable")) as origin:
        told = _told(origin, executor, seconds=1)
    assert [each.status for each in told if isinstance(each, Called)][:1] == ["503"]
    assert Refused() in told


class Fickle:
    """A CRM that is down until it is up."""

    def __init__(self) -> None:
        self.up = False

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        if not self.up:
            raise Unavailable("down")
        return Reply()


def test_a_crm_that_goes_down_and_comes_back_is_told_once_each() -> None:
    crm, clock, told = Fickle(), HandClock(), list[Event]()
    breaker = Breaker(InTurn(crm), clock, failures=2, tell=told.append)
    for _ in range(4):
        list(breaker.ask(visit(), [WHO]))
    assert told == [Switched(down=True)]
    crm.up = True
    clock.advance(60)
    list(breaker.ask(visit(), [WHO]))
    assert told == [Switched(down=True), Switched(down=False)]


def _sources(crm: Remembering, asking: Visit) -> list[Source]:
    asking = crm.opened(asking)
    list(crm.ask(asking, [WHO, ORDERS]))
    crm.shown(asking)
    return asking.sources


def test_a_visit_is_told_where_its_answers_came_from(executor: ThreadPoolExecutor) -> None:
    fickle, clock = Fickle(), HandClock()
    crm = Remembering(InTurn(fickle), Memory(clock, LIFETIMES.kept, 10**7), LIFETIMES, executor)
    assert _sources(crm, visit()) == []
    fickle.up = True
    assert _sources(crm, visit()) == [Source.CRM] * 2
    assert _sources(crm, visit()) == [Source.FRESH] * 2
    clock.advance(LIFETIMES.fresh + 1)
    fickle.up = False
    assert _sources(crm, visit()) == [Source.STALE] * 2
