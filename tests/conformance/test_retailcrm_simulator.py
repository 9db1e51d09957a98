"""The RetailCRM simulator keeps every word of its contract: schemathesis, all checks."""

import json
from importlib import resources
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection

from simulators.kit.control import Controls
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Account, Load, Store
from tests.conformance.crm import (
    KEY,
    ONE_SHOP,
    WRITES,
    as_form,
    breaks_nothing,
    is_its_own,
    not_refused_for_its_form,
)

CONFIG: dict[str, Any] = {
    "seed": 1,
    "cache": {"enabled": False},
    "auth": {"openapi": {"keyInHeader": {"api_key": KEY}}},
    "operations": [dict(WRITES)],
}


CONTROLS = Controls(SWITCHES)
LINKED = "filter[customerId]"


def _schema(config: dict[str, Any]) -> BaseSchema:
    return _served(config)[0]


def _served(config: dict[str, Any]) -> tuple[BaseSchema, Account]:
    """The contract, served by a simulator of its own, and that simulator's account."""
    store = Store()
    account = seed.create(store, "company", seed=1, customers=30)
    account.load(Load(keys=[ONE_SHOP]))
    contract = resources.files("contracts").joinpath("retailcrm.openapi.yaml")
    loaded = schemathesis.openapi.from_path(str(contract), config=SchemathesisConfig.from_dict(config))
    loaded.app = create_app(store, CONTROLS, rate_limit=False)
    return loaded, account


schema = _schema(CONFIG)
LIGHT = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@schema.parametrize()
@LIGHT
def test_every_operation_keeps_the_contract(case: "schemathesis.Case[Any]") -> None:
    assume(is_its_own(case))
    response = case.call(**as_form(case))
    harmless: list[Any] = [negative_data_rejection] if breaks_nothing(case, response) else []
    case.validate_response(response, additional_checks=[not_refused_for_its_form], excluded_checks=harmless)


def test_calls_that_follow_each_others_links_keep_the_contract() -> None:
    # Positive only: text for a list, and nothing for an object, are the same query as what they stand for.
    served, account = _served(CONFIG | {"generation": {"mode": "positive"}})
    account.snapshots.keep("start")

    class Machine(served.as_state_machine()):  # type: ignore[misc]  # the class is made at run time
        def setup(self) -> None:
            account.snapshots.put_back("start")  # a replayed walk must meet what it met before

        def get_call_kwargs(self, case: "schemathesis.Case[Any]") -> dict[str, Any]:
            return as_form(case)

        def before_call(self, case: "schemathesis.Case[Any]") -> None:
            # A list asked with filters by chance finds nobody, and leads nowhere; the links set but this one.
            kept = {name: value for name, value in (case.query or {}).items() if "filter" not in name}
            followed = {name: value for name, value in (case.query or {}).items() if name == LINKED}
            case.query = kept | followed

    CONTROLS.journal.clear()
    Machine.run(settings=settings(LIGHT, max_examples=80, stateful_step_count=8, derandomize=True))
    followed = {entry.operation for entry in CONTROLS.journal if entry.status in (200, 201)}

    assert {
        "listCustomers",
        "listOrders",
        "getCustomer",
        "editCustomer",
    } <= followed  # the run was not hollow


@pytest.mark.parametrize(("listing", "reading"), [("customers", "customer"), ("orders", "order")])
def test_the_links_of_a_list_lead_to_its_first_item(listing: str, reading: str) -> None:
    client, headers = schema.app.test_client(), {"X-API-KEY": KEY}
    first = client.get(f"/company/api/v5/{listing}", headers=headers).get_json()[listing][0]
    read = client.get(f"/company/api/v5/{listing}/{first['id']}?by=id", headers=headers).get_json()

    assert read[reading]["id"] == first["id"]


@pytest.mark.parametrize(("things", "thing"), [("customers", "customer"), ("orders", "order")])
def test_the_links_of_a_create_lead_to_reading_and_editing_the_new(things: str, thing: str) -> None:
    client, headers, path = schema.app.test_client(), {"X-API-KEY": KEY}, f"/company/api/v5/{things}"
    made = client.post(f"{path}/create", headers=headers, data={thing: "{}"}).get_json()
    links = schema.raw_schema["paths"][f"/api/v5/{things}/create"]["post"]["responses"]["201"]["links"]
    sent = links["edit"]["requestBody"]
    form = {name: json.dumps(value) if name == thing else value for name, value in sent.items()}
    edited = client.post(f"{path}/{made['id']}/edit", headers=headers, data=form).get_json()
    by = links["read"]["parameters"]["query.by"]
    read = client.get(f"{path}/{made['id']}?by={by}", headers=headers).get_json()

    assert (edited["success"], edited["id"]) == (True, made["id"])
    assert read[thing] == read[thing] | sent[thing]
