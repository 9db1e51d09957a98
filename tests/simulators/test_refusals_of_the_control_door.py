"""What any call of a control door can be refused for: who calls, for which account, with what body."""

import re
from collections.abc import Iterator
from operator import attrgetter

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import contracts
from simulators.kit.control import Controls
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app as create_crm
from simulators.retailcrm_mock.state import Store
from simulators.usedesk_mock.app import create_app as create_usedesk
from tests.contract_coverage.operations import Operation, Operations

Clients = dict[str, FlaskClient]


OPERATIONS = Operations(contracts.load("control")).all
NAME = attrgetter("name")
OF_ACCOUNTS = [
    one
    for one in OPERATIONS
    if any(told["name"] == "account" for _, told in one.parameters if told["in"] == "query")
]
BODIES = {"setQuota": '{"lifted": true}', "mergeClients": '{"into": 1, "from": 2}'}
"""What an operation has to be sent to get as far as the account; the others take an empty object."""

WITH_JSON = [one for one in OPERATIONS if one.contents]


@pytest.fixture(scope="module")
def clients() -> Iterator[Clients]:
    store = Store()
    seed.create(store, "company", customers=0)
    yield {
        "retailcrm": create_crm(store, Controls()).test_client(),
        "usedesk": create_usedesk(tickets=0).test_client(),
    }
    store.close()


def _asked(clients: Clients, operation: Operation, query: str = "", **told: str) -> set[int]:
    """The statuses that those of the two doors which have the operation answer."""
    answers = [
        client.open(
            re.sub(r"\{\w+\}", "1", f"/_sim{operation.template}{query}"),
            method=operation.method,
            data=BODIES.get(operation.name, "{}") if operation.contents else None,
            content_type=told.get("media_type", "application/json") if operation.contents else None,
            environ_overrides={"REMOTE_ADDR": told.get("address", "127.0.0.1")},
        )
        for client in clients.values()
    ]
    return {answer.status_code for answer in answers if not _unknown(answer)}


def _unknown(answer: TestResponse) -> bool:
    return "no such control operation" in answer.text


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAME)
def test_nobody_elses_machine_is_let_in(clients: Clients, operation: Operation) -> None:
    assert _asked(clients, operation, address="203.0.113.9") == {403}


@pytest.mark.parametrize("operation", OF_ACCOUNTS, ids=NAME)
def test_an_account_that_is_not_there_is_told_so(clients: Clients, operation: Operation) -> None:
    assert _asked(clients, operation, "?account=nobody") == {404}


@pytest.mark.parametrize("operation", OF_ACCOUNTS, ids=NAME)
def test_an_account_named_twice_is_no_account(clients: Clients, operation: Operation) -> None:
    assert _asked(clients, operation, "?account=company&account=company") == {400}


@pytest.mark.parametrize("operation", WITH_JSON, ids=NAME)
def test_a_body_that_is_not_said_to_be_json_is_not_read(clients: Clients, operation: Operation) -> None:
    assert _asked(clients, operation, media_type="text/plain") == {415}
