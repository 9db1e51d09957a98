"""Answers kept for a while, so that they need not be asked for again."""

import threading
from collections import OrderedDict

from service.core.model import Question, Reply, Search
from service.ports import Clock, Crm, Visit

_AN_HOUR = 3600.0
_MOST_KINDS = 5000


class RememberedReferences:
    """A CRM whose references are asked for once an hour a kind, account and key; all else passes through."""

    def __init__(self, crm: Crm, clock: Clock) -> None:
        self._crm = crm
        self._clock = clock
        self._kept: OrderedDict[tuple[str, str], tuple[float, Reply]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, visit: Visit, question: Question) -> Reply:
        """Answer from memory when it can; failures are not remembered."""
        if question.search is not Search.REFERENCES:
            return self._crm.ask(visit, question)
        name = visit.fingerprint, question.text
        kept = self._kept.get(name)
        if kept and kept[0] > self._clock():
            return kept[1]
        reply = self._crm.ask(visit, question)
        self._keep(name, reply)
        return reply

    def _keep(self, name: tuple[str, str], reply: Reply) -> None:
        with self._lock:
            self._kept[name] = self._clock() + _AN_HOUR, reply
            self._kept.move_to_end(name)
            while len(self._kept) > _MOST_KINDS:
                self._kept.popitem(last=False)
