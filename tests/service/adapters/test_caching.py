"""References are asked for once an hour for each account and key."""

from dataclasses import replace

import pytest

from service.adapters import caching
from service.adapters.caching import RememberedReferences
from service.core.model import Account, Kind, Question, Search
from service.ports import Deadline, Unavailable, Visit
from tests.service.fakes import HandClock, InTurn, LoosestCrm

NAMES = Question(Search.REFERENCES, Kind.STATUSES)


def _visit(clock: HandClock) -> Visit:
    return Visit(Account("company", "https://company.retailcrm.ru"), "key", Deadline(clock.now + 5, clock))


def test_an_hour_long_the_answer_is_remembered() -> None:
    crm, clock = LoosestCrm(), HandClock()
    remembered, visit = RememberedReferences(InTurn(crm), clock), _visit(clock)
    replies = [list(remembered.ask(visit, [NAMES])) for _ in range(3)]
    clock.advance(3601)
    replies.append(list(remembered.ask(visit, [NAMES])))
    assert (len(crm.asked), len(set(map(repr, replies)))) == (2, 1)


def test_another_key_and_another_account_ask_for_themselves() -> None:
    crm, clock = LoosestCrm(), HandClock()
    remembered, visit = RememberedReferences(InTurn(crm), clock), _visit(clock)
    for each in (visit, replace(visit, key="x"), replace(visit, account=Account("b", "https://b.simla.com"))):
        list(remembered.ask(each, [NAMES]))
    assert len(crm.asked) == 3


def test_failures_are_not_remembered() -> None:
    crm, clock = LoosestCrm(failures={Search.REFERENCES: Unavailable("down")}), HandClock()
    remembered = RememberedReferences(InTurn(crm), clock)
    for _ in range(2):
        [(_, answered)] = remembered.ask(_visit(clock), [NAMES])
        assert isinstance(answered, Unavailable)
    assert len(crm.asked) == 2


def test_all_other_questions_pass_through() -> None:
    crm, clock = LoosestCrm(), HandClock()
    remembered = RememberedReferences(InTurn(crm), clock)
    for _ in range(2):
        list(remembered.ask(_visit(clock), [Question(Search.ORDERS_OF, "1")]))
    assert len(crm.asked) == 2


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_MOST_KINDS", 1)
    crm, clock = LoosestCrm(), HandClock()
    remembered, visit = RememberedReferences(InTurn(crm), clock), _visit(clock)
    for key in ("a", "b", "a"):
        list(remembered.ask(replace(visit, key=key), [NAMES]))
    assert len(crm.asked) == 3
