"""Replicas that share a Redis keep a key's ten calls a second together, at five times what it can bear."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.conftest import Say
from tests.resilience.people import Person, load, shown
from tests.resilience.programs import service
from tests.service.adapters.valkey import valkey_server

PER_SECOND, SECONDS = 50, 10
PEOPLE = [Person(number) for number in range(100)]


@pytest.fixture
def account(crm: str) -> Iterator[RetailCrm]:
    with own_account(crm, "polite", {"rate_limit": True}) as made:
        made.load(**load(PEOPLE))
        yield made


def test_two_replicas_at_50_tickets_a_second_answer_all_and_the_crm_refuses_none(
    account: RetailCrm, crm: str, tmp_path: Path, say: Say
) -> None:
    with valkey_server() as redis, ExitStack() as stack:
        # Within a second even a busy machine's Redis answers: what happens without it is another proof.
        settings = {"BLOCK_REDIS_URL": redis.url, "BLOCK_REDIS_SECONDS": "1"}
        replicas = [stack.enter_context(service(tmp_path, crm, **settings)) for _ in range(2)]

        def outcome(number: int) -> str:
            person = PEOPLE[number % len(PEOPLE)]
            seen = shown(replicas[number % 2].block(person.ticket(number, account.account, account.key)))
            assert seen.people | seen.orders <= {person.shown}
            return seen.outcome

        with ThreadPoolExecutor(64) as agents:
            begun = time.monotonic()
            asked = []
            for number in range(PER_SECOND * SECONDS):
                Event().wait(max(0.0, begun + number / PER_SECOND - time.monotonic()))
                asked.append(agents.submit(outcome, number))
            outcomes = Counter(each.result() for each in asked)
    statuses = Counter(call["status"] for call in account.journal(limit=10_000))
    say(f"{dict(outcomes)}; the CRM answered {dict(statuses)}")
    assert set(statuses) == {200}
    assert outcomes["found-by-phone"] > 0
