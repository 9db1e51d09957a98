"""The service answers every request as its contract says, with the RetailCRM simulator behind it."""

from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from service.bootstrap import build
from service.settings import Settings
from simulators.kit.control import Controls
from simulators.kit.launcher import running
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store

CONFIG = SchemathesisConfig.from_dict({"seed": 1, "cache": {"enabled": False}})


@pytest.fixture(scope="module")
def block_contract() -> Iterator[BaseSchema]:
    store = Store()
    seed.create(store, "company", customers=30)
    contract = resources.files("contracts").joinpath("block.openapi.yaml")
    loaded = schemathesis.openapi.from_path(str(contract), config=CONFIG)
    with running(create_app(store, Controls(SWITCHES), rate_limit=False)) as crm:
        loaded.app = build(Settings.from_environ({"BLOCK_CRM_URL": f"{crm.url}/{{subdomain}}"}))
        yield loaded
    store.close()


schema = schemathesis.pytest.from_fixture("block_contract")


@schema.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_request_is_answered_as_the_contract_says(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()
