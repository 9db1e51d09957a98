"""What any call can be refused for, whatever it asks: its key, account, pace and size."""

import re
from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

import contracts
from simulators.retailcrm_mock.api.forms import MOST_BYTES
from simulators.retailcrm_mock.quota import per_second
from tests.contract_coverage.operations import Operations
from tests.simulators.retailcrm_mock.crm import KEY, MORNING, Crm, Json

CALLS = [
    (one.method, re.sub(r"\{\w+\}", "1", one.template)) for one in Operations(contracts.load("retailcrm")).all
]
WRITES = [path for verb, path in CALLS if verb == "POST"]


@pytest.fixture(scope="module")
def limited() -> Iterator[Crm]:
    crm = Crm(rate_limit=True)
    crm.controls.clock("company").set(MORNING, frozen=True)
    yield crm
    crm.store.close()


def _asked(crm: Crm, verb: str, path: str, key: str = KEY, account: str = "company") -> TestResponse:
    return crm.client.open(f"/{account}{path}", method=verb, headers={"X-API-KEY": key})


def _told(answer: TestResponse) -> tuple[int, Json]:
    return answer.status_code, answer.get_json()


@pytest.mark.parametrize(("verb", "path"), CALLS)
def test_a_wrong_key_opens_no_operation(limited: Crm, verb: str, path: str) -> None:
    refused = {"success": False, "errorMsg": 'Wrong "apiKey" value.'}

    assert _told(_asked(limited, verb, path, key="wrong")) == (403, refused)


@pytest.mark.parametrize(("verb", "path"), CALLS)
def test_every_operation_of_an_unknown_account_is_told_so(limited: Crm, verb: str, path: str) -> None:
    answer = _asked(limited, verb, path, account="nobody")

    if verb == "GET":
        assert _told(answer) == (404, {"success": False, "errorMsg": "Account does not exist."})
    else:
        assert (answer.status_code, answer.mimetype) == (405, "text/html")


@pytest.mark.parametrize(("verb", "path"), CALLS)
def test_every_operation_counts_against_the_limit(limited: Crm, verb: str, path: str) -> None:
    most = per_second(path.removeprefix("/api/"))
    limited.client.post("/_sim/reset?account=company", json={})
    limited.controls.clock("company").set(MORNING, frozen=True)
    statuses = [_asked(limited, verb, path).status_code for _ in range(most + 1)]

    assert (statuses.index(503), statuses[-1]) == (most, 503)


@pytest.mark.parametrize("path", WRITES)
def test_no_write_takes_a_form_larger_than_php_does(limited: Crm, path: str) -> None:
    answer = limited.client.post(f"/company{path}", data={"customer": "x" * MOST_BYTES})

    assert (answer.status_code, answer.mimetype) == (413, "text/html")
