"""The RetailCRM simulator keeps every word of its contract: schemathesis, all checks."""

from http import HTTPStatus
from importlib import resources
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from simulators.kit.control import Controls
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store

KEY = "0123456789abcdef0123456789abcdef"
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        "cache": {"enabled": False},
        "auth": {"openapi": {"keyInHeader": {"api_key": KEY}}},
    }
)


CONTROLS = Controls(SWITCHES)


def _schema() -> BaseSchema:
    store = Store()
    seed.create(store, "company", seed=1, customers=30, key=KEY)
    contract = resources.files("contracts").joinpath("retailcrm.openapi.yaml")
    loaded = schemathesis.openapi.from_path(str(contract), config=CONFIG)
    loaded.app = create_app(store, CONTROLS, rate_limit=False)
    return loaded


schema = _schema()
LIGHT = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@schema.parametrize()
@LIGHT
def test_every_operation_keeps_the_contract(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()


def test_calls_that_follow_each_others_links_keep_the_contract() -> None:
    machine = schema.as_state_machine()
    CONTROLS.journal.clear()
    machine.run(settings=settings(LIGHT, max_examples=40, stateful_step_count=8, derandomize=True))
    followed = {entry.operation for entry in CONTROLS.journal if entry.status == HTTPStatus.OK}

    assert {"listCustomers", "listOrders"} <= followed  # the run was not hollow


@pytest.mark.parametrize(("listing", "reading"), [("customers", "customer"), ("orders", "order")])
def test_the_links_of_a_list_lead_to_its_first_item(listing: str, reading: str) -> None:
    client, headers = schema.app.test_client(), {"X-API-KEY": KEY}
    first = client.get(f"/company/api/v5/{listing}", headers=headers).get_json()[listing][0]
    read = client.get(f"/company/api/v5/{listing}/{first['id']}?by=id", headers=headers).get_json()

    assert read[reading]["id"] == first["id"]
