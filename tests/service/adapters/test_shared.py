"""Replicas share what they were told, in a store that holds nothing readable and may fail in any way."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.opened import Opened
from service.core.drawn import Drawn, Page, Subject
from service.core.model import Contact, Customer, Outcome, Question, Reply, Search, Ticket
from service.ports import CrmError, KeyRejected, Unavailable, Visit
from tests.service.adapters.replicas import Replica, replicas, visit
from tests.service.adapters.valkey import Valkey
from tests.service.fakes import NOW, InTurn

WHO, ORDERS = (
    Question(Search.CUSTOMERS_BY_PHONE, "79990001122"),
    Question(Search.ORDERS_BY_EMAIL, "anna@example.com"),
)
SUBJECT = Subject.of(visit().account, Ticket("company", "key", Contact()), NOW.date())
DRAWN = Drawn(Page.of("<p>Anna Petrova</p>"), Outcome.FOUND_BY_PHONE)


class Counting:
    """A CRM whose every answer is another, or that fails as it was told to."""

    def __init__(self) -> None:
        self.said, self.lock = 0, threading.Lock()
        self.failure: CrmError | None = None

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        with self.lock:
            self.said += 1
            if self.failure:
                raise self.failure
            return _says(self.said)


def _says(number: int) -> Reply:
    return Reply((Customer(number, name="Anna Petrova", phones=("79990001122",)),))


def _undated(answer: Reply | CrmError) -> object:
    return answer.customers if isinstance(answer, Reply) else type(answer)


def test_what_one_was_told_the_other_need_not_ask(valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        assert [one.ask(WHO), other.ask(WHO), other.ask(ORDERS), one.ask(ORDERS)] == [
            _says(1), _says(1), _says(2), _says(2),
        ]  # fmt: skip


def test_what_was_asked_by_another_is_known_here_too_and_stays_the_very_same(valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        told = one.ask(WHO)
        fetched = [each.store.recall(visit(), [WHO]).kept[WHO].reply for each in (one, other, one, other)]
        assert fetched[0] is fetched[2] is told
        assert fetched[1] is fetched[3]
        assert fetched[1] == told


def test_bytes_that_changed_are_opened_again_and_what_nobody_remembers_is_let_go() -> None:
    opened, first = Opened(), _says(1)
    opened.put(b"name", b"sealed", first, life=5000)
    assert opened.get(b"name", b"sealed") == (first, 5000)
    assert [opened.get(b"name", b"others"), opened.get(b"other", b"sealed")] == [None, None]
    del first
    assert opened.get(b"name", b"sealed") is None


def test_a_block_is_given_again_until_another_replica_hears_something_new(valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        one.ask(WHO)
        told = other.ask(WHO)
        assert isinstance(told, Reply)
        other.crm.keep(visit(), SUBJECT, DRAWN, {WHO: told})
        given = other.crm.find(visit(), SUBJECT)
        one.store.keep(visit(), {WHO: _says(9)})
        assert (given, other.crm.find(visit(), SUBJECT)) == (DRAWN, None)


def test_a_ticket_shown_by_one_and_opened_again_at_the_other_is_a_refresh(valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        one.ask(WHO, visit(ticket="7"))
        assert [other.crm.opened(visit(ticket=number)).anew for number in "78"] == [True, False]


def test_a_key_rejected_at_one_is_shown_nothing_old_by_the_other(valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        one.ask(WHO)
        other.ask(ORDERS)
        crm.failure = KeyRejected("no")
        assert isinstance(one.ask(Question(Search.CUSTOMERS_BY_EMAIL, "a@b.ru")), KeyRejected)
        assert [type(each.ask(WHO)) for each in (one, other)] == [KeyRejected] * 2
        assert [each.store.recall(visit(), [WHO, ORDERS]).kept for each in (one, other)] == [{}, {}]
        assert crm.said == 3


def test_another_key_and_another_account_are_told_nothing(valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        one.ask(WHO)
        strangers = [visit(key="another"), visit(name="another")]
        assert [other.ask(WHO, each) for each in strangers] == [_says(2), _says(3)]


def test_the_store_holds_nothing_readable(valkey: Valkey) -> None:
    with replicas(valkey, InTurn(Counting())) as (one,):
        one.ask(WHO, visit(ticket="ticket-4711", key="the-key"))
        one.ask(ORDERS, visit(ticket="ticket-4711", key="the-key"))
        one.store.reject(visit(key="the-key"), KeyRejected.reason)
    held = [*valkey.held(), *valkey.held().values()]
    assert len(held) >= 8
    canaries = [
        b"9990001122",
        b"anna",
        b"Anna",
        b"4711",
        b"the-key",
        b"company",
        b"key_rejected",
        b"customers",
    ]
    assert [canary for canary in canaries if any(canary in each for each in held)] == []
    assert all(valkey.redis.pttl(name) > 0 for name in valkey.held())


def _swap(valkey: Valkey) -> None:
    (one, its), (other, others), *_ = [
        (name, value) for name, value in valkey.held().items() if len(value) > 30
    ]
    valkey.redis.set(one, others, keepttl=True)
    valkey.redis.set(other, its, keepttl=True)


def _empty(valkey: Valkey) -> None:
    for name in valkey.held():
        valkey.redis.set(name, b"", keepttl=True)


def _overwrite(valkey: Valkey) -> None:
    for name in valkey.held():
        valkey.redis.set(name, b"x" * 300, keepttl=True)


def _retype(valkey: Valkey) -> None:
    for name in valkey.held():
        valkey.redis.delete(name)
        valkey.redis.rpush(name, "list")


def _immortalise(valkey: Valkey) -> None:
    for name in valkey.held():
        valkey.redis.persist(name)


def _flush(valkey: Valkey) -> None:
    valkey.redis.flushall()


@pytest.mark.parametrize("harm", [_swap, _empty, _overwrite, _retype, _immortalise, _flush])
def test_garbage_is_not_taken_for_an_answer(harm: Callable[[Valkey], None], valkey: Valkey) -> None:
    crm = Counting()
    with replicas(valkey, InTurn(crm), InTurn(crm)) as (one, other):
        one.ask(WHO)
        one.ask(ORDERS)
        harm(valkey)
        assert [other.ask(WHO), other.ask(ORDERS)] == [_says(3), _says(4)]
        assert one.link.health.up


def _fill(valkey: Valkey) -> None:
    valkey.redis.config_set("maxmemory-policy", "noeviction")
    valkey.redis.config_set("maxmemory", "1")


def _make_read_only(valkey: Valkey) -> None:
    valkey.redis.replicaof("127.0.0.1", "1")


@pytest.mark.parametrize(
    ("harm", "trouble"), [(_fill, "OutOfMemoryError"), (_make_read_only, "ReadOnlyError")]
)
def test_a_store_that_is_full_or_not_to_be_written_is_read_and_told_of(
    harm: Callable[[Valkey], None], trouble: str, own_valkey: Valkey
) -> None:
    crm = Counting()
    with replicas(own_valkey, InTurn(crm), InTurn(crm)) as (one, other):
        one.ask(WHO)
        harm(own_valkey)
        assert [other.ask(WHO), other.ask(ORDERS), other.ask(ORDERS)] == [_says(1), _says(2), _says(2)]
        assert (other.link.health.up, other.link.health.trouble) == (True, trouble)


def _until(condition: Callable[[], bool]) -> None:
    """Wait for what another thread does; the test's own timeout ends it."""
    while not condition():
        threading.Event().wait(0.01)


def test_a_store_that_hangs_is_left_alone_until_it_answers(own_valkey: Valkey) -> None:
    crm = Counting()
    with replicas(own_valkey, InTurn(crm), patience=0.2) as (one,):
        one.ask(WHO)
        with own_valkey.halted():
            assert [one.ask(WHO), one.ask(ORDERS)] == [_says(1), _says(2)]
            assert not one.link.health.up
        _until(lambda: one.link.health.up)
        assert [one.ask(WHO), one.ask(ORDERS), crm.said] == [_says(1), _says(2), 2]


def test_a_store_that_was_never_there_is_done_without(own_valkey: Valkey) -> None:
    own_valkey.kill()
    crm = Counting()
    with replicas(own_valkey, InTurn(crm)) as (one,):
        assert [one.ask(WHO), one.ask(WHO), one.link.health.up] == [_says(1), _says(1), False]
        own_valkey.restart()
        _until(lambda: one.link.health.up)
        assert [one.ask(WHO), one.ask(ORDERS)] == [_says(1), _says(2)]


class Same:
    """A CRM that says the same to whoever asks the same."""

    def ask(self, visit: Visit, question: Question) -> Reply:
        return Reply((Customer(int(question.text), name=visit.key),))


def test_killed_and_restarted_amid_the_load_nothing_wrong_is_shown(own_valkey: Valkey) -> None:
    enough = threading.Event()

    def load(replica: Replica, key: str) -> int:
        asked = 0
        while not enough.is_set():
            number = asked % 50
            answer = replica.ask(Question(Search.ORDERS_OF, str(number)), visit(key))
            assert answer == Reply((Customer(number, name=key),))
            asked += 1
        return asked

    with replicas(own_valkey, InTurn(Same()), InTurn(Same())) as pair, ThreadPoolExecutor(4) as pool:
        running = [pool.submit(load, replica, key) for replica in pair for key in "ab"]
        for _ in range(2):
            own_valkey.kill()
            _until(lambda: not any(each.link.health.up for each in pair))
            own_valkey.restart()
            _until(lambda: all(each.link.health.up for each in pair))
        enough.set()
        assert all(each.result() > 0 for each in running)


class Gate:
    """A CRM that answers, with whatever it was told, when it is let."""

    def __init__(self, says: Reply | CrmError) -> None:
        self.says, self.asked, self.gate = says, threading.Semaphore(0), threading.Event()
        self.count = 0

    def ask(self, visit: Visit, question: Question) -> Reply:  # noqa: ARG002 - the port's shape
        self.count += 1
        self.asked.release()
        assert self.gate.wait(30)
        if isinstance(self.says, CrmError):
            raise self.says
        return self.says


def _leading_and_following(valkey: Valkey, leading: Gate, following: Gate, lease: float = 30) -> list[object]:
    """Let one replica ask, the other look for its answer, and then the first be answered."""
    looked = threading.Event()

    def look(_seconds: float) -> None:
        looked.set()
        threading.Event().wait(0.01)

    one = Replica(valkey, InTurn(leading), lease=lease)
    other = Replica(valkey, InTurn(following), lease=lease, pause=look)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(one.ask, WHO)
        assert leading.asked.acquire(timeout=30)
        second = pool.submit(other.ask, WHO)
        assert looked.wait(30)
        answers = [_undated(second.result())] if lease < 1 else []
        leading.gate.set()
        answers = (
            [_undated(first.result()), *answers]
            if answers
            else [_undated(each.result()) for each in (first, second)]
        )
    one.close()
    other.close()
    return answers


def test_two_replicas_that_are_asked_the_same_at_once_ask_once(valkey: Valkey) -> None:
    leading, following = Gate(_says(1)), Gate(_says(2))
    following.gate.set()
    assert _leading_and_following(valkey, leading, following) == [_says(1).customers] * 2
    assert (leading.count, following.count) == (1, 0)


def test_what_one_failed_to_learn_the_other_asks_itself(valkey: Valkey) -> None:
    leading, following = Gate(Unavailable("down")), Gate(_says(2))
    following.gate.set()
    assert _leading_and_following(valkey, leading, following) == [Unavailable, _says(2).customers]


def test_a_replica_that_died_while_asking_is_not_waited_for_long(valkey: Valkey) -> None:
    leading, following = Gate(_says(1)), Gate(_says(2))
    following.gate.set()
    assert _leading_and_following(valkey, leading, following, lease=0.2) == [
        _says(1).customers,
        _says(2).customers,
    ]
