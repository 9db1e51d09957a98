"""Whatever befalls Redis under load, each agent sees their own client, and the service says how it does."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from simulators.retailcrm_mock.own_account import RetailCrm
from tests.resilience.agents import Agents
from tests.resilience.conftest import Say
from tests.resilience.programs import service, until
from tests.service.adapters.valkey import Valkey, valkey_server


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
    harm: str, two_accounts: list[RetailCrm], crm: str, tmp_path: Path, say: Say
) -> None:
    befall, says = HARM[harm]
    with valkey_server() as redis, ExitStack() as stack:
        settings = {"BLOCK_REDIS_URL": redis.url, "BLOCK_CRM_RATE": "1000", "BLOCK_DEADLINE_SECONDS": "20"}
        settings |= {"BLOCK_REDIS_SECONDS": "0.5"}  # this machine has other things to do
        replicas = [stack.enter_context(service(tmp_path, crm, **settings)) for _ in range(2)]
        work = Agents(replicas, two_accounts)
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
