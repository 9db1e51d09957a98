"""A round of questions: turns, pages, refusals, the deadline; whoever waits holds no thread of the pool."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.budget import Budget
from service.adapters.calling import Calls
from service.core.model import Account, Customer, Kind, Question, Reply, Search
from service.ports import Busy, CrmError, Deadline, Late, Unavailable, Visit

Answers = Callable[[Question, int], tuple[Reply, int]]
WHO = Question(Search.CUSTOMERS_BY_PHONE, "1")
ORDERS = Question(Search.ORDERS_BY_PHONE, "1")


class Book:
    """A CRM's pages: what each says is a function; which were asked, and by which threads, is kept."""

    def __init__(self, answers: Answers) -> None:
        self.answers, self.asked, self.threads = answers, list[tuple[Question, int]](), set[int]()

    def page(
        self, visit: Visit, question: Question, number: int, sent: Callable[[], object]
    ) -> tuple[Reply, int]:
        visit.calls.append(question.search)
        self.asked.append((question, number))
        self.threads.add(threading.get_ident())
        sent()
        return self.answers(question, number)


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def _calls(answers: Answers, executor: ThreadPoolExecutor, rate: float = 1000) -> tuple[Calls, Book]:
    book = Book(answers)
    return Calls(book, Budget(rate, time.monotonic, chance=lambda: 0), executor), book


def _visit(seconds: float = 20, name: str = "company") -> Visit:
    return Visit(
        Account(name, f"https://{name}"), "key", Deadline(time.monotonic() + seconds, time.monotonic)
    )


def _paged(total: int, broken: tuple[int, ...] = ()) -> Answers:
    def answer(question: Question, number: int) -> tuple[Reply, int]:
        if number in broken:
            raise Unavailable("broken")
        return Reply(customers=(Customer(number, name=question.search),)), total

    return answer


def _ids(answered: Reply | CrmError) -> object:
    return [each.id for each in answered.customers] if isinstance(answered, Reply) else type(answered)


class Leaping:
    """A clock that goes on only when somebody pauses, and then at once."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds


def test_whoever_has_no_call_on_its_way_pauses_until_the_next_turn(executor: ThreadPoolExecutor) -> None:
    clock = Leaping()
    calls = Calls(Book(_paged(1)), Budget(1, clock), executor, pause=clock.pause)
    visit = Visit(Account("company", "https://company"), "key", Deadline(100, clock))
    questions = [Question(Search.CUSTOMERS_BY_PHONE, str(number)) for number in range(4)]

    assert [_ids(answer) for _, answer in calls.ask(visit, questions)] == [[1]] * 4
    assert clock.now == pytest.approx(3 * 1.05)


def test_who_is_refused_for_longer_than_they_can_wait_waits_no_more(executor: ThreadPoolExecutor) -> None:
    def refuse(_question: Question, _number: int) -> tuple[Reply, int]:
        raise Busy("too many", after=60)

    calls, _ = _calls(refuse, executor)

    assert [type(answer) for _, answer in calls.ask(_visit(), [WHO])] == [Busy]
    assert calls.budget.waiting() == 0


def test_nothing_is_asked_before_an_answer_is_taken(executor: ThreadPoolExecutor) -> None:
    calls, book = _calls(_paged(1), executor)
    calls.ask(_visit(), [WHO])
    assert book.asked == []


def test_every_question_is_answered_once(executor: ThreadPoolExecutor) -> None:
    calls, book = _calls(_paged(1), executor)
    answers = list(calls.ask(_visit(), [WHO, ORDERS]))
    assert len(answers) == 2
    assert dict(answers) == {each: Reply((Customer(1, each.search),)) for each in (WHO, ORDERS)}
    assert set(book.asked) == {(WHO, 1), (ORDERS, 1)}


@pytest.mark.parametrize(
    ("total", "broken", "read", "cut"),
    [
        (0, (), [1], False),
        (3, (), [1, 2, 3], False),
        (9, (), [1, 2, 3], True),
        (3, (2,), [1], True),
        (3, (3,), [1, 2], True),
        (3, (1,), Unavailable, False),
    ],
)
def test_pages_are_joined_up_to_the_third_or_the_first_that_fails(
    total: int, broken: tuple[int, ...], read: object, cut: bool, executor: ThreadPoolExecutor
) -> None:
    [(_, answered)] = _calls(_paged(total, broken), executor)[0].ask(_visit(), [WHO])
    assert (_ids(answered), getattr(answered, "cut", False)) == (read, cut)


def _refusing(times: int, after: float | None = None) -> Answers:
    left = iter(range(times))

    def answer(question: Question, number: int) -> tuple[Reply, int]:
        if next(left, None) is not None:
            raise Busy("429", after)
        return _paged(1)(question, number)

    return answer


def test_a_refused_call_is_made_again(executor: ThreadPoolExecutor) -> None:
    calls, book = _calls(_refusing(2, after=0.01), executor)
    assert list(calls.ask(_visit(), [WHO])) == [(WHO, Reply((Customer(1, WHO.search),)))]
    assert book.asked == [(WHO, 1)] * 3


def test_a_refusal_that_outlasts_the_deadline_is_told_at_once(executor: ThreadPoolExecutor) -> None:
    calls, book = _calls(_refusing(1, after=30), executor)
    started = time.monotonic()
    assert [_ids(answered) for _, answered in calls.ask(_visit(), [WHO])] == [Busy]
    assert [_ids(answered) for _, answered in calls.ask(_visit(), [WHO])] == [Busy]
    assert time.monotonic() - started < 10
    assert len(book.asked) == 1


def test_what_has_no_answer_at_the_deadline_is_late_and_what_had_no_turn_is_busy(
    executor: ThreadPoolExecutor,
) -> None:
    over = threading.Event()

    def silent(_question: Question, _number: int) -> tuple[Reply, int]:
        assert over.wait(30)
        raise Unavailable("over")

    calls, _ = _calls(silent, executor, rate=1)
    answered = dict(calls.ask(_visit(0.2), [WHO, ORDERS]))
    over.set()
    assert {question: type(each) for question, each in answered.items()} == {WHO: Late, ORDERS: Busy}


def test_names_are_asked_only_when_a_call_is_free_but_statuses_always(executor: ThreadPoolExecutor) -> None:
    statuses, shops = (Question(Search.REFERENCES, kind) for kind in (Kind.STATUSES, Kind.SHOPS))
    calls, book = _calls(_paged(1), executor, rate=20)
    asked = [Question(Search.ORDERS_OF, str(number)) for number in range(20)]
    answered = dict(calls.ask(_visit(), [*asked, statuses, shops]))
    assert (type(answered[statuses]), type(answered[shops])) == (Reply, Busy)
    assert len(book.asked) == 21


def test_a_queue_for_one_account_takes_no_thread_from_another() -> None:
    with ThreadPoolExecutor(1) as pool, ThreadPoolExecutor(6) as askers:
        calls, book = _calls(_paged(1), pool, rate=4)
        busy = [askers.submit(lambda: list(calls.ask(_visit(20), [WHO, ORDERS]))) for _ in range(6)]
        assert _ids(next(calls.ask(_visit(5, "another"), [WHO]))[1]) == [1]
        assert not all(each.done() for each in busy)
        assert [len(each.result()) for each in busy] == [2] * 6
    assert len(book.threads) == 1


def test_a_mistake_of_ours_is_raised_where_it_was_asked(executor: ThreadPoolExecutor) -> None:
    def wrong(_question: Question, _number: int) -> tuple[Reply, int]:
        raise ZeroDivisionError

    calls, _ = _calls(wrong, executor)
    with pytest.raises(ZeroDivisionError):
        list(calls.ask(_visit(), [WHO]))


def test_whoever_stops_listening_leaves_the_queue(executor: ThreadPoolExecutor) -> None:
    calls, book = _calls(_paged(1), executor, rate=1)
    answers = calls.ask(_visit(), [WHO, ORDERS])
    next(answers)
    answers.close()  # type: ignore[attr-defined] # a generator, as the port's iterators are
    lane = next(iter(calls.budget._lanes.values()))  # noqa: SLF001 - a queue has no other witness
    assert (lane.waiting(), len(book.asked)) == (0, 1)
