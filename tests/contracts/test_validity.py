"""Each contract is valid, sourced and exemplified, and nothing in it is dead."""

import copy
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

import contracts
from contracts.certainty import sourced
from tests.contracts.walk import answers, examples, operations, references, unsourced

each_contract = pytest.mark.parametrize("name", contracts.names())
SECTIONS = ("schemas", "parameters", "responses", "examples", "headers", "links", "requestBodies")
OMISSIONS = [{"x-certainty": None}, {"x-certainty": "sure"}, {"x-source": None}, {"x-source": " "}]


def wrong(schema: dict[str, Any], value: Any, document: dict[str, Any]) -> list[str]:
    """Say what of a value breaks a schema of the document."""
    validator = jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})
    return [error.message for error in validator.iter_errors(value)]


def repeated(node: yaml.Node | None) -> Iterator[str]:
    """Yield the line of every mapping that has a key twice; YAML would silently keep the last."""
    children = node.value if isinstance(node, yaml.CollectionNode) else []
    if isinstance(node, yaml.MappingNode):
        if len({key.value for key, _ in children}) < len(children):
            yield str(node.start_mark)
        children = [value for _, value in children]
    for child in children:
        yield from repeated(child)


def test_a_key_written_twice_is_noticed() -> None:
    assert len(list(repeated(yaml.compose("a: [{b: 1, c: 2, b: 3}]", Loader=yaml.SafeLoader)))) == 1


@each_contract
def test_a_contract_is_valid_openapi(name: str) -> None:
    document = contracts.load(name)
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


@each_contract
def test_every_example_is_what_its_schema_promises(name: str) -> None:
    document = contracts.load(name)
    found = [(path, wrong(schema, value, document)) for path, schema, value in examples(document, document)]
    assert found
    assert [(path, errors) for path, errors in found if errors] == []


@each_contract
def test_every_property_and_parameter_says_how_sure_it_is_and_why(name: str) -> None:
    assert unsourced(contracts.load(name)) == []


@each_contract
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_an_omitted_certainty_or_source_is_noticed_wherever_it_is(name: str, data: st.DataObject) -> None:
    document = copy.deepcopy(contracts.load(name))
    path, node = data.draw(st.sampled_from(list(sourced(document))))
    node.update(data.draw(st.sampled_from(OMISSIONS)))
    assert unsourced(document) == [path]


@each_contract
def test_operation_ids_are_unique_and_in_camel_case(name: str) -> None:
    ids = Counter(operation.get("operationId", "") for _, operation in operations(name))
    assert [found for found in ids if not re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)*", found)] == []
    assert [found for found, times in ids.items() if times > 1] == []


@each_contract
def test_every_operation_has_a_summary_and_a_successful_answer(name: str) -> None:
    poor = [
        where
        for where, operation in operations(name)
        if not operation.get("summary")
        or not any(status.startswith("2") for status in operation["responses"])
    ]
    assert poor == []


@each_contract
def test_every_answer_with_a_body_has_an_example(name: str) -> None:
    poor = [
        (where, status, media)
        for where, status, answer in answers(name)
        for media, content in answer.get("content", {}).items()
        if not content.get("examples") and "example" not in content
    ]
    assert poor == []


@each_contract
def test_every_reference_resolves_and_no_component_is_dead(name: str) -> None:
    document = contracts.load(name)
    defined = {f"#/components/{s}/{key}" for s in SECTIONS for key in document["components"].get(s, {})}
    assert set(references(document)) == defined


@each_contract
def test_every_source_in_the_list_is_drawn_upon(name: str) -> None:
    document = contracts.load(name)
    assert set(document.get("x-sources", [])) <= {node["x-source"] for _, node in sourced(document)}


@each_contract
def test_no_key_is_written_twice(name: str) -> None:
    text = files(contracts).joinpath(name + contracts.SUFFIX).read_text(encoding="utf-8")
    assert list(repeated(yaml.compose(text, Loader=yaml.SafeLoader))) == []


@each_contract
def test_every_link_leads_to_an_operation(name: str) -> None:
    ids = {operation["operationId"] for _, operation in operations(name)}
    targets = {
        link["operationId"] for _, _, answer in answers(name) for link in answer.get("links", {}).values()
    }
    assert targets <= ids
