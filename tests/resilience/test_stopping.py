"""A server that is told to stop answers whatever is open, and ends well."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.conftest import Say
from tests.resilience.people import Person, load, shown, whole
from tests.resilience.programs import PATH, Service, block_of, service

OPEN = 50
PEOPLE = [Person(number) for number in range(OPEN)]
PATIENT = 60


@pytest.fixture
def accounts(crm: str) -> Iterator[list[RetailCrm]]:
    with ExitStack() as stack:
        made = [stack.enter_context(own_account(crm, "stop", {})) for _ in range(OPEN)]
        made[0].load(**load(PEOPLE))
        yield made


def _stopped(running: Service, accounts: list[RetailCrm], say: Say) -> list[str]:
    """Send a request for each person, each to the next account, then SIGTERM; return the blocks."""
    with ExitStack() as stack:
        host = urlsplit(running.url).netloc
        asked = [stack.enter_context(closing(HTTPConnection(host, timeout=PATIENT))) for _ in PEOPLE]
        for each, person in zip(asked, PEOPLE, strict=True):
            account = accounts[person.number % len(accounts)]
            ticket = person.ticket(person.number, account.account, account.key)
            each.request("POST", PATH, json.dumps(ticket), {"Content-Type": "application/json"})
        accounts[0].verify("listCustomers", at_least=1, timeout=20)
        code = running.stop()
        answers = [each.getresponse() for each in asked]
        blocks = [block_of(each.status, each.read()) for each in answers]
        say(f"{len(blocks)} of {OPEN} requests open at SIGTERM were answered; exit code {code}")
        assert code == 0
        return blocks


def test_50_requests_that_wait_for_a_slow_crm_are_shown_their_client(
    accounts: list[RetailCrm], crm: str, tmp_path: Path, say: Say
) -> None:
    accounts[0].inject("latency", seconds=2)
    settings = {"BLOCK_THREADS": "64", "BLOCK_CRM_RATE": "1000", "BLOCK_DEADLINE_SECONDS": "20"}
    with service(tmp_path, crm, **settings) as running:
        blocks = _stopped(running, accounts[:1], say)
    assert [shown(each) for each in blocks] == [whole(each) for each in PEOPLE]


@pytest.mark.parametrize("several", [1, OPEN], ids=["one account", "50 accounts"])
def test_50_requests_whose_crm_is_silent_are_told_so_by_32_threads(
    several: int, accounts: list[RetailCrm], crm: str, tmp_path: Path, say: Say
) -> None:
    for each in accounts[:several]:
        each.inject("silence")
    with service(tmp_path, crm, BLOCK_DEADLINE_SECONDS="4") as running:
        blocks = _stopped(running, accounts[:several], say)
    assert {shown(each).outcome for each in blocks} <= {"crm-unavailable", "crm-busy"}
