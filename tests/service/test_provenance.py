"""How a block came about, as logs and metrics are told."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from service.block import Block
from service.core.account import Addresses
from service.core.model import Question, Reason, Reply, Search, Ticket, Why
from service.events import Cache, Provenance, Source
from service.ports import Answered, Unavailable, Visit
from tests.service.fakes import NOW, InTurn, LoosestCrm, NoTickets, Undrawn, contact, customer

ADDRESSES = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru",))
PHONE, MAIL = "89990001122", "anna@example.com"


def test_a_block_tells_how_it_came_about() -> None:
    ticket = Ticket("company", "key", contact(PHONE, MAIL))
    failures = {Search.CUSTOMERS_BY_PHONE: Unavailable("broken")}
    crm = LoosestCrm((customer(2, MAIL, orders_count=0),), failures=failures)
    block = Block(InTurn(crm), NoTickets(), ADDRESSES, time.monotonic, 5, lambda: NOW, Undrawn())
    assert block.answer(ticket, "4f2a").provenance == Provenance(
        Cache.MISS,
        partial=True,
        why=Why.ONLY_ONE,
        failures={(Search.CUSTOMERS_BY_PHONE, Reason.UNAVAILABLE): 3},  # one for each spelling
    )


@pytest.mark.parametrize(
    ("sources", "anew", "cache"),
    [
        ((), False, Cache.UNUSED),
        ((Source.FRESH, Source.FRESH), False, Cache.FRESH),
        ((Source.FRESH, Source.SHARED), False, Cache.FRESH),
        ((Source.FRESH, Source.CRM), False, Cache.MISS),
        ((Source.FRESH, Source.CRM), True, Cache.REFRESH),
        ((Source.CRM, Source.STALE), True, Cache.STALE),
    ],
)
def test_what_was_remembered_is_summed_up(sources: tuple[Source, ...], anew: bool, cache: Cache) -> None:
    block = Block(Remembered(sources), Anew(anew), ADDRESSES, time.monotonic, 5, lambda: NOW, Undrawn())
    answer = block.answer(Ticket("company", "key", contact(PHONE)), "4f2a")
    assert (answer.provenance.cache, answer.provenance.sources) == (cache, Counter(sources))


class Remembered:
    """A CRM that finds nobody, from these sources."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.left = list(sources)

    def ask(self, visit: Visit, questions: Sequence[Question]) -> Iterator[Answered]:
        for question in questions:
            visit.sources.extend(self.left)
            self.left = []
            yield question, Reply()


class Anew(NoTickets):
    """Takes a ticket for an agent's refresh, or not."""

    def __init__(self, anew: bool) -> None:
        self.anew = anew

    def opened(self, visit: Visit) -> Visit:
        return replace(visit, anew=self.anew)
