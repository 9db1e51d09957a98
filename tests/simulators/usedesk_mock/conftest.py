from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from simulators.kit.launcher import running
from simulators.usedesk_mock.app import create_app
from simulators.usedesk_mock.caller import Caller
from tests.simulators.usedesk_mock.block_server import BlockServer, serving

Seed = Callable[[dict[str, Any]], dict[str, list[int]]]


@pytest.fixture
def client() -> FlaskClient:
    return create_app(tickets=0).test_client()


@pytest.fixture
def seed(client: FlaskClient) -> Seed:
    """Loads what it is given through the control door; returns the ids."""

    def load(things: dict[str, Any]) -> dict[str, list[int]]:
        answer = client.post("/_sim/seed", json={"load": things})
        assert answer.status_code == 200, answer.get_data(as_text=True)
        ids: dict[str, list[int]] = answer.get_json()["accounts"]["company"]
        return ids

    return load


@pytest.fixture
def server() -> Iterator[BlockServer]:
    with serving() as server:
        yield server


@pytest.fixture
def desk() -> Iterator[str]:
    """Where a simulator without tickets listens."""
    with running(create_app(tickets=0)) as simulator:
        yield simulator.url


@pytest.fixture
def hasty() -> Iterator[str]:
    """Where a simulator listens that gives blocks hardly any time."""
    with running(create_app(tickets=0, caller=Caller(limit=0.2))) as simulator:
        yield simulator.url
