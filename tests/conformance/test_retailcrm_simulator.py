"""The RetailCRM simulator keeps every word of its contract: schemathesis, all checks."""

import json
from http import HTTPStatus
from importlib import resources
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection

import contracts
from simulators.kit.control import Controls
from simulators.kit.guard import Guard, Sent, request_violations
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Account, Load, Store

KEY = "0123456789abcdef0123456789abcdef"
# Well-formed writes are refused as well: who they name may be unknown, a code not the account's, an id taken.
# test_every_operation_keeps_the_contract sees to it that none is refused for its form.
WRITES = {
    "include-method": "POST",
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "403", "404", "460"]},
        "negative_data_rejection": {"expected-statuses": ["400", "403", "404", "405", "460"]},
    },
}
CONFIG: dict[str, Any] = {
    "seed": 1,
    "cache": {"enabled": False},
    "auth": {"openapi": {"keyInHeader": {"api_key": KEY}}},
    "operations": [WRITES],
}


CONTROLS = Controls(SWITCHES)
GUARD = Guard(contracts.load("retailcrm"))
BAD_REQUEST = HTTPStatus.BAD_REQUEST
INVALID = "This value is not valid."
SITE = "main-shop"
LINKED = "filter[customerId]"
FORM = "application/x-www-form-urlencoded"
RIGHTS = ["customer_read", "order_read", "reference_read", "customer_write", "order_write"]


def _schema(config: dict[str, Any]) -> BaseSchema:
    return _served(config)[0]


def _served(config: dict[str, Any]) -> tuple[BaseSchema, Account]:
    """The contract, served by a simulator of its own, and that simulator's account."""
    store = Store()
    account = seed.create(store, "company", seed=1, customers=30)
    # A key of one shop need not tell the shop, which no contract can say.
    account.load(Load(keys=[{"value": KEY, "access": "access_selective", "sites": [SITE], "scopes": RIGHTS}]))
    contract = resources.files("contracts").joinpath("retailcrm.openapi.yaml")
    loaded = schemathesis.openapi.from_path(str(contract), config=SchemathesisConfig.from_dict(config))
    loaded.app = create_app(store, CONTROLS, rate_limit=False)
    return loaded, account


def _as_form(case: "schemathesis.Case[Any]") -> dict[str, Any]:
    """How to send a form: entities as JSON, as its `encoding` says. schemathesis spreads them over fields."""
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    if FORM not in content or not isinstance(case.body, dict):
        return {}
    entities = content[FORM]["encoding"]
    fields = {
        name: json.dumps(value) if name in entities or not isinstance(value, str) else value
        for name, value in case.body.items()
    }
    if "site" in fields and case.meta is not None and case.meta.generation.mode.is_positive:
        fields["site"] = SITE  # an invented one is denied before anything of the entity is looked at
    return {"data": urlencode(fields, errors="surrogatepass").encode()}


schema = _schema(CONFIG)
LIGHT = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@schema.parametrize()
@LIGHT
def test_every_operation_keeps_the_contract(case: "schemathesis.Case[Any]") -> None:
    assume(_is_its_own(case))
    response = case.call(**_as_form(case))
    harmless: list[Any] = [negative_data_rejection] if _breaks_nothing(case, response) else []
    case.validate_response(response, additional_checks=[_not_refused_for_its_form], excluded_checks=harmless)


def _is_its_own(case: "schemathesis.Case[Any]") -> bool:
    """Whether the path is this operation's: with the id `statuses` an order's is the path of another."""
    found = GUARD.operation(case.method, case.formatted_path)
    return found is None or found.name == case.operation.definition.raw["operationId"]


def _breaks_nothing(case: "schemathesis.Case[Any]", response: Response) -> bool:
    """Whether a query meant to be wrong came to be right on its way: a number for a list is a list of one."""
    path, _, query = str(response.request.url).partition("/company")[2].partition("?")
    operation = GUARD.operation(case.method, path)
    if operation is None or case.method != "GET":
        return False
    return not request_violations(operation, Sent(path, query, response.request.headers, "", b""))


def _not_refused_for_its_form(_context: object, response: Response, case: "schemathesis.Case[Any]") -> None:
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code < BAD_REQUEST:
        return
    told = response.json()
    assert not told["errorMsg"].startswith(("Errors in the entity format", "Parameter ")), told
    assert INVALID not in told.get("errors", {}).values(), told


def test_calls_that_follow_each_others_links_keep_the_contract() -> None:
    # Positive only: text for a list, and nothing for an object, are the same query as what they stand for.
    served, account = _served(CONFIG | {"generation": {"mode": "positive"}})
    account.snapshots.keep("start")

    class Machine(served.as_state_machine()):  # type: ignore[misc]  # the class is made at run time
        def setup(self) -> None:
            account.snapshots.put_back("start")  # a replayed walk must meet what it met before

        def get_call_kwargs(self, case: "schemathesis.Case[Any]") -> dict[str, Any]:
            return _as_form(case)

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
