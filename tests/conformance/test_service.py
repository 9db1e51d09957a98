"""The service answers every request as its contract says, with the RetailCRM simulator behind it."""

from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
import schemathesis
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

import contracts
from service.bootstrap import build
from service.settings import Settings
from simulators.kit.control import Controls
from simulators.kit.launcher import running
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Load, Store

PATH = "/settings/blocks/retail_crm"
CONFIG = SchemathesisConfig.from_dict({"seed": 1, "cache": {"enabled": False}})
# The people of the contract's examples: Anna with an order, Maria by phone and without one.
PEOPLE = Load(
    customers=[
        {"id": 1, "firstName": "Anna", "email": "anna@example.com", "phones": [{"number": "+79990001122"}]},
        {"id": 2, "firstName": "Maria", "phones": [{"number": "+79990001133"}]},
    ],
    orders=[{"id": 1, "customer": {"id": 1}, "createdAt": "2026-11-20 10:00:00"}],
)


@pytest.fixture(scope="module")
def service() -> Iterator[Flask]:
    store = Store()
    seed.create(store, "company", customers=0, key="demo-key").load(PEOPLE)
    with running(create_app(store, Controls(SWITCHES), rate_limit=False)) as crm:
        settings = {"BLOCK_CRM_URL": f"{crm.url}/{{subdomain}}", "BLOCK_CRM_RATE": "1000"}
        yield build(Settings.from_environ(settings))
    store.close()


@pytest.fixture(scope="module")
def block_contract(service: Flask) -> BaseSchema:
    contract = resources.files("contracts").joinpath("block.openapi.yaml")
    loaded = schemathesis.openapi.from_path(str(contract), config=CONFIG)
    loaded.app = service
    return loaded


schema = schemathesis.pytest.from_fixture("block_contract")


@schema.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_request_is_answered_as_the_contract_says(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()


def test_the_contracts_examples_meet_every_kind_of_block(service: Flask) -> None:
    media = contracts.load("block")["paths"][PATH]["post"]["requestBody"]["content"]["application/json"]
    components = contracts.load("block")["components"]["examples"]
    examples = [components[one["$ref"].rpartition("/")[2]] for one in media["examples"].values()]
    outcomes = {_outcome(service, example["value"]) for example in examples}

    assert {"found-by-phone", "hidden", "not-found", "nothing-to-search-by"} <= outcomes


def _outcome(service: Flask, body: dict[str, Any]) -> str:
    answer = service.test_client().post(PATH, json=body)
    root = BeautifulSoup(answer.get_json()["html"], "html.parser").select_one("[data-outcome]")
    assert root is not None
    return str(root["data-outcome"])
