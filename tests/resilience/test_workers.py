"""Workers are killed and replaced under load, and whoever was not being served just then never notices."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm
from tests.resilience.agents import AGENTS, Agents
from tests.resilience.conftest import Say
from tests.resilience.programs import Service, service, until
from tests.service.adapters.valkey import valkey_server

WORKERS = 2


@pytest.fixture
def running(two_accounts: list[RetailCrm], crm: str, tmp_path: Path) -> Iterator[Service]:
    """Two workers that share a Redis, before a CRM that takes its time, so that requests are open."""
    for each in two_accounts:
        each.inject("latency", seconds=0.05)
    with valkey_server() as redis:
        settings = {"BLOCK_REDIS_URL": redis.url, "BLOCK_REDIS_SECONDS": "0.5", "BLOCK_CRM_RATE": "1000"}
        settings |= {"BLOCK_WORKERS": str(WORKERS), "BLOCK_DEADLINE_SECONDS": "20"}
        with service(tmp_path, crm, **settings) as started:
            yield started


def _workers(running: Service) -> set[int]:
    """Return the ids of the workers that serve."""
    return set(running.processes()[1:])


def _said(running: Service, event: str) -> int:
    return running.said.read_text().count(f"event={event}")


def test_a_killed_worker_loses_only_what_it_was_answering(
    running: Service, two_accounts: list[RetailCrm], say: Say
) -> None:
    work = Agents([running], two_accounts)
    with work.running():
        work.more(200)
        for kills in range(1, 4):
            before, lost = _workers(running), len(work.lost)
            os.kill(min(before), signal.SIGKILL)
            until(lambda: _said(running, "worker-died") >= kills)  # noqa: B023 - it is called at once
            work.more(200)
            until(lambda: len(_workers(running) - {min(before)}) == WORKERS)  # noqa: B023 - at once
            assert len(work.lost) - lost <= AGENTS
        settled = len(work.lost)
        work.more(200)
    assert (work.wrong, work.lost[settled:]) == ([], [])
    say(f"3 workers killed amid {work.opened} blocks: {settled} requests broke with them, none besides")


def test_reloading_under_load_loses_no_request(
    running: Service, two_accounts: list[RetailCrm], say: Say
) -> None:
    work = Agents([running], two_accounts)
    with work.running():
        work.more(100)
        for reloads in range(1, 4):
            before = _workers(running)
            running.process.send_signal(signal.SIGHUP)
            until(lambda: _said(running, "serving") >= reloads, 60)  # noqa: B023 - it is called at once
            until(lambda: not _workers(running) & before, 60)  # noqa: B023 - at once
            work.more(100)
    assert (work.wrong, work.lost) == ([], [])
    say(f"3 reloads amid {work.opened} blocks: none lost, all workers new each time")
