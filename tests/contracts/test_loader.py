"""The loader reads each contract once and hands out schemas that stand alone."""

import json

import jsonschema_rs
import pytest

import contracts

COMPONENTS = [
    (name, component)
    for name in contracts.names()
    for component in contracts.load(name)["components"]["schemas"]
]


def test_both_contracts_of_the_outside_are_packaged() -> None:
    assert {"retailcrm", "block"} <= set(contracts.names())


def test_a_contract_is_read_once() -> None:
    assert contracts.load("block") is contracts.load("block")


def test_an_unknown_contract_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(LookupError, match=r"no contract is called 'usedesk'; take one of .*block.*retailcrm"):
        contracts.load("usedesk")


def test_a_path_is_no_name() -> None:
    with pytest.raises(LookupError, match="take one of"):
        contracts.load("../contracts/block")


def test_an_unknown_schema_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(LookupError, match=r"'block' has no schema 'Customer'; take one of .*UsedeskRequest"):
        contracts.schema("block", "Customer")


@pytest.mark.parametrize(("name", "component"), COMPONENTS)
def test_a_bundled_schema_stands_alone(name: str, component: str) -> None:
    bundle = contracts.schema(name, component)
    assert "#/components/" not in json.dumps(bundle)
    jsonschema_rs.meta.validate(bundle)
    jsonschema_rs.validator_for(bundle)  # refuses a reference that leads nowhere


def test_bundling_leaves_the_contract_as_it_was() -> None:
    contracts.schema("retailcrm", "CustomersPage")
    page = contracts.load("retailcrm")["components"]["schemas"]["CustomersPage"]
    assert page["properties"]["pagination"]["$ref"] == "#/components/schemas/Pagination"
