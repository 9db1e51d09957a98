import json
from typing import Any

import pytest

from simulators.kit.guard import Guard, Operation, Sent, answer_violations, request_violations

CONTRACT: dict[str, Any] = {
    "paths": {
        "/things/{id}": {"get": {"operationId": "getThing", "responses": {"200": {"description": "text"}}}},
        "/things/all": {
            "get": {
                "operationId": "listThings",
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "enum": [20, 50]}},
                    {"$ref": "#/components/parameters/name"},
                    {
                        "name": "ids[]",
                        "in": "query",
                        "schema": {"type": "array", "items": {"type": "integer"}},
                    },
                ],
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Things"}}},
                    }
                },
            }
        },
    },
    "components": {
        "parameters": {
            "name": {"name": "filter[name]", "in": "query", "schema": {"type": "string", "minLength": 1}}
        },
        "schemas": {
            "Things": {"type": "object", "required": ["things"], "properties": {"things": {"type": "array"}}}
        },
    },
}


@pytest.fixture(scope="module")
def listing() -> Operation:
    operation = Guard(CONTRACT).operation("GET", "/things/all")
    assert operation is not None
    return operation


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/things/all", "listThings"),
        ("GET", "/things/7", "getThing"),
        ("POST", "/things/7", None),
        ("GET", "/things/7/parts", None),
    ],
)
def test_a_call_is_known_by_method_and_path_and_the_literal_path_wins(
    method: str, path: str, name: str | None
) -> None:
    operation = Guard(CONTRACT).operation(method, path)

    assert (operation.name if operation else None) == name


@pytest.mark.parametrize(
    ("query", "violations"),
    [
        ({"limit": "20", "filter[name]": "7", "unknown": "x"}, ()),
        ({"limit": "7"}, ("query limit at /: breaks enum",)),
        ({"ids[0]": "7", "ids[]": "8"}, ()),
        ({"ids[3]": "x"}, ("query ids[] at /0: breaks items/type",)),
        ({"limit": "many"}, ("query limit at /: breaks type", "query limit at /: breaks enum")),
        ({"filter[name]": ""}, ("query filter[name] at /: breaks minLength",)),
    ],
)
def test_a_request_is_judged_by_its_known_parameters(
    listing: Operation, query: dict[str, str], violations: tuple[str, ...]
) -> None:
    assert sorted(request_violations(listing, Sent(query=urlencode(query)))) == sorted(violations)


@pytest.mark.parametrize(
    ("status", "media_type", "body", "violations"),
    [
        (200, "application/json", {"things": []}, ()),
        (
            200,
            "application/json",
            {"things": "Anna"},
            ("answer at /things: breaks components/schemas/Things/properties/things/type",),
        ),
        (200, "text/html", {"things": []}, ("media type text/html is not in the contract",)),
        (418, "application/json", {}, ("status 418 is not in the contract",)),
    ],
)
def test_an_answer_is_judged_whole_and_the_verdict_names_no_value(
    listing: Operation, status: int, media_type: str, body: object, violations: tuple[str, ...]
) -> None:
    assert answer_violations(listing, status, media_type, json.dumps(body).encode()) == violations


def test_an_answer_that_is_no_json_is_told(listing: Operation) -> None:
    assert answer_violations(listing, 200, "application/json", b"{") == ("the body is not JSON",)
