"""When a CRM is down, nobody waits for it: only now and then one question tries whether it is back."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from service.core.model import Question, Reply, Search
from service.events import Listener, Switched, nobody
from service.ports import Answered, Busy, Clock, Crm, CrmError, Late, Unavailable, Visit

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_FORGOTTEN_AFTER = 300.0
_MANY_ACCOUNTS = 10_000
_ASIDE = frozenset({Search.REFERENCES, Search.COMPANIES_OF, Search.CONTACT_PERSONS})
"""Addresses and filters that may be closed or missing while customers and orders are found."""


@dataclass(slots=True)
class _Circuit:
    """One account's: closed until so many failures in a row, then open, with one probe at a time."""

    enough: int
    failures: int = 0
    pause: float = _FIRST_PAUSE
    opens: float = 0.0
    touched: float = 0.0
    probing: bool = False

    @property
    def broken(self) -> bool:
        return self.failures >= self.enough

    def note(self, now: float, *, well: bool) -> None:
        self.touched = now
        if well:
            self.failures, self.pause = 0, _FIRST_PAUSE
            return
        if self.broken and now >= self.opens:
            self.pause = min(self.pause * 2, _LONGEST_PAUSE)
        self.failures += 1
        if self.broken and now >= self.opens:
            self.opens = now + self.pause


class Breaker:
    """A CRM that is left alone while it is down; each account by itself.

    Refusals of the key or for too many calls are answers, and silence counts only after `slow` seconds: a
    deadline that was nearly over says nothing of the CRM. So many failures in a row break a circuit.
    """

    def __init__(
        self,
        crm: Crm,
        clock: Clock,
        slow: float = 1.0,
        failures: int = 5,
        tell: Listener = nobody,
    ) -> None:
        self._crm, self._clock, self._slow, self._enough = crm, clock, slow, failures
        self._tell = tell
        self._circuits: dict[str, _Circuit] = {}
        self._lock = threading.Lock()

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Ask, or say at once that the CRM is down; a probe goes alone, the rest only after its success."""
        circuit, rest = self._circuit(visit), list(questions)
        if circuit.broken:
            for probed, answer in self._probe(circuit, visit, rest):
                rest.remove(probed)
                yield probed, answer
        if self._circuit(visit).broken:
            yield from ((each, Unavailable("down a moment ago")) for each in rest)
        elif rest:
            yield from self._watched(circuit, visit, rest)

    def _probe(self, circuit: _Circuit, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        probe = [each for each in questions if each.search not in _ASIDE][:1]
        with self._probing(circuit) as may:
            if probe and may:
                yield from self._watched(circuit, visit, probe)

    def open_accounts(self) -> int:
        """Return how many accounts' CRMs are taken to be down."""
        with self._lock:
            return sum(circuit.broken for circuit in self._circuits.values())

    def _watched(self, circuit: _Circuit, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        started = self._clock()
        for question, answer in self._crm.ask(visit, questions):
            self._note(circuit, question, answer, self._clock() - started)
            yield question, answer

    def _note(self, circuit: _Circuit, question: Question, answer: Reply | CrmError, seconds: float) -> None:
        hasty = isinstance(answer, Late) and seconds < self._slow
        if question.search in _ASIDE or isinstance(answer, Busy) or hasty:
            return
        with self._lock:
            before = circuit.broken
            circuit.note(self._clock(), well=not isinstance(answer, Unavailable))
            after = circuit.broken
        if before != after:
            self._tell(Switched(down=after))

    @contextmanager
    def _probing(self, circuit: _Circuit) -> Iterator[bool]:
        with self._lock:
            may = not circuit.probing and self._clock() >= circuit.opens
            circuit.probing |= may
        try:
            yield may
        finally:
            if may:
                circuit.probing = False

    def _circuit(self, visit: Visit) -> _Circuit:
        with self._lock:
            now = self._clock()
            if len(self._circuits) >= _MANY_ACCOUNTS:
                old = now - _FORGOTTEN_AFTER
                self._circuits = {name: each for name, each in self._circuits.items() if each.touched > old}
            circuit = self._circuits.setdefault(visit.account.origin, _Circuit(self._enough, touched=now))
            if circuit.touched < now - _FORGOTTEN_AFTER:
                circuit.failures, circuit.pause = 0, _FIRST_PAUSE
            circuit.touched = now
            return circuit
