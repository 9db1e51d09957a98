"""Equal questions at once become one: who comes first asks, the others wait for the same answer."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core.model import Question, Reply
from service.events import Source
from service.ports import Answered, Busy, Crm, CrmError, Late, Visit

_WORTH_ASKING = 0.05
"""Seconds of more time than the first had, below which its fate is shared."""
_Name = tuple[str, Question, bool]


@dataclass(slots=True, eq=False)
class _Flight:
    """One question on its way. It ends without an answer if whoever asked it stopped listening."""

    until: float
    over: threading.Event | None = None
    answer: Reply | CrmError | None = None

    def follow(self) -> None:
        """Be waited for; most are not, and an event costs more than all the rest."""
        self.over = self.over or threading.Event()

    def land(self, answer: Reply | CrmError | None) -> None:
        self.answer = answer
        if self.over:
            self.over.set()


class Coalescing:
    """A CRM that is asked equal questions, by one key and with one claim to news, once at a time.

    Each waits until its own deadline. Whoever has more time than the one who asked does not share the failure
    to answer in time: they ask again.
    """

    def __init__(self, crm: Crm) -> None:
        self._crm = crm
        self._flights: dict[_Name, _Flight] = {}
        self._lock = threading.Lock()

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Ask what nobody asks already, and wait for the rest."""
        wanted = tuple(questions)
        while wanted:
            led, followed = self._board(visit, wanted)
            yield from self._lead(visit, led)
            again = []
            for question, flight in followed.items():
                if answer := _wait(flight, visit):
                    visit.sources.extend([Source.SHARED] * isinstance(answer, Reply))
                    yield question, answer
                else:
                    again.append(question)
            wanted = tuple(again)

    def _board(
        self, visit: Visit, questions: Sequence[Question]
    ) -> tuple[dict[Question, _Flight], dict[Question, _Flight]]:
        led, followed = {}, {}
        with self._lock:
            for question in questions:
                name = _name(visit, question)
                if flight := self._flights.get(name):
                    flight.follow()
                    followed[question] = flight
                else:
                    led[question] = self._flights[name] = _Flight(visit.deadline.moment)
        return led, followed

    def _lead(self, visit: Visit, flights: dict[Question, _Flight]) -> Iterator[Answered]:
        try:
            for question, answer in self._crm.ask(visit, tuple(flights)) if flights else ():
                self._land(visit, question, flights.pop(question), answer)
                yield question, answer
        finally:
            for question, flight in flights.items():
                self._land(visit, question, flight, None)

    def _land(
        self, visit: Visit, question: Question, flight: _Flight, answer: Reply | CrmError | None
    ) -> None:
        with self._lock:
            del self._flights[_name(visit, question)]
        flight.land(answer)


def _name(visit: Visit, question: Question) -> _Name:
    return visit.fingerprint, question, visit.anew


def _wait(flight: _Flight, visit: Visit) -> Reply | CrmError | None:
    """Return what another's question brought; None if it is worth asking oneself."""
    if flight.over:
        flight.over.wait(max(0.0, visit.deadline.remaining()))
    left = visit.deadline.remaining()
    if left <= 0 and flight.answer is None:
        return Late("no answer before the deadline")
    short_of_time = flight.answer is None or isinstance(flight.answer, (Late, Busy))
    more_time = flight.answer is None or visit.deadline.moment - flight.until > _WORTH_ASKING
    return None if short_of_time and more_time and left > _WORTH_ASKING else flight.answer
