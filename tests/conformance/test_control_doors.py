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
from tests.conformance.doors import DESK, JUDGED_BY_VALUE, LONG, QUOTA, in_no_time

CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        "cache": {"enabled": False},
        "operations": [JUDGED_BY_VALUE],
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
    doors = loaded.exclude(operation_id=[*LONG, *absent])
    doors.app = app
    doors.hook("map_body")(in_no_time)
    return doors


retailcrm, usedesk = _schema(_crm(), *DESK), _schema(create_usedesk(tickets=1), *QUOTA)


@retailcrm.parametrize()
@LIGHT
def test_the_retailcrm_simulators_door_keeps_its_contract(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()


@usedesk.parametrize()
@LIGHT
def test_the_usedesk_simulators_door_keeps_its_contract(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate()
