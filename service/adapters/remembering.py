"""Answers are kept for a while: fresh ones are given again, old ones only when the CRM fails.

A rejected key and an unknown account are no failures of the CRM: what was kept of them is thrown away.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import timedelta

from service.adapters.store import Drawing, Kept, Recalled, Store
from service.core.drawn import Drawn, Subject
from service.core.identify import OF_PEOPLE
from service.core.model import Question, Reason, Reply, Search
from service.events import Source
from service.ports import (
    AccessDenied,
    AccountUnknown,
    Answered,
    Crm,
    CrmError,
    Deadline,
    KeyRejected,
    Late,
    Visit,
)

AN_HOUR = 3600.0
_RENEWED_AFTER = 0.8
"""The part of its life after which what lasts is renewed."""
_AT_ONCE = 1.0
"""Seconds within which no agent asks again: what is so young is shared even by those who want it anew."""
_FIRST_LOOK, _LAST_LOOK = 0.02, 0.2
"""How long after one look for another replica's answer the next one is."""
_MOST_RENEWALS = 100
_LASTING = frozenset({Search.REFERENCES, Search.CONTACT_PERSONS})
"""What an account is like: true for long, and renewed before that is over."""
_SPARING = frozenset({Search.CONTACT_PERSONS, Search.CARDS_SEEN})
"""What an account is like that spares searches."""
_HABITS = _LASTING | _SPARING
_CONTACT_PERSONS, _CARDS_SEEN = Question(Search.CONTACT_PERSONS), Question(Search.CARDS_SEEN)
_VERDICTS: Mapping[Reason, type[CrmError]] = {
    Reason.KEY_REJECTED: KeyRejected,
    Reason.ACCOUNT_UNKNOWN: AccountUnknown,
}


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long answers are fresh and how long they stand in for others, in seconds.

    `names` is how long the names of statuses, shops and the like are fresh, `rejected` how long a rejected
    key is not tried again, `renewal` how long a renewal may take.
    """

    fresh: float
    stale: float
    names: float = AN_HOUR
    rejected: float = 15.0
    renewal: float = 5.0

    @property
    def kept(self) -> float:
        """Return how long a store has to keep an answer."""
        return max(self.fresh, self.stale, self.names, AN_HOUR)

    def of(self, visit: Visit, question: Question) -> float:
        """Return up to which age an answer is as good as a new one."""
        return self.at_once if visit.anew and question.search not in _HABITS else self._of(question)

    def of_drawn(self, question: Question) -> float:
        """Return up to which age an answer can be left alone where a block was drawn from it.

        What lasts is looked at once it is to be renewed.
        """
        return self._of(question) * (_RENEWED_AFTER if question.search in _LASTING else 1)

    def _of(self, question: Question) -> float:
        if question.search in _SPARING:
            return min(AN_HOUR, self.stale)  # who wants nothing old decides nothing by it
        return self.names if question.search is Search.REFERENCES else self.fresh

    @property
    def at_once(self) -> float:
        """Return up to which age an answer is as good as a new one even for those who ask for news."""
        return min(_AT_ONCE, self.fresh)


class Remembering:
    """A CRM whose answers are remembered.

    What an account is like lives long, and is renewed before that is over by `background`, so that nobody
    waits for it.
    """

    def __init__(
        self,
        crm: Crm,
        store: Store,
        lifetimes: Lifetimes,
        background: Executor,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        self._crm, self._store, self._lifetimes = crm, store, lifetimes
        self._pause = pause or threading.Event().wait
        self._background = background
        self._renewing: set[tuple[str, Question]] = set()
        self._lock = threading.Lock()

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        """Give what is fresh, ask the rest, and fall back to what is old."""
        of_habits = (_CONTACT_PERSONS,) if _CARDS_SEEN in questions else ()
        recalled = self._store.recall(visit, (*questions, *of_habits))
        if recalled.verdict and self._stands(recalled):
            visit.sources.extend([Source.FRESH] * len(questions))
            verdict = _VERDICTS[recalled.verdict.reason]
            yield from ((question, verdict("a moment ago")) for question in questions)
            return
        fresh = {
            question: kept for question, kept in recalled.kept.items() if self._fresh(visit, question, kept)
        }
        self._renew(visit, fresh)
        if of_habits:  # nobody is asked, and no answer saved
            yield _CARDS_SEEN, _seen(fresh.pop(_CARDS_SEEN, None), fresh.pop(_CONTACT_PERSONS, None))
        yield from self._given(visit, fresh)
        if rest := [question for question in questions if question not in {*fresh, _CARDS_SEEN}]:
            yield from self._ask(visit, rest, recalled)

    def find(self, visit: Visit, subject: Subject) -> Drawn | None:
        """Return the block of a subject, if each of its answers is remembered, fresh, and the very same.

        Who asks for news is given none: what is young enough for them is so for a second.
        """
        drawing = None if visit.anew else self._store.drawing(visit, subject, self._lifetimes.rejected)
        if drawing is None:
            return None
        visit.sources.extend([Source.FRESH] * len(drawing.replies))
        return drawing.drawn

    def keep(self, visit: Visit, subject: Subject, drawn: Drawn, replies: Mapping[Question, Reply]) -> None:
        """Keep a block, with all answers that it was drawn from."""
        self._store.draw(visit, subject, Drawing(drawn, replies), self._lifetimes.of_drawn)

    def opened(self, visit: Visit) -> Visit:
        """Return the visit as one for news, if its ticket was shown within the last minute."""
        return replace(visit, anew=True) if visit.ticket and self._store.seen(visit) else visit

    def shown(self, visit: Visit) -> None:
        """Learn that the visit's ticket is shown."""
        if visit.ticket:
            self._store.show(visit)

    def _stands(self, recalled: Recalled) -> bool:
        """Tell whether the key was rejected so lately that it is not tried again."""
        return recalled.verdict is not None and recalled.verdict.age < self._lifetimes.rejected

    def _fresh(self, visit: Visit, question: Question, kept: Kept) -> bool:
        return kept.age < self._lifetimes.of(visit, question)

    def _ask(self, visit: Visit, questions: Sequence[Question], recalled: Recalled) -> Iterator[Answered]:
        mine = self._store.lease(visit, questions, self._lifetimes.at_once)
        yield from self._lead(visit, mine, recalled)
        if others := [question for question in questions if question not in mine]:
            yield from self._follow(visit, others, recalled)

    def _lead(self, visit: Visit, questions: Sequence[Question], recalled: Recalled) -> Iterator[Answered]:
        leased, rejected = set(questions), False
        try:
            for question, answer in self._crm.ask(visit, questions) if questions else ():
                if isinstance(answer, Reply):
                    if not (rejected or answer.cut):  # what was cut, perhaps by a failure, is no whole answer
                        learned = {_CARDS_SEEN: Reply(by_card=True)} if answer.by_card else {}
                        self._store.keep(visit, {question: answer, **learned})
                        leased.discard(question)
                    visit.sources.append(Source.CRM)
                    yield question, answer
                    continue
                rejected |= self._judge(visit, question, answer)
                yield (
                    question,
                    self._instead(visit, question, answer, None if rejected else recalled.kept.get(question)),
                )
        finally:
            if leased:
                self._store.release(visit, tuple(leased))

    def _follow(self, visit: Visit, questions: Sequence[Question], recalled: Recalled) -> Iterator[Answered]:
        """Look now and then whether another replica has the answer; ask what it has given up."""
        pending, pause = list(questions), _FIRST_LOOK
        while pending and visit.deadline.remaining() > 0:
            known = self._store.recall(visit, pending).kept
            fresh = {each: kept for each, kept in known.items() if self._fresh(visit, each, kept)}
            yield from self._given(visit, fresh)
            pending = [question for question in pending if question not in fresh]
            mine = self._store.lease(visit, pending, self._lifetimes.at_once) if pending else ()
            yield from self._lead(visit, mine, recalled)
            pending = [question for question in pending if question not in mine]
            if pending:
                self._pause(max(0.0, min(pause, visit.deadline.remaining())))
                pause = min(pause * 1.5, _LAST_LOOK)
        late = Late("no answer before the deadline")
        yield from ((each, self._instead(visit, each, late, recalled.kept.get(each))) for each in pending)

    def _given(self, visit: Visit, fresh: Mapping[Question, Kept]) -> Iterator[Answered]:
        visit.sources.extend([Source.FRESH] * len(fresh))
        return ((question, kept.reply) for question, kept in fresh.items())

    def _instead(
        self, visit: Visit, question: Question, error: CrmError, kept: Kept | None
    ) -> Reply | CrmError:
        """Return the old answer with its age, where the CRM failed; what lasts has none that matters."""
        refused = error.reason in _VERDICTS or isinstance(error, AccessDenied)
        if kept is None or refused or kept.age >= self._lifetimes.stale:
            return error
        visit.sources.append(Source.STALE)
        if question.search in _LASTING:
            return kept.reply
        return replace(kept.reply, age=timedelta(seconds=kept.age))

    def _judge(self, visit: Visit, question: Question, error: CrmError) -> bool:
        """Throw away what must not be shown again; tell whether that is everything of this key."""
        if error.reason in _VERDICTS and question.search in OF_PEOPLE:
            self._store.reject(visit, error.reason)
            return True
        if isinstance(error, AccessDenied):
            self._store.forget(visit, question)
        return False

    def _renew(self, visit: Visit, fresh: Mapping[Question, Kept]) -> None:
        for question, kept in fresh.items():
            life = self._lifetimes.of(visit, question)
            if question.search in _LASTING and kept.age > _RENEWED_AFTER * life:
                self._renew_later(visit, question)

    def _renew_later(self, visit: Visit, question: Question) -> None:
        name = visit.fingerprint, question
        with self._lock:
            if name in self._renewing or len(self._renewing) >= _MOST_RENEWALS:
                return
            self._renewing.add(name)
        self._background.submit(self._renewal, visit, question)

    def _renewal(self, visit: Visit, question: Question) -> None:
        clock = visit.deadline.clock
        deadline = Deadline(clock() + self._lifetimes.renewal, clock)
        own = replace(visit, deadline=deadline, calls=[], sources=[])
        try:
            for _ in self._ask(own, [question], Recalled()):
                pass
        finally:
            with self._lock:
                self._renewing.discard((visit.fingerprint, question))


def _seen(by_card: Kept | None, contacts: Kept | None) -> Reply:
    """Say that cards are seen where that spares anybody: not where contact persons have to be looked for."""
    return Reply(by_card=by_card is not None and not (contacts and contacts.reply.contact_persons))
