"""What is kept, for how long and how much of it, and that no key is told what another was."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from service.adapters.memory import Memory
from service.adapters.store import Drawing, Kept, Recalled, Verdict
from service.adapters.weight import weight
from service.core.drawn import Drawn, Page, Subject
from service.core.model import (
    Account,
    Contact,
    Customer,
    Order,
    Outcome,
    Question,
    Reason,
    Reply,
    Search,
    Ticket,
)
from service.ports import Deadline, Visit
from tests.service.fakes import NOW, HandClock

QUESTIONS = [Question(Search.CUSTOMERS_BY_PHONE, str(number)) for number in range(4)]
STALE = 100.0
keys, questions = st.sampled_from("ab"), st.sampled_from(QUESTIONS)
replies = st.builds(lambda number: Reply(customers=(Customer(number),)), st.integers(1, 99))


def visit(clock: HandClock, key: str = "a", ticket: str = "") -> Visit:
    return Visit(Account("company", "https://company"), key, Deadline(clock.now + 5, clock), ticket=ticket)


class Remembered(RuleBasedStateMachine):
    """A memory beside a dictionary of what was said when."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = HandClock()
        self.memory = Memory(self.clock, STALE, most_bytes=2**20)
        self.said: dict[tuple[str, Question], tuple[float, Reply]] = {}
        self.rejected: dict[str, float] = {}

    @rule(key=keys, told=st.dictionaries(questions, replies, max_size=3))
    def keep(self, key: str, told: Mapping[Question, Reply]) -> None:
        self.memory.keep(visit(self.clock, key), told)
        self.said |= {(key, question): (self.clock.now, reply) for question, reply in told.items()}

    @rule(key=keys, question=questions)
    def forget(self, key: str, question: Question) -> None:
        self.memory.forget(visit(self.clock, key), question)
        self.said.pop((key, question), None)

    @rule(key=keys)
    def reject(self, key: str) -> None:
        self.memory.reject(visit(self.clock, key), Reason.KEY_REJECTED)
        self.said = {name: entry for name, entry in self.said.items() if name[0] != key}
        self.rejected[key] = self.clock.now

    @rule(seconds=st.sampled_from([0.5, 10, 45, 99, 100]))
    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    @invariant()
    def nothing_else_is_known(self) -> None:
        for key in "ab":
            assert self.memory.recall(visit(self.clock, key), QUESTIONS) == self._expected(key)

    def _expected(self, key: str) -> Recalled:
        now = self.clock.now
        known = {
            each: entry for (of, each), entry in self.said.items() if of == key and now - entry[0] < STALE
        }
        at = self.rejected.get(key)
        verdict = None if at is None else Verdict(Reason.KEY_REJECTED, now - at)
        return Recalled({each: Kept(reply, now - said) for each, (said, reply) in known.items()}, verdict)


Remembered.TestCase.settings = settings(max_examples=20, stateful_step_count=20)
test_memory_is_what_was_said = Remembered.TestCase


LONG = Reply(customers=(Customer(1, "x" * 1000),))


def _numbered(clock: HandClock, memory: Memory, count: int) -> None:
    for number in range(count):
        memory.keep(visit(clock, str(number)), {QUESTIONS[0]: LONG})


@pytest.mark.parametrize(("most_bytes", "most"), [(12 * weight(LONG), 10**6), (10**9, 12)])
def test_memory_is_bounded_and_the_longest_unused_goes_first(most_bytes: int, most: int) -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes, most)
    _numbered(clock, memory, 10)
    memory.recall(visit(clock, "0"), QUESTIONS)
    for number in range(100, 108):
        memory.keep(visit(clock, str(number)), {QUESTIONS[0]: LONG})
    known = [key for key in map(str, range(10)) if memory.recall(visit(clock, key), QUESTIONS).kept]
    entries, size = memory.size()
    assert known[:1] == ["0"]
    assert len(known) < 9
    assert (entries <= most, size <= most_bytes) == (True, True)


def test_an_answer_larger_than_the_memory_is_not_kept() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=2000)
    memory.keep(visit(clock), {QUESTIONS[0]: Reply(customers=(Customer(1, "x" * 5000),))})
    assert (memory.size(), memory.recall(visit(clock), QUESTIONS)) == ((0, 0), Recalled())


def test_what_is_too_old_is_thrown_away_though_nobody_asks_for_it() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=10**6)
    _numbered(clock, memory, 10)
    clock.advance(STALE)
    memory.keep(visit(clock, "new"), {QUESTIONS[0]: Reply()})
    assert memory.size()[0] == 1


def test_a_long_answer_weighs_more_than_its_texts() -> None:
    order = Order(1, number="n" * 100, phones=("1" * 50,) * 3, customer_comment="c" * 1000)
    reply = Reply(orders=tuple(replace(order, id=number) for number in range(20)))
    assert weight(reply) > 20 * 1250


def test_a_ticket_is_seen_for_a_minute_by_its_own_key_only() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=10**6)
    memory.show(visit(clock, ticket="7"))
    clock.advance(59)
    others = [visit(clock, "b", "7"), visit(clock, "a", "8")]
    assert [memory.seen(each) for each in (visit(clock, ticket="7"), *others)] == [True, False, False]
    clock.advance(1)
    assert not memory.seen(visit(clock, ticket="7"))


PAGE = Drawing(
    Drawn(Page.of("<p>Anna</p>"), Outcome.FOUND_BY_EMAIL), {QUESTIONS[0]: LONG, QUESTIONS[1]: LONG}
)
SUBJECT = Subject.of(Account("company", "https://company"), Ticket("company", "a", Contact()), NOW.date())


LIVES = {QUESTIONS[0]: 60.0, QUESTIONS[1]: 45.0}


def _drawn(clock: HandClock) -> Memory:
    memory = Memory(clock, STALE, most_bytes=10**6)
    memory.keep(visit(clock), PAGE.replies)
    memory.draw(visit(clock), SUBJECT, PAGE, LIVES.__getitem__)
    return memory


def _given(memory: Memory, clock: HandClock, key: str = "a") -> Drawing | None:
    return memory.drawing(visit(clock, key), SUBJECT, rejected=15)


def test_a_block_is_given_by_its_own_key_only_until_the_first_of_its_answers_is_too_old() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=10**6)
    memory.keep(visit(clock), PAGE.replies)
    clock.advance(44)
    memory.draw(visit(clock), SUBJECT, PAGE, LIVES.__getitem__)
    assert [_given(memory, clock), _given(memory, clock, "b")] == [PAGE, None]
    clock.advance(1)
    assert _given(memory, clock) is None


def test_a_block_is_not_given_while_its_key_is_known_to_be_rejected() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=10**6)
    memory.reject(visit(clock), Reason.KEY_REJECTED)
    memory.keep(visit(clock), PAGE.replies)
    memory.draw(visit(clock), SUBJECT, PAGE, LIVES.__getitem__)
    clock.advance(14)
    before = _given(memory, clock)
    clock.advance(1)
    assert (before, _given(memory, clock)) == (None, PAGE)


def test_of_what_is_longest_unused_an_answer_does_not_go_before_the_block_drawn_from_it() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=10**6, most=4)
    memory.keep(visit(clock), PAGE.replies)
    memory.draw(visit(clock), SUBJECT, PAGE, LIVES.__getitem__)
    memory.keep(visit(clock, "b"), {QUESTIONS[0]: LONG})
    assert _given(memory, clock) == PAGE
    memory.keep(visit(clock, "c"), {QUESTIONS[0]: LONG})
    assert (_given(memory, clock), memory.recall(visit(clock, "b"), QUESTIONS).kept) == (PAGE, {})


@pytest.mark.parametrize("question", QUESTIONS[:2])
def test_an_answer_that_changes_or_goes_takes_its_blocks_along(question: Question) -> None:
    clock = HandClock()
    changed, forgotten = _drawn(clock), _drawn(clock)
    changed.keep(visit(clock), {question: LONG})
    forgotten.forget(visit(clock), question)
    assert [(each.blocks(), each.size()[0]) for each in (changed, forgotten)] == [(0, 2), (0, 1)]


def test_a_block_is_kept_only_beside_the_very_answers_it_was_drawn_from() -> None:
    clock = HandClock()
    memory = Memory(clock, STALE, most_bytes=10**6)
    memory.draw(visit(clock), SUBJECT, PAGE, LIVES.__getitem__)
    memory.keep(visit(clock), {question: replace(LONG, cut=True) for question in PAGE.replies})
    memory.draw(visit(clock), SUBJECT, PAGE, LIVES.__getitem__)
    assert memory.blocks() == 0


def test_blocks_that_are_too_old_are_thrown_away_and_their_answers_stay() -> None:
    clock = HandClock()
    memory = _drawn(clock)
    clock.advance(61)
    memory.keep(visit(clock, "b"), {QUESTIONS[0]: LONG})
    assert (memory.blocks(), memory.size()[0]) == (0, 3)
