"""A server that is told to stop answers whatever is open, and ends well."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.conftest import Say
from tests.resilience.people import Person, load, shown, whole
from tests.resilience.programs import Service, service

OPEN = 50
PEOPLE = [Person(number) for number in range(OPEN)]
ROOMY = {"BLOCK_THREADS": "64", "BLOCK_CRM_RATE": "1000", "BLOCK_DEADLINE_SECONDS": "20"}


@pytest.fixture
def account(crm: str) -> Iterator[RetailCrm]:
    with own_account(crm, "stop", {}) as made:
        made.load(**load(PEOPLE))
        yield made


@contextlib.contextmanager
def _asking(running: Service, accounts: list[RetailCrm]) -> Iterator[list["Future[str]"]]:
    """Open a ticket of each person at once, each in the next of the accounts."""
    with ThreadPoolExecutor(OPEN) as agents:
        whose = [accounts[each.number % len(accounts)] for each in PEOPLE]
        yield [
            agents.submit(running.block, each.ticket(each.number, account.account, account.key))
            for each, account in zip(PEOPLE, whose, strict=True)
        ]


def test_50_requests_that_wait_for_a_slow_crm_are_all_answered(
    account: RetailCrm, crm: str, tmp_path: Path, say: Say
) -> None:
    account.inject("latency", seconds=4)
    with service(tmp_path, crm, **ROOMY) as running, _asking(running, [account]) as asked:
        account.verify("listCustomers", at_least=OPEN, timeout=20)
        assert not any(each.done() for each in asked)
        assert running.stop() == 0
        assert [shown(each.result()) for each in asked] == [whole(each) for each in PEOPLE]
        say(f"{OPEN} of {OPEN} open at SIGTERM were shown their client; exit code 0")
