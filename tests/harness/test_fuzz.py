"""Schemathesis's command line is told what pytest tells it."""

import tomllib

import pytest
from schemathesis.config import SchemathesisConfig

import contracts
from tests.conformance.crm import KEY, WRITES
from tests.conformance.doors import JUDGED_BY_VALUE
from tests.contract_coverage.operations import Operations
from tests.fuzz.targets import TARGETS, Target

NAMES = [one.name for one in TARGETS]


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_every_operation_it_leaves_out_or_judges_by_itself_is_one_of_the_contract(target: Target) -> None:
    known = {one.name for one in Operations(contracts.load(target.contract)).all}
    selected = tomllib.loads(target.config).get("operations", [])
    judged = {name for one in selected for name in one.get("include-operation-id", [])}

    assert {*target.absent, *judged} <= known


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_schemathesis_takes_the_configuration(target: Target) -> None:
    taken = SchemathesisConfig.from_str(target.config).projects.get_default()

    assert len(taken.operations.operations) == target.config.count("[[operations]]")


def test_the_configuration_says_what_pytests_says() -> None:
    by_name = {one.name: tomllib.loads(one.config) for one in TARGETS}
    statuses = JUDGED_BY_VALUE["checks"]["positive_data_acceptance"]["expected-statuses"]

    assert by_name["service"] == {}
    assert by_name["retailcrm"]["operations"] == [WRITES]
    assert by_name["retailcrm"]["auth"]["openapi"]["keyInHeader"]["api_key"] == KEY
    for door in ("retailcrm-door", "usedesk-door"):
        (judged,) = by_name[door]["operations"]
        assert judged["include-operation-id"] == JUDGED_BY_VALUE["include-operation-id"]
        assert judged["checks"]["positive_data_acceptance"]["expected-statuses"] == [*map(str, statuses)]
