"""A round of questions becomes calls, each when its turn has come.

Whoever asks waits here, in their own thread, for turns and answers alike; only calls on their way hold a
thread of the pool. So a queue for one account takes nothing from another.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import Protocol

from service.adapters.budget import Budget, Place
from service.core.model import Kind, Question, Reply, Search
from service.events import Listener, Refused, TurnedAway, Waited, nobody
from service.ports import Answered, Busy, CrmError, Late, Pause, Visit

MOST_PAGES = 3
"""Pages of a list that are read; a search with more than 300 matches finds nobody in particular."""


class Pages(Protocol):
    """What RetailCRM says, a page for a call."""

    def page(
        self, visit: Visit, question: Question, number: int, sent: Callable[[], object]
    ) -> tuple[Reply, int]:
        """Return one page of the answer, and how many there are; tell `sent` when the request is out.

        Raises:
            CrmError: There was no answer; a refusal for too many calls is `Busy`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Calls:
    """Answers questions by calls to the CRM, within the budget of the key.

    `pause` lets the time go by until the next turn of a round of which no call is on its way.
    """

    pages: Pages
    budget: Budget
    executor: Executor
    tell: Listener = nobody
    pause: Pause | None = None

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Ask all questions at once as far as the budget allows; what cannot come in time is told at once."""
        return _Round(self, visit, questions).answers()


@dataclass(slots=True)
class _Call:
    question: Question
    number: int
    place: Place
    joined: float


@dataclass(slots=True)
class _Book:
    """The pages of one question as they come in, in any order."""

    pages: dict[int, Reply | CrmError] = field(default_factory=dict)
    asked: int = 1
    there_are: int = 1

    def done(self) -> bool:
        return len(self.pages) == self.asked

    def whole(self) -> Reply | CrmError:
        """Join the pages up to the first that failed; a first page that failed is a failure."""
        first = self.pages.get(1, Late("no answer before the deadline"))
        if isinstance(first, CrmError):
            return first
        whole = replace(first, cut=first.cut or self.there_are > MOST_PAGES)
        for number in range(2, self.asked + 1):
            page = self.pages.get(number)
            if not isinstance(page, Reply):
                return replace(whole, cut=True)
            whole = whole.plus(page)
        return whole


_Landed = tuple[_Call, tuple[Reply, int] | Exception]


class _Round:
    """One round: its calls that wait for their turn, those on their way, and what they brought."""

    def __init__(self, calls: Calls, visit: Visit, questions: Sequence[Question]) -> None:
        self._pages, self._budget, self._executor = calls.pages, calls.budget, calls.executor
        self._visit, self._clock, self._tell = visit, visit.deadline.clock, calls.tell
        self._pause = calls.pause or threading.Event().wait
        self._books = {question: _Book() for question in questions}
        self._waiting: list[_Call] = []
        self._flying = 0
        self._landed: queue.SimpleQueue[_Landed] = queue.SimpleQueue()

    def answers(self) -> Iterator[Answered]:
        """Give each question's answer when it is whole; at the deadline, what there is of it."""
        try:
            self._join([(question, 1) for question in self._books])
            yield from self._whole()
            while self._books and (left := self._visit.deadline.remaining()) > 0:
                self._take_in(min(self._launch(), left))
                yield from self._whole()
            for call in self._waiting:
                self._turn_away(call.question, call.number, "its turn did not come in time")
            yield from ((question, book.whole()) for question, book in self._books.items())
        finally:
            for call in self._waiting:
                self._budget.leave(call.place)

    def _join(self, wanted: list[tuple[Question, int]]) -> None:
        places = self._budget.join(self._visit, [_is_worth_a_wait(question) for question, _ in wanted])
        for (question, number), place in zip(wanted, places, strict=True):
            if place:
                self._waiting.append(_Call(question, number, place, self._clock()))
            else:
                self._turn_away(question, number, "no call left before the deadline")

    def _turn_away(self, question: Question, number: int, why: str) -> None:
        self._books[question].pages[number] = Busy(why)
        self._tell(TurnedAway())

    def _whole(self) -> Iterator[Answered]:
        done = [question for question, book in self._books.items() if book.done()]
        for question in done:
            yield question, self._books.pop(question).whole()

    def _launch(self) -> float:
        """Start every call whose turn has come; return the seconds until the next one's."""
        while self._waiting:
            if (seconds := self._budget.wait(self._waiting[0].place)) > 0:
                return seconds
            call = self._waiting.pop(0)
            self._tell(Waited(self._clock() - call.joined))
            self._executor.submit(self._fly, call)
            self._flying += 1
        return self._visit.deadline.remaining()

    def _fly(self, call: _Call) -> None:
        """Make the call, in a thread of the pool, and hand over what came of it."""
        came: tuple[Reply, int] | Exception
        try:
            came = self._pages.page(
                self._visit, call.question, call.number, lambda: self._budget.sent(call.place)
            )
            self._budget.passed(call.place)
        except Busy as refusal:
            self._budget.refused(call.place, refusal.after)
            self._tell(Refused())
            came = refusal
        except Exception as error:  # noqa: BLE001 - raised again where the round is waited for
            self._budget.failed(call.place)
            came = error
        self._landed.put((call, came))
        self._budget.over(call.place)

    def _take_in(self, seconds: float) -> None:
        """Wait for a call to land, but no longer; take in all that have."""
        if not self._flying:
            self._pause(seconds)
            return
        try:
            landed = [self._landed.get(timeout=max(0.0, seconds))]
        except queue.Empty:
            return
        while not self._landed.empty():
            landed.append(self._landed.get())
        self._flying -= len(landed)
        for call, came in landed:
            self._note(call, came)

    def _note(self, call: _Call, came: tuple[Reply, int] | Exception) -> None:
        book = self._books[call.question]
        if isinstance(came, Busy) and self._waits_again(call):
            call.joined = self._clock()
            self._waiting.insert(0, call)
        elif isinstance(came, CrmError):
            book.pages[call.number] = came
        elif isinstance(came, Exception):
            raise came
        else:
            self._turn_page(book, call, *came)

    def _waits_again(self, call: _Call) -> bool:
        """Join the queue again, unless the turn would come too late."""
        if self._budget.rejoin(call.place) < self._visit.deadline.remaining():
            return True
        self._budget.leave(call.place)
        return False

    def _turn_page(self, book: _Book, call: _Call, page: Reply, there_are: int) -> None:
        book.pages[call.number] = page
        if call.number == 1 and there_are > 1:
            book.there_are, book.asked = there_are, min(there_are, MOST_PAGES)
            self._join([(call.question, number) for number in range(2, book.asked + 1)])


def _is_worth_a_wait(question: Question) -> bool:
    """What the account is like is asked when a call is free: the next block knows it.

    Without names codes are shown, and whoever may be a contact person is searched for.
    """
    if question.search is Search.CONTACT_PERSONS:
        return False
    return question.search is not Search.REFERENCES or question.text == Kind.STATUSES
