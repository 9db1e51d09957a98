"""What every store of answers promises: in memory, in a Redis that works, and in one that is lost."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from service.adapters.link import Link
from service.adapters.memory import Memory
from service.adapters.sealing import Seals
from service.adapters.shared import SharedMemory
from service.adapters.store import Drawing, Store
from service.core.drawn import Drawn, Page, Subject
from service.core.model import Contact, Customer, Outcome, Question, Reason, Reply, Search, Ticket
from tests.service.adapters.replicas import LIFETIMES, PATIENT, visit
from tests.service.adapters.valkey import Valkey, valkey_server
from tests.service.fakes import NOW

KEYS, TICKETS = ("one", "other"), ("1", "2")
QUESTIONS = [Question(Search.CUSTOMERS_BY_PHONE, str(number)) for number in range(3)]
SUBJECT = Subject.of(visit().account, Ticket("company", "key", Contact()), NOW.date())
BLOCK = Drawn(Page.of("<p>Anna</p>"), Outcome.FOUND_BY_PHONE)
SOON = 0.01
"""Seconds within which a store need not tell what came after a rejection from what came before."""
Make = Callable[[], Store]

keys, tickets, questions = st.sampled_from(KEYS), st.sampled_from(TICKETS), st.sampled_from(QUESTIONS)
replies = st.builds(lambda number: Reply(customers=(Customer(number),)), st.integers(1, 99))


def _a_minute(_question: Question) -> float:
    return 60.0


class Promises(RuleBasedStateMachine):
    """A store beside what it was told."""

    make: ClassVar[Make]

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).make()
        self.said: dict[str, dict[Question, Reply]] = {key: {} for key in KEYS}
        self.drawn: dict[str, Drawing] = {}
        self.rejected: set[str] = set()
        self.shown: set[tuple[str, str]] = set()

    @rule(key=keys, told=st.dictionaries(questions, replies, min_size=1))
    def keep(self, key: str, told: Mapping[Question, Reply]) -> None:
        self._let_pass(key)
        self.store.keep(visit(key), told)
        self.said[key] |= told
        self._outdate(key, *told)

    @rule(key=keys, question=questions)
    def forget(self, key: str, question: Question) -> None:
        self.store.forget(visit(key), question)
        self.said[key].pop(question, None)
        self._outdate(key, question)

    @rule(key=keys)
    def reject(self, key: str) -> None:
        self.store.reject(visit(key), Reason.KEY_REJECTED)
        self.said[key] = {}
        self.drawn.pop(key, None)
        self.rejected.add(key)

    @rule(key=keys, ticket=tickets)
    def show(self, key: str, ticket: str) -> None:
        self.store.show(visit(key, ticket))
        self.shown.add((key, ticket))

    @rule(key=keys)
    def draw(self, key: str) -> None:
        known = {each: kept.reply for each, kept in self.store.recall(visit(key), QUESTIONS).kept.items()}
        drawing = Drawing(BLOCK, known)
        self.store.draw(visit(key), SUBJECT, drawing, _a_minute)
        if known:  # a block of no answers would stay for ever
            self.drawn[key] = drawing

    @rule(key=keys, question=questions)
    def draw_from_what_nobody_said(self, key: str, question: Question) -> None:
        invented = Drawing(BLOCK, {question: Reply(customers=(Customer(100),))})
        self.store.draw(visit(key), SUBJECT, invented, _a_minute)

    @rule(key=keys, question=questions)
    def ask(self, key: str, question: Question) -> None:
        assert self.store.lease(visit(key), [question], 0) == (question,)
        self.store.release(visit(key), [question])

    @invariant()
    def what_was_said_is_known_to_whom_it_was_said(self) -> None:
        for key in KEYS:
            known = self.store.recall(visit(key), QUESTIONS)
            assert {each: kept.reply for each, kept in known.kept.items()} == self.said[key]
            assert (known.verdict is not None) == (key in self.rejected)

    @invariant()
    def a_block_is_known_as_long_as_all_its_answers_are(self) -> None:
        assert {key: self.store.drawing(visit(key), SUBJECT, 0) for key in KEYS} == {
            key: self.drawn.get(key) for key in KEYS
        }

    @invariant()
    def what_was_shown_is_seen(self) -> None:
        seen = {(key, ticket) for key in KEYS for ticket in TICKETS if self.store.seen(visit(key, ticket))}
        assert seen == self.shown

    def _outdate(self, key: str, *changed: Question) -> None:
        if key in self.drawn and not self.drawn[key].replies.keys().isdisjoint(changed):
            del self.drawn[key]

    def _let_pass(self, key: str) -> None:
        while (verdict := self.store.recall(visit(key), []).verdict) and verdict.age < SOON:
            pass


@contextmanager
def in_memory() -> Iterator[Make]:
    yield lambda: Memory(time.monotonic, LIFETIMES.kept, 10**7)


@contextmanager
def on_redis() -> Iterator[Make]:
    with valkey_server() as server, _on(server) as make:
        yield lambda: (server.redis.flushall(), make())[1]


@contextmanager
def on_a_lost_redis() -> Iterator[Make]:
    with valkey_server() as server, _on(server) as make:
        server.kill()
        yield make


@contextmanager
def _on(server: Valkey) -> Iterator[Make]:
    link = Link(server.url, PATIENT)
    try:
        yield lambda: SharedMemory(
            Memory(time.monotonic, LIFETIMES.kept, 10**7), link, Seals(), LIFETIMES.kept
        )
    finally:
        link.close()


@pytest.mark.parametrize("stores", [in_memory, on_redis, on_a_lost_redis])
def test_a_store_knows_what_it_was_told_and_nothing_else(
    stores: Callable[[], AbstractContextManager[Make]],
) -> None:
    with stores() as opened:

        class PromisesHere(Promises):
            make = staticmethod(opened)

        often = settings(max_examples=20, stateful_step_count=30)
        run_state_machine_as_test(PromisesHere, settings=often)
