"""Ten thousand requests of every kind leave nothing behind."""

import json
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count, pairwise
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.conftest import Say
from tests.resilience.people import Person, load, shown, whole
from tests.resilience.programs import PATH, Service, service
from tests.resilience.watching import MEGABYTE, Held, held

REQUESTS, WARM, STEP = 10_000, 3_000, 1_000
AGENTS = 8
KNOWN = [Person(number) for number in range(300)]
FAULTS = ("reset", "truncated", "drop", "empty", "malformed", "wrong-types", "huge", "silence")
SETTINGS = {
    # Few, so that pools of threads and connections are full when the measuring begins.
    "BLOCK_THREADS": "8",
    "BLOCK_DEADLINE_SECONDS": "10",
    "BLOCK_CRM_RATE": "1000",
    "BLOCK_CACHE_MEGABYTES": "4",
    "BLOCK_BREAKER_FAILURES": "1000",
}
MORE_BYTES_A_STEP, MORE_BYTES = 1 * MEGABYTE, 16 * MEGABYTE
"""What may be added to the warm process in 1,000 requests, as a rule, and in all.

By design it remembers for a minute each ticket it showed and for longer each wrong key, about 0.4 MB a step.
A leak of 2 KB a request, the least a forgotten request, socket or answer would be, is 2 MB in every step.
Once, the allocator keeps the 8 MB of the largest answer that is read."""
MORE_THREADS = MORE_FILES = 8
"""What is open when one looks differs a little; one forgotten in 500 requests makes fourteen."""


class Mix:
    """Requests of every kind, one after the other; each is checked for what it must be answered."""

    def __init__(self, running: Service, well: RetailCrm, ill: RetailCrm) -> None:
        self._running, self._well, self._ill = running, well, ill
        self._kinds: list[Callable[[int], str]] = [
            *[self._known] * 4,
            *[self._stranger] * 2,
            *[self._faulty] * 2,
            self._wrong_key,
            self._other,
        ]

    def send(self, number: int) -> str:
        """Send one request; return its kind."""
        return self._kinds[number % len(self._kinds)](number)

    def _outcome(self, person: Person, number: int, account: RetailCrm, key: str) -> str:
        return shown(self._running.block(person.ticket(number, account.account, key))).outcome

    def _known(self, number: int) -> str:
        person = KNOWN[number % len(KNOWN)]
        block = self._running.block(person.ticket(number, self._well.account, self._well.key))
        assert shown(block) == whole(person)
        return "found"

    def _stranger(self, number: int) -> str:
        assert self._outcome(Person(20_000 + number), number, self._well, self._well.key) == "not-found"
        return "not found"

    def _faulty(self, number: int) -> str:
        return f"at a faulty CRM: {self._outcome(KNOWN[number % 300], number, self._ill, self._ill.key)}"

    def _wrong_key(self, number: int) -> str:
        outcome = self._outcome(KNOWN[0], number, self._well, f"wrong-{number}")
        assert outcome in {"key-rejected", "too-many-keys"}
        return "wrong key"

    def _other(self, number: int) -> str:
        kinds = (self._refused, self._hung_up, self._looked)
        return kinds[number // 10 % len(kinds)]()

    def _refused(self) -> str:
        answer = self._running.pool.request("POST", self._running.url + PATH, body=b'{"secret": ')
        assert answer.status in {400, 415}
        return "no request of Usedesk's"

    def _hung_up(self) -> str:
        body = json.dumps(KNOWN[1].ticket(0, self._well.account, self._well.key))
        head = f"POST {PATH} HTTP/1.1\r\nHost: block\r\nContent-Type: application/json\r\n"
        host, _, port = urlsplit(self._running.url).netloc.partition(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        return "hung up before the answer"

    def _looked(self) -> str:
        assert self._running.get("/metrics")[0] == 200
        return "operator's"


@pytest.fixture
def accounts(crm: str) -> Iterator[tuple[RetailCrm, RetailCrm]]:
    """An account that does well, and one that does not."""
    with ExitStack() as stack:
        well, ill = (stack.enter_context(own_account(crm, "leak", {})) for _ in range(2))
        for each in (well, ill):
            each.load(**load(KNOWN))
        for number, kind in enumerate(FAULTS):
            ill.inject(kind, probability=0.002 if kind in {"silence", "huge"} else 0.1, seed=number)
        yield well, ill


def _idle(running: Service) -> Held:
    """Return what it holds once our own connections are closed."""
    running.pool.clear()
    running.get("/healthz")
    return held(running.processes())


@pytest.mark.timeout(900)
def test_nothing_leaks_in_10_000_requests(
    accounts: tuple[RetailCrm, RetailCrm], crm: str, tmp_path: Path, say: Say
) -> None:
    kinds: Counter[str] = Counter()
    with service(tmp_path, crm, **SETTINGS) as running, ThreadPoolExecutor(AGENTS) as agents:
        mix, numbers, looks = Mix(running, *accounts), count(), []
        for done in range(STEP, REQUESTS + STEP, STEP):
            kinds.update(agents.map(mix.send, [next(numbers) for _ in range(STEP)]))
            looks.append(_idle(running))
            say(f"{done:>6} requests: {looks[-1]}")
        say(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()))
        warm, *_, now = looks = looks[WARM // STEP - 1 :]
        assert now.threads <= warm.threads + MORE_THREADS
        assert now.files <= warm.files + MORE_FILES
        assert now.bytes <= warm.bytes + MORE_BYTES
        assert median(later.bytes - sooner.bytes for sooner, later in pairwise(looks)) <= MORE_BYTES_A_STEP
        assert "unexpected" not in running.said.read_text()
