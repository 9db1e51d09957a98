"""The Valkey server that tests share: one for each worker, empty at the start of each test."""

from collections.abc import Iterator

import pytest

from tests.service.adapters.valkey import Valkey, valkey_server


@pytest.fixture(scope="session")
def one_valkey() -> Iterator[Valkey]:
    with valkey_server() as server:
        yield server


@pytest.fixture
def valkey(one_valkey: Valkey) -> Valkey:
    """A server that holds nothing."""
    one_valkey.redis.flushall()
    return one_valkey


@pytest.fixture
def own_valkey() -> Iterator[Valkey]:
    """A server to do harm to."""
    with valkey_server() as server:
        yield server
