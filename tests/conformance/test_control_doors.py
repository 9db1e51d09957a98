"""Both simulators open the same control door, and it keeps its contract."""

from importlib import resources
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from simulators.kit.control import Controls
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app as create_crm
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store
from simulators.usedesk_mock.app import create_app as create_usedesk

# Which switches there are, which years a clock can show, which expectations are at odds and whether a
# snapshot is whole is no matter of JSON Schema: 400 is right there.
BY_VALUE = (
    *("setDialect", "setClock", "verifyJournal", "putSnapshot", "restoreSnapshot", "dropSnapshot"),
    *("getJournal", "exportJournal"),  # which operations there are
    *("mergeClients", "writeLetter", "openTicket"),  # which clients, channels and blocks there are
    *("addFault", "healFault"),  # which operations and keys there are, and that low is not above high
)
QUOTA = ("getQuota", "setQuota")  # only RetailCRM's
DESK = ("writeLetter", "mergeClients", "getClient", "editClient", "getTicket", "openTicket")  # only Usedesk's
JUDGED_BY_VALUE = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 404]}}}
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        "cache": {"enabled": False},
        "operations": [{"include-operation-id": [*BY_VALUE], **JUDGED_BY_VALUE}],
    }
)
LIGHT = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def _crm() -> Flask:
    store = Store()
    seed.create(store, "company", customers=3)
    return create_crm(store, Controls(SWITCHES))


def _schema(app: Flask, *absent: str) -> BaseSchema:
    contract = resources.files("contracts").joinpath("control.openapi.yaml")
    loaded = schemathesis.openapi.from_path(str(contract), config=CONFIG)
    # A wish to invent a million customers is a good wish; it is just not one for every run of the suite.
    doors = loaded.exclude(operation_id=["seed", "createAccount", *absent])
    doors.app = app
    doors.hook("map_body")(_in_no_time)
    return doors


def _in_no_time(_context: object, body: Any) -> Any:
    """A wish to wait a minute for calls is a good wish, too; here nobody calls meanwhile."""
    seconds = body.get("timeout") if isinstance(body, dict) else None
    return {**body, "timeout": 0.01} if isinstance(seconds, int | float) and 0.01 < seconds <= 60 else body


retailcrm, usedesk = _schema(_crm(), *DESK), _schema(create_usedesk(tickets=1), *QUOTA)


@retailcrm.parametrize()
@LIGHT
def test_the_retailcrm_simulators_door_keeps_its_contract(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()


@usedesk.parametrize()
@LIGHT
def test_the_usedesk_simulators_door_keeps_its_contract(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()
