"""Whatever befalls Redis under load, each agent sees their own client, and the service says how it does."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.conftest import Say
from tests.resilience.people import Person, load, shown, whole
from tests.resilience.programs import Service, service, until
from tests.service.adapters.valkey import Valkey, valkey_server

AGENTS, CLIENTS = 8, 300
PEOPLE = [Person(number) for number in range(CLIENTS)]


@pytest.fixture
def accounts(crm: str) -> Iterator[list[RetailCrm]]:
    """Two accounts whose clients have the same addresses, and other numbers."""
    with ExitStack() as stack:
        made = [stack.enter_context(own_account(crm, "redis", {})) for _ in range(2)]
        for shift, account in enumerate(made):
            account.load(**load(each.elsewhere(shift * CLIENTS) for each in PEOPLE))
        yield made


class Load:
    """Agents who open tickets until told to stop; each block must be that of its client in its account."""

    def __init__(self, replicas: list[Service], accounts: list[RetailCrm]) -> None:
        self._replicas, self._accounts = replicas, accounts
        self._over, self._tickets = threading.Event(), count(1)
        self.opened, self.wrong = 0, list[str]()

    def _agent(self, number: int) -> None:
        for turn in count(number):
            if self._over.is_set():
                return
            ticket = next(self._tickets)
            shift, person = turn % 2, PEOPLE[(turn * 7) % CLIENTS]
            account = self._accounts[shift]
            html = self._replicas[turn // 2 % 2].block(person.ticket(ticket, account.account, account.key))
            if shown(html) != whole(person.elsewhere(shift * CLIENTS)):
                self.wrong.append(f"ticket {ticket}: {person} of {shift}: {shown(html)}")
            self.opened += 1

    @contextmanager
    def running(self) -> Iterator[None]:
        """Load the replicas until the block ends."""
        with ThreadPoolExecutor(AGENTS) as agents:
            asked = [agents.submit(self._agent, number) for number in range(AGENTS)]
            try:
                yield
            finally:
                self._over.set()
            for each in asked:
                each.result()

    def more(self, blocks: int) -> None:
        """Wait until so many more have been opened."""
        enough = self.opened + blocks
        until(lambda: self.opened >= enough)


@contextmanager
def _killed(redis: Valkey) -> Iterator[None]:
    redis.kill()
    yield
    redis.restart()


@contextmanager
def _halted(redis: Valkey) -> Iterator[None]:
    with redis.halted():
        yield


@contextmanager
def _full(redis: Valkey) -> Iterator[None]:
    redis.redis.config_set("maxmemory", "1")
    yield
    redis.redis.config_set("maxmemory", "0")


@contextmanager
def _flushed(redis: Valkey) -> Iterator[None]:
    redis.redis.flushall()
    yield


HARM: dict[str, tuple[Callable[[Valkey], AbstractContextManager[None]], str]] = {
    "killed and restarted": (_killed, "degraded"),
    "halted": (_halted, "degraded"),
    "full": (_full, "degraded"),
    "flushed": (_flushed, "ok"),
}


@pytest.mark.parametrize("harm", HARM)
def test_redis_harmed_under_load_and_nothing_wrong_is_shown(
    harm: str, accounts: list[RetailCrm], crm: str, tmp_path: Path, say: Say
) -> None:
    befall, says = HARM[harm]
    with valkey_server() as redis, ExitStack() as stack:
        settings = {"BLOCK_REDIS_URL": redis.url, "BLOCK_CRM_RATE": "1000", "BLOCK_DEADLINE_SECONDS": "20"}
        settings |= {"BLOCK_REDIS_SECONDS": "0.5"}  # this machine has other things to do
        replicas = [stack.enter_context(service(tmp_path, crm, **settings)) for _ in range(2)]
        work = Load(replicas, accounts)
        with work.running():
            work.more(200)
            assert {each.state() for each in replicas} == {"ok"}
            with befall(redis):
                until(lambda: {each.state() for each in replicas} == {says})
                work.more(200)
            until(lambda: {each.state() for each in replicas} == {"ok"})
            work.more(200)
        assert work.wrong == []
        assert redis.redis.dbsize()  # and it is used again
        say(f"{harm}: {work.opened} blocks by 2 replicas, each of its own client; then ok again")
