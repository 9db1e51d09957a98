"""The use case: a ticket comes in, a block goes out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.core import names, plan, shops
from service.core.account import Accounts
from service.core.drawn import Drawn, Page, Subject
from service.core.identify import decide
from service.core.model import (
    Decision,
    Failure,
    Findings,
    Outcome,
    Question,
    Reason,
    References,
    Reply,
    Search,
    Ticket,
)
from service.core.render import render
from service.core.sheet import Sheet, day
from service.events import Cache, Provenance, Source
from service.ports import Clock, Crm, CrmError, Deadline, Drawings, Tickets, Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """The block's page, and for the log its outcome, the calls to the CRM it cost, and how it came about."""

    page: Page
    outcome: Outcome
    calls: int
    provenance: Provenance


_FAILED = {Outcome.CRM_UNAVAILABLE, Outcome.CRM_BUSY, Outcome.KEY_REJECTED, Outcome.ACCOUNT_UNKNOWN}
"""Outcomes of which nothing is shown, not even a part."""


_SPARING = {Search.CONTACT_PERSONS, Search.CARDS_SEEN}
"""Questions that only spare others."""


@dataclass(frozen=True, slots=True)
class Block:
    """Makes blocks: who is writing, and their orders.

    A block is a pure function of its subject and of the CRM's answers, so one that was drawn is given again
    where both are the same. `seconds` bounds the wait, from the moment the request came; what has not arrived
    by then counts as failed and is told. `now` is the time of day, with its zone.
    """

    crm: Crm
    tickets: Tickets
    accounts: Accounts
    clock: Clock
    seconds: float
    now: Callable[[], datetime]
    drawings: Drawings

    def answer(self, ticket: Ticket, request_id: str) -> Answer:
        """Gather, decide, render. A failing CRM is an outcome, never an exception."""
        today = day(self.now(), ticket.preferences.time_zone)
        entry = self.accounts.enter(ticket.subdomain, ticket.key)
        if entry.refused:
            refusal = Decision(entry.refused, mistakes=entry.mistakes)
            html = render(refusal, ticket, None, References(), Sheet(today, request_id))
            return Answer(Page.of(html), refusal.outcome, 0, Provenance())
        deadline = Deadline(self.clock() + self.seconds - ticket.waited, self.clock)
        visit = self.tickets.opened(Visit(entry.account, entry.key, deadline, ticket=ticket.id))
        subject = Subject.of(entry.account, ticket, today)
        drawn = self.drawings.find(visit, subject) or self._draw(visit, subject, request_id)
        self.tickets.shown(visit)
        page = drawn.page.numbered(request_id)
        return Answer(page, drawn.outcome, len(visit.calls), _provenance(visit, drawn))

    def _draw(self, visit: Visit, subject: Subject, request_id: str) -> Drawn:
        ticket, contact = subject.ticket, subject.ticket.contact
        findings = self.gather(visit, ticket)
        decision = decide(contact, findings)
        findings = self._ask(visit, findings, names.needed(decision, ticket.preferences))
        decision = replace(decision, failures=findings.failures)
        sheet = Sheet(subject.today, request_id, _age(findings))
        html = render(decision, ticket, subject.account, findings.references, sheet)
        drawn = Drawn(Page.of(html, request_id), decision.outcome, decision.why, decision.failures)
        if drawn.repeatable and not findings.failures:
            self.drawings.keep(visit, subject, drawn, plan.drawn_from(findings))
        return drawn

    def gather(self, visit: Visit, ticket: Ticket) -> Findings:
        """Search the CRM, round by round, until nothing is open; the questions of a round go out together."""
        contact, wanted = ticket.contact, ticket.preferences.shops
        findings = self._ask(visit, Findings(), plan.known_before(contact))
        asked: frozenset[Question] = frozenset()
        questions = plan.first_round(contact, findings)
        while questions:
            findings = self._ask(visit, findings, questions)
            asked |= frozenset(questions)
            questions = plan.next_round(contact, shops.within(wanted, contact, findings), asked)
        counted = shops.within(wanted, contact, findings)
        return replace(counted, cut=counted.cut or plan.leaves_out(contact, counted, asked))

    def _ask(self, visit: Visit, findings: Findings, questions: tuple[Question, ...]) -> Findings:
        """Return the findings with what the CRM says to the questions, or why it does not."""
        if reason := plan.hopeless(findings):
            for question in questions:
                findings = findings.lacking(Failure(question.search, reason, question.text))
            return findings
        answers = dict(self.crm.ask(visit, questions))
        for question in questions:  # in our order, not in that of their arrival
            findings = _noted(findings, question, answers[question])
        return findings


def _provenance(visit: Visit, drawn: Drawn) -> Provenance:
    sources = Counter(visit.sources)
    if not drawn.failures:
        return Provenance(_cache(visit), partial=False, why=drawn.why, sources=sources)
    failures = Counter((failure.search, failure.reason) for failure in drawn.failures)
    partial = drawn.outcome not in _FAILED
    return Provenance(_cache(visit), partial, drawn.why, sources, failures)


def _cache(visit: Visit) -> Cache:
    """Sum up: an old answer tells most, then that an agent wanted news, then that the CRM was asked."""
    if Source.STALE in visit.sources:
        return Cache.STALE
    if visit.anew:
        return Cache.REFRESH
    if visit.calls or Source.CRM in visit.sources:
        return Cache.MISS
    return Cache.FRESH if visit.sources else Cache.UNUSED


def _age(findings: Findings) -> timedelta | None:
    """Return how old the oldest answer is that stands in for one the CRM did not give."""
    return max((reply.age for reply in findings.replies.values() if reply.age), default=None)


def _noted(findings: Findings, question: Question, answer: Reply | CrmError) -> Findings:
    if isinstance(answer, CrmError):
        if question.search in _SPARING and answer.reason is not Reason.LATE:
            return findings  # nothing is missing: whom it would have spared to look for is looked for
        return findings.lacking(Failure(question.search, answer.reason, question.text))
    return findings.plus(question, answer)
