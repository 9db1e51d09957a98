"""Answers kept for a while, so that they need not be asked for again."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from service.core.model import Question, Reply, Search
from service.ports import Answered, Clock, Crm, Visit

_AN_HOUR = 3600.0
_MOST_KINDS = 5000


class RememberedReferences:
    """A CRM whose references are asked for once an hour a kind, account and key; all else passes through."""

    def __init__(self, crm: Crm, clock: Clock) -> None:
        self._crm = crm
        self._clock = clock
        self._kept: OrderedDict[tuple[str, Question], tuple[float, Reply]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Answer from memory when it can; failures are not remembered."""
        known = {question: kept for question in questions if (kept := self._recall(visit, question))}
        yield from known.items()
        for question, answer in self._crm.ask(visit, [each for each in questions if each not in known]):
            if question.search is Search.REFERENCES and isinstance(answer, Reply):
                self._keep((visit.fingerprint, question), answer)
            yield question, answer

    def _recall(self, visit: Visit, question: Question) -> Reply | None:
        kept = self._kept.get((visit.fingerprint, question))
        return kept[1] if kept and kept[0] > self._clock() else None

    def _keep(self, name: tuple[str, Question], reply: Reply) -> None:
        with self._lock:
            self._kept[name] = self._clock() + _AN_HOUR, reply
            self._kept.move_to_end(name)
            while len(self._kept) > _MOST_KINDS:
                self._kept.popitem(last=False)
