"""A small contract, and changes of it of which each breaks by rules that are known."""

import copy
from typing import Any

TAG, CARDS = "#/components/schemas/Tag", "#/components/schemas/Card"
CARD = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 9,
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 40, "pattern": "^\\S", "format": "name"},
        "note": {"type": ["string", "null"]},
        "age": {"type": "number", "minimum": 1, "maximum": 9, "multipleOf": 0.5},
        "kind": {"enum": ["person", "company", None]},
        "sure": {"type": "boolean"},
        "tags": {"type": "array", "minItems": 1, "maxItems": 9, "items": {"$ref": TAG}},
        "days": {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
        "more": {
            "anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "integer"}}],
        },
        "like": {"$ref": CARDS},
    },
}  # fmt: skip
CONTRACT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Cards", "version": "1.0.0"},
    "security": [{"key": []}],
    "paths": {
        "/cards": {
            "parameters": [{"name": "lang", "in": "query", "schema": {"type": "string", "maxLength": 5}}],
            "get": {
                "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
                "responses": {
                    "200": {
                        "headers": {"X-Total": {"schema": {"type": "integer", "minimum": 0}}},
                        "content": {"application/json": {"schema": {"$ref": CARDS}}},
                    },
                    "404": {"description": "none"},
                },
            },
            "post": {
                "requestBody": {
                    "required": False,
                    "content": {
                        "application/json": {"schema": {"$ref": CARDS}},
                        "text/plain": {},
                    },
                },
                "responses": {"201": {"description": "made"}},
            },
        }
    },
    "components": {
        "schemas": {"Card": CARD, "Tag": {"type": "object", "properties": {"code": {"type": "string"}}}},
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-API-KEY"}},
    },
}  # fmt: skip
PROPERTIES = ("components", "schemas", "Card", "properties")
GET, POST = ("paths", "/cards", "get"), ("paths", "/cards", "post")
GONE = object()
Place = tuple[str | int, ...]

PLANTED: list[tuple[Place, Any, set[str]]] = [
    ((*PROPERTIES, "name", "minLength"), 3, {"request.minLength"}),
    ((*PROPERTIES, "name", "minLength"), GONE, {"response.minLength"}),
    ((*PROPERTIES, "name", "maxLength"), 10, {"request.maxLength"}),
    ((*PROPERTIES, "name", "maxLength"), 99, {"response.maxLength"}),
    ((*PROPERTIES, "name", "pattern"), "^[a-z]", {"request.pattern", "response.pattern"}),
    ((*PROPERTIES, "name", "format"), GONE, {"response.format"}),
    ((*PROPERTIES, "note", "format"), "uri", {"request.format"}),
    ((*PROPERTIES, "age", "minimum"), 2, {"request.minimum"}),
    ((*PROPERTIES, "age", "minimum"), -1, {"response.minimum"}),
    ((*PROPERTIES, "age", "exclusiveMinimum"), 1, {"request.minimum"}),
    ((*PROPERTIES, "age", "maximum"), 8, {"request.maximum"}),
    ((*PROPERTIES, "age", "exclusiveMaximum"), 9, {"request.maximum"}),
    ((*PROPERTIES, "age", "maximum"), GONE, {"response.maximum"}),
    ((*PROPERTIES, "age", "multipleOf"), 1, {"request.multipleOf"}),
    ((*PROPERTIES, "age", "multipleOf"), GONE, {"response.multipleOf"}),
    ((*PROPERTIES, "age", "type"), "integer", {"request.type"}),
    ((*PROPERTIES, "kind", "enum"), ["person", None], {"request.enum"}),
    ((*PROPERTIES, "kind", "enum"), ["person", "company"], {"request.null"}),
    ((*PROPERTIES, "kind", "enum"), ["person", "company", "robot", None], {"response.enum"}),
    ((*PROPERTIES, "kind"), {"type": ["string", "null"]}, {"response.enum"}),
    ((*PROPERTIES, "sure"), {"const": True}, {"request.enum"}),
    ((*PROPERTIES, "note", "type"), "string", {"request.null"}),
    ((*PROPERTIES, "name", "type"), ["string", "null"], {"response.null"}),
    ((*PROPERTIES, "note", "type"), ["string", "null", "integer"], {"response.type"}),
    ((*PROPERTIES, "tags", "minItems"), 2, {"request.minItems"}),
    ((*PROPERTIES, "tags", "maxItems"), 3, {"request.maxItems"}),
    ((*PROPERTIES, "tags", "uniqueItems"), True, {"request.uniqueItems"}),
    ((*PROPERTIES, "days", "uniqueItems"), GONE, {"response.uniqueItems"}),
    ((*PROPERTIES, "tags", "minItems"), GONE, {"response.minItems"}),
    ((*PROPERTIES, "tags", "maxItems"), 10, {"response.maxItems"}),
    (("components", "schemas", "Tag", "required"), ["code"], {"request.required"}),
    (("components", "schemas", "Tag", "additionalProperties"), False, {"request.additionalProperties"}),
    (("components", "schemas", "Card", "required"), ["name", "age"], {"request.required"}),
    (("components", "schemas", "Card", "required"), [], {"response.required"}),
    (("components", "schemas", "Card", "minProperties"), 2, {"request.minProperties"}),
    (("components", "schemas", "Card", "maxProperties"), 2, {"request.maxProperties"}),
    (("components", "schemas", "Card", "minProperties"), GONE, {"response.minProperties"}),
    (("components", "schemas", "Card", "maxProperties"), GONE, {"response.maxProperties"}),
    ((*PROPERTIES, "note"), GONE, {"request.properties", "response.properties"}),
    ((*PROPERTIES, "more", "anyOf", 0), {"type": "string", "maxLength": 3}, {"request.maxLength"}),
    ((*PROPERTIES, "more", "anyOf", 1, "additionalProperties", "type"), "number", {"response.type"}),
    ((*PROPERTIES, "tags", "contains"), {"type": "object"}, {"request.keyword", "response.keyword"}),
    ((*GET, "responses", "404"), GONE, {"response.status.removed"}),
    ((*GET, "responses", "410"), {"description": "gone"}, {"response.status.added"}),
    ((*GET, "responses", "200", "headers"), GONE, {"response.header.removed"}),
    ((*GET, "responses", "200", "headers", "X-Total", "schema", "minimum"), -1, {"response.minimum"}),
    ((*GET, "responses", "200", "content", "text/html"), {}, {"response.mediaType.added"}),
    ((*GET, "responses", "404", "content"), {"text/html": {}}, {"response.mediaType.added"}),
    ((*GET, "responses", "200", "content", "application/json"), GONE, {"response.mediaType.removed"}),
    ((*GET, "parameters", 0, "required"), True, {"parameter.required"}),
    ((*GET, "parameters", 0, "explode"), False, {"parameter.style"}),
    ((*GET, "parameters", 0, "schema", "maximum"), 99, {"request.maximum"}),
    ((*GET, "parameters"), [], {"parameter.removed"}),
    ((*POST, "parameters"), [{"name": "to", "in": "query", "required": True}], {"parameter.added"}),
    (("paths", "/cards", "parameters", 0, "schema", "maxLength"), 2, {"request.maxLength"}),
    ((*POST, "requestBody", "required"), True, {"body.required"}),
    ((*POST, "requestBody", "content", "text/plain"), GONE, {"request.mediaType"}),
    ((*POST, "requestBody"), GONE, {"body.removed"}),
    ((*GET, "requestBody"), {"required": True, "content": {}}, {"body.added"}),
    (GET, GONE, {"operation.removed"}),
    (("components", "securitySchemes", "key", "name"), "Authorization", {"security"}),
    ((*GET, "security"), [{"key": []}, {}], set()),
    ((*POST, "requestBody", "content", "text/csv"), {}, set()),
    ((*PROPERTIES, "born"), {"type": "string"}, set()),
    ((*PROPERTIES, "note", "description"), "Anything.", set()),
    ((*GET, "parameters", 0, "schema", "type"), ["integer", "string"], set()),
    (("paths", "/lists"), {"get": {"responses": {}}}, set()),
]  # fmt: skip
"""One change each: where, what stands there then, and all the rules that must tell it."""


def planted(where: Place, what: Any) -> dict[str, Any]:
    """The contract with one thing changed."""
    changed = copy.deepcopy(CONTRACT)
    place: Any = changed
    for step in where[:-1]:
        place = place[step]
    if what is GONE:
        del place[where[-1]]
    else:
        place[where[-1]] = what
    return changed
