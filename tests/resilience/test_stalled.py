"""Clients that stall starve nobody."""

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.conftest import Say
from tests.resilience.people import Person, load, shown, whole
from tests.resilience.programs import PATH, Service, service

STALLED = 200
AT_ONCE = 5.0
"""Seconds on a busy machine; those who stall would hold a healthy client up for thirty, or for ever."""
ANNA = Person(1)
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: block\r\nContent-Type: application/json\r\n"
STALLS = {
    "headers": HEAD.encode(),
    "bodies": f'{HEAD}Content-Length: 1000\r\n\r\n{{"subdomain": '.encode(),
}


@pytest.fixture
def account(crm: str) -> Iterator[RetailCrm]:
    with own_account(crm, "stall", {}) as made:
        made.load(**load([ANNA]))
        yield made


@contextlib.contextmanager
def _stalled(url: str, sent: bytes) -> Iterator[list[socket.socket]]:
    """Hold connections open on which a request was begun and is never ended."""
    host, _, port = urlsplit(url).netloc.partition(":")
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.create_connection((host, int(port)))) for _ in range(STALLED)]
        for each in sockets:
            each.sendall(sent)
        yield sockets


def _open(running: Service, account: RetailCrm, ticket: int = 1) -> str:
    return running.block(ANNA.ticket(ticket, account.account, account.key))


@pytest.mark.parametrize("where", STALLS)
def test_200_clients_stalled_keep_no_healthy_one_waiting(
    where: str, account: RetailCrm, crm: str, tmp_path: Path, say: Say
) -> None:
    with service(tmp_path, crm) as running, _stalled(running.url, STALLS[where]):
        waited = []
        for ticket in range(20):
            begun = time.monotonic()
            assert shown(_open(running, account, ticket)) == whole(ANNA)
            waited.append(time.monotonic() - begun)
        assert max(waited) < AT_ONCE
        say(f"{STALLED} stalled in {where}: 20 blocks, the slowest after {max(waited) * 1000:.0f} ms")


def test_200_stalled_in_headers_and_200_in_bodies_at_once(
    account: RetailCrm, crm: str, tmp_path: Path
) -> None:
    with (
        service(tmp_path, crm) as running,
        _stalled(running.url, STALLS["headers"]),
        _stalled(running.url, STALLS["bodies"]),
    ):
        begun = time.monotonic()
        assert shown(_open(running, account)) == whole(ANNA)
        assert time.monotonic() - begun < AT_ONCE
