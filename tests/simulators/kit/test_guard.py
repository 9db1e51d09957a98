import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ({"limit": "20", "filter[name]": "7"}, ()),
        ({"anna@example.com": "x"}, ("query: a name is not in the contract",)),
        ({"filter[nam]": "x"}, ("query: a name is not in the contract; did you mean filter[name]?",)),
        ({"limit": "7"}, ("query limit at /: breaks enum",)),
        ({"ids[0]": "7", "ids[]": "8"}, ()),
        ({"ids[3]": "x"}, ("query ids[] at /0: breaks items/type",)),
        ({"limit": "many"}, ("query limit at /: breaks type", "query limit at /: breaks enum")),
        ({"filter[name]": ""}, ("query filter[name] at /: breaks minLength",)),
    ],
)
def test_a_query_is_judged_by_the_parameters_and_no_name_that_people_made_up_is_told(
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


WRITING: dict[str, Any] = {
    "security": [{"header": []}, {"query": []}],
    "paths": {
        "/things/{number}": {
            "parameters": [{"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "post": {
                "operationId": "editThing",
                "parameters": [
                    {"name": "site", "in": "query", "required": True, "schema": {"type": "string"}},
                    {
                        "name": "filter[own]",
                        "in": "query",
                        "style": "deepObject",
                        "schema": {
                            "type": "object",
                            "properties": {"size": {"$ref": "#/components/schemas/Range"}},
                        },
                    },
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {
                                "type": "object",
                                "required": ["thing"],
                                "properties": {
                                    "thing": {"$ref": "#/components/schemas/Thing"},
                                    "more": {
                                        "type": "string",
                                        "contentMediaType": "application/json",
                                        "contentSchema": {"type": "array"},
                                    },
                                    "by": {"enum": ["id", "code"]},
                                },
                            },
                            "encoding": {"thing": {"contentType": "application/json"}},
                        },
                        "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}},
                    },
                },
                "responses": {
                    "200": {"content": {"application/json": {}}},
                    "404": {"content": {"text/html": {"schema": {"type": "string", "pattern": "^<html"}}}},
                    "5XX": {"description": "trouble"},
                },
            },
        }
    },
    "components": {
        "securitySchemes": {
            "header": {"type": "apiKey", "in": "header", "name": "X-API-KEY"},
            "query": {"type": "apiKey", "in": "query", "name": "apiKey"},
        },
        "schemas": {
            "Thing": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
            "Range": {"type": "object", "properties": {"min": {"type": "integer"}}},
        },
    },
}
FORM = "application/x-www-form-urlencoded"
GOOD: dict[str, Any] = {
    "path": "/things/7",
    "query": "site=main&filter[own][size][min]=3",
    "headers": {"X-API-KEY": "k"},
    "media_type": FORM,
    "body": urlencode({"thing": '{"name": "Anna"}', "more": "[]", "by": "id"}).encode(),
}
KEY_PLACES = "send it as header X-API-KEY or query apiKey"


@pytest.fixture(scope="module")
def editing() -> Operation:
    operation = Guard(WRITING).operation("POST", "/things/7")
    assert operation is not None
    return operation


@pytest.mark.parametrize(
    ("change", "violations"),
    [
        ({}, ()),
        ({"path": "/things/x"}, ("path number at /: breaks type",)),
        ({"query": "filter[own][size][min]=3"}, ("query site is missing",)),
        ({"query": "site=a&site=b"}, ("query site is sent 2 times",)),
        (
            {"query": "site=a&filter[own][size][min]=x"},
            ("query filter[own] at /size/min: breaks components/schemas/Range/properties/min/type",),
        ),
        (
            {"query": "site=a&filter[own]=7"},
            ("query filter[own] is a map, and wants a name in brackets",),
        ),
        ({"query": "site=a&filter[own][]=7&filter[own][a][b]=8&filter[own][a]=9"}, ()),
        ({"headers": {}}, (f"the key is missing; {KEY_PLACES}",)),
        (
            {"headers": {"Authorization": "k"}},
            (f"the key is in the wrong place: header Authorization; {KEY_PLACES}",),
        ),
        ({"headers": {}, "query": "site=a&apiKey=k"}, ()),
        ({"headers": {}, "body": b"apiKey=k&thing=%7B%22name%22:%22A%22%7D"}, ()),
        ({"body": b"thing=%7B"}, ("form thing is not JSON",)),
        ({"body": b"thing=%7B%22name%22:7%7D"}, ("form thing at /name: breaks properties/name/type",)),
        (
            {"body": b"by=name&more=7"},
            ("form by at /: breaks enum", "form more at /: breaks type", "form thing is missing"),
        ),
        ({"body": b""}, ("the body is missing",)),
        (
            {"media_type": "text/plain"},
            (f"the body's media type is not in the contract; send {FORM} or application/json",),
        ),
        ({"media_type": "application/json", "body": b'{"name": "A"}'}, ()),
        ({"media_type": "application/json", "body": b"{"}, ("the body is not what its media type says",)),
        ({"media_type": "application/json", "body": b"{}"}, ("body at /: breaks required",)),
    ],
)
def test_a_write_is_judged_whole(
    editing: Operation, change: dict[str, Any], violations: tuple[str, ...]
) -> None:
    told = request_violations(editing, Sent(**(GOOD | change)))

    assert tuple(one.replace("components/schemas/Thing/", "") for one in told) == violations


@pytest.mark.parametrize(
    ("status", "media_type", "body", "violations"),
    [
        (404, "text/html", b"<html>", ()),
        (404, "text/html", b"no page", ("answer at /: breaks pattern",)),
        (404, "text/html", b"\xff", ("the body is not text",)),
        (503, "text/html", b"anything", ()),
        (204, "", b"", ("status 204 is not in the contract",)),
        (200, "application/json", b"not looked at without a schema", ()),
    ],
)
def test_an_answer_is_judged_by_status_or_its_range_and_by_media_type(
    editing: Operation, status: int, media_type: str, body: bytes, violations: tuple[str, ...]
) -> None:
    assert answer_violations(editing, status, media_type, body) == violations


_NAMES = st.sampled_from(
    ["filter[own]", "filter", "[", "]", "[]", "[a]", "site", "apiKey", "é", "[a]" * 3000]
)
_PAIRS = st.lists(
    st.tuples(st.lists(_NAMES, max_size=4).map("".join), st.sampled_from(["", "7", "-7.5", "²", "\0"]))
)
_BODIES = st.binary() | st.sampled_from(
    [b"thing=%22%5Cud800%22", b'{"name": "\\ud800"}', b"[" * 100_000, b"1e999", b"NaN"]
)


@given(_PAIRS, _BODIES, st.sampled_from([FORM, "application/json", "text/plain", ""]))
def test_no_request_is_too_odd_to_be_judged(
    pairs: list[tuple[str, str]], body: bytes, media_type: str
) -> None:
    operation = Guard(WRITING).operation("POST", "/things/7")
    assert operation is not None
    told = request_violations(operation, Sent("/things/7", urlencode(pairs), {}, media_type, body))

    assert all(isinstance(one, str) for one in told)
    assert isinstance(answer_violations(operation, 404, "text/html", body), tuple)
