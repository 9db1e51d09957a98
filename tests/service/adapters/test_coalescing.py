"""Equal questions at once become one lookup, and nobody is failed by another's haste."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from service.adapters.coalescing import Coalescing
from service.core.model import Account, Customer, Question, Reply, Search
from service.ports import Answered, Busy, CrmError, Deadline, Late, Unavailable, Visit

WHO, ORDERS = Question(Search.CUSTOMERS_BY_PHONE, "1"), Question(Search.ORDERS_BY_PHONE, "1")
FOUND = Reply(customers=(Customer(1),))


class Gated:
    """A CRM that says what comes next only when told; how many ask it now is counted."""

    def __init__(self, *answers: Reply | CrmError | Exception) -> None:
        self.answers, self.asked = list(answers), list[Question]()
        self.asking, self.gate, self.heard = (threading.Semaphore(0) for _ in range(3))

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:  # noqa: ARG002 - the port
        for question in questions:
            if question.search is Search.ORDERS_OF:
                self.heard.release()
                yield question, Reply()
                continue
            self.asked.append(question)
            self.asking.release()
            assert self.gate.acquire(timeout=30)
            answer = self.answers.pop(0)
            if not isinstance(answer, (Reply, CrmError)):
                raise answer
            yield question, answer


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(12) as pool:
        yield pool


def _visit(seconds: float = 30, key: str = "key", *, anew: bool = False) -> Visit:
    deadline = Deadline(time.monotonic() + seconds, time.monotonic)
    return Visit(Account("company", "https://company"), key, deadline, anew=anew)


def _ask(
    pool: ThreadPoolExecutor, crm: Coalescing, visit: Visit, *questions: Question
) -> Future[dict[Question, object]]:
    """Ask in another thread; what came of the questions about customers and orders by phone is the result."""
    return pool.submit(
        lambda: {each: answer for each, answer in crm.ask(visit, questions or [WHO]) if each in (WHO, ORDERS)}
    )


def _follow(
    pool: ThreadPoolExecutor, crm: Coalescing, gated: Gated, *visits: Visit
) -> list[Future[dict[Question, object]]]:
    """Let others ask the same, and come back when they all wait for it.

    Each asks something of its own as well: when that is heard of, it has seen that the rest is on its way.
    """
    own = [Question(Search.ORDERS_OF, str(number)) for number, _ in enumerate(visits)]
    asked = [_ask(pool, crm, visit, WHO, mine) for visit, mine in zip(visits, own, strict=True)]
    assert all(gated.heard.acquire(timeout=30) for _ in visits)
    return asked


def test_equal_questions_at_once_cost_what_one_costs(pool: ThreadPoolExecutor) -> None:
    gated = Gated(FOUND)
    crm = Coalescing(gated)
    first = _ask(pool, crm, _visit())
    assert gated.asking.acquire(timeout=30)
    others = _follow(pool, crm, gated, *(_visit() for _ in range(9)))
    gated.gate.release()
    assert [each.result() for each in (first, *others)] == [{WHO: FOUND}] * 10
    assert gated.asked == [WHO]


def test_a_failure_is_shared_by_those_who_waited_for_it(pool: ThreadPoolExecutor) -> None:
    failure = Unavailable("down")
    gated = Gated(failure, FOUND)
    crm = Coalescing(gated)
    first = _ask(pool, crm, _visit())
    assert gated.asking.acquire(timeout=30)
    [other] = _follow(pool, crm, gated, _visit())
    gated.gate.release()
    assert [first.result(), other.result()] == [{WHO: failure}] * 2


@pytest.mark.parametrize("failure", [Late("slow"), Busy("many")])
def test_whoever_has_more_time_does_not_share_a_lack_of_it(
    failure: CrmError, pool: ThreadPoolExecutor
) -> None:
    gated = Gated(failure, FOUND)
    crm = Coalescing(gated)
    hasty = _ask(pool, crm, _visit(5))
    assert gated.asking.acquire(timeout=30)
    [patient] = _follow(pool, crm, gated, _visit(30))
    gated.gate.release(2)
    assert [hasty.result(), patient.result()] == [{WHO: failure}, {WHO: FOUND}]


def test_each_waits_until_its_own_deadline(pool: ThreadPoolExecutor) -> None:
    gated = Gated(FOUND)
    crm = Coalescing(gated)
    patient = _ask(pool, crm, _visit())
    assert gated.asking.acquire(timeout=30)
    [hasty] = _follow(pool, crm, gated, _visit(0.05))
    assert isinstance(hasty.result()[WHO], Late)
    gated.gate.release()
    assert patient.result() == {WHO: FOUND}


def test_two_who_need_each_others_answers_both_get_them(pool: ThreadPoolExecutor) -> None:
    gated = Gated(FOUND, FOUND, FOUND, FOUND)
    crm = Coalescing(gated)
    asked = [_ask(pool, crm, _visit(), WHO, ORDERS), _ask(pool, crm, _visit(), ORDERS, WHO)]
    gated.gate.release(4)
    assert [each.result() for each in asked] == [{WHO: FOUND, ORDERS: FOUND}] * 2


@pytest.mark.parametrize("other", [_visit(key="another"), _visit(anew=True)])
def test_another_key_and_another_claim_to_news_ask_for_themselves(
    other: Visit, pool: ThreadPoolExecutor
) -> None:
    gated = Gated(FOUND, FOUND)
    crm = Coalescing(gated)
    asked = [_ask(pool, crm, _visit()), _ask(pool, crm, other)]
    assert all(gated.asking.acquire(timeout=30) for _ in asked)
    gated.gate.release(2)
    assert [each.result() for each in asked] == [{WHO: FOUND}] * 2


def test_a_mistake_of_ours_leaves_nobody_waiting(pool: ThreadPoolExecutor) -> None:
    gated = Gated(ZeroDivisionError(), FOUND)
    crm = Coalescing(gated)
    first = _ask(pool, crm, _visit())
    assert gated.asking.acquire(timeout=30)
    [other] = _follow(pool, crm, gated, _visit())
    gated.gate.release(2)
    assert isinstance(first.exception(), ZeroDivisionError)
    assert other.result() == {WHO: FOUND}


def test_whoever_stops_listening_hands_the_question_on(pool: ThreadPoolExecutor) -> None:
    gated = Gated(FOUND, FOUND, FOUND)
    crm = Coalescing(gated)
    gated.gate.release(3)
    leaving = crm.ask(_visit(), [WHO, ORDERS])
    next(leaving)
    leaving.close()  # type: ignore[attr-defined] # a generator, as the port's iterators are
    assert _ask(pool, crm, _visit(), WHO, ORDERS).result() == {WHO: FOUND, ORDERS: FOUND}
