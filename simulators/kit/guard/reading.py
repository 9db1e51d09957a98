"""Reads an OpenAPI 3.1 document into operations."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from simulators.kit.guard.operation import Content, KeyPlaces, Operation, Parameter

Document = Mapping[str, Any]
FORM = "application/x-www-form-urlencoded"
METHODS = ("get", "put", "post", "delete", "patch")
_BRACKETS = re.compile(r"[\[\]]+")


def operations(contract: Document, known: frozenset[str]) -> list[Operation]:
    """Every operation of the document; `known` are the names its verdicts may tell."""
    return [
        _operation(contract, path, method, item, known)
        for path, item in contract.get("paths", {}).items()
        for method in METHODS
        if method in item
    ]


def words(contract: Document) -> frozenset[str]:
    """The names the document uses: of parameters, in parts between brackets, and of properties."""
    return frozenset(_words(contract))


def key_places(contract: Document, wanted: Any = None) -> KeyPlaces:
    """Where the key belongs, by the schemes `wanted` names; by default by those the document names on top."""
    needs = contract.get("security", []) if wanted is None else wanted
    if {} in needs:
        return KeyPlaces()
    schemes = contract.get("components", {}).get("securitySchemes", {})
    named = [_resolved(contract, schemes[name]) for need in needs for name in need if name in schemes]
    places = [(one["in"], one["name"]) for one in named if one.get("type") == "apiKey"]
    return KeyPlaces(
        tuple(name for place, name in places if place == "header"),
        tuple(name for place, name in places if place == "query"),
    )


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            yield from properties
        if isinstance(node.get("in"), str) and isinstance(node.get("name"), str):
            yield from filter(None, _BRACKETS.split(node["name"]))
        for held in node.values():
            yield from _words(held)
    elif isinstance(node, list):
        for held in node:
            yield from _words(held)


def _operation(
    contract: Document, path: str, method: str, item: Document, known: frozenset[str]
) -> Operation:
    told = item[method]
    listed = [_resolved(contract, one) for one in (*item.get("parameters", ()), *told.get("parameters", ()))]
    by_place: dict[str, dict[str, Parameter]] = {"query": {}, "path": {}, "header": {}}
    for one in listed:
        by_place.get(one["in"], {})[one["name"]] = _parameter(contract, one)
    body = _resolved(contract, told.get("requestBody", {}))
    return Operation(
        name=told.get("operationId", f"{method} {path}"),
        method=method.upper(),
        template=path,
        path=re.compile(re.sub(r"\\\{[^/]+?\\\}", "([^/]+)", re.escape(path))),
        parameters=by_place["query"],
        path_parameters={name: by_place["path"][name] for name in _in_path(path) if name in by_place["path"]},
        headers=tuple(by_place["header"].values()),
        keys=key_places(contract, told.get("security")),
        body=_contents(contract, body),
        body_required=bool(body.get("required", False)),
        answers={
            str(status).upper(): _contents(contract, _resolved(contract, answer))
            for status, answer in told.get("responses", {}).items()
        },
        words=known,
    )


def _in_path(path: str) -> list[str]:
    return re.findall(r"\{([^/]+?)\}", path)


def _parameter(contract: Document, told: Document) -> Parameter:
    held = next(iter(told.get("content", {}).values()), None)
    schema = (held or told).get("schema", {})
    return Parameter(
        name=told["name"],
        required=bool(told.get("required", False)),
        check=_validator(contract, schema),
        numeric=_numeric(contract, schema),
        nested=told.get("style") == "deepObject",
        holds_json=held is not None,
    )


def _contents(contract: Document, holder: Document) -> dict[str, Content]:
    return {
        media_type.partition(";")[0].strip().lower(): _content(contract, media_type, content)
        for media_type, content in holder.get("content", {}).items()
    }


def _content(contract: Document, media_type: str, content: Document) -> Content:
    if "schema" not in content:
        return Content(None)
    if not media_type.startswith(FORM):
        return Content(_validator(contract, content["schema"]))
    schema = _resolved(contract, content["schema"])
    required, encoding = schema.get("required", ()), content.get("encoding", {})
    fields = {
        name: _field(contract, name, told, encoding.get(name, {}), required=name in required)
        for name, told in schema.get("properties", {}).items()
    }
    return Content(None, fields, schema.get("additionalProperties", False) is not False)


def _field(contract: Document, name: str, told: Document, encoding: Document, *, required: bool) -> Parameter:
    """A field of a form. Its JSON is announced by the form's `encoding` or by the field's own schema."""
    schema = _resolved(contract, told)
    announced = encoding.get("contentType", schema.get("contentMediaType", ""))
    if "json" not in announced:
        nested = encoding.get("style") == "deepObject" or schema.get("type") in ("object", "array")
        return Parameter(name, required, _validator(contract, told), _numeric(contract, told), nested=nested)
    return Parameter(name, required, _validator(contract, schema.get("contentSchema", told)), holds_json=True)


def _numeric(contract: Document, schema: Any, depth: int = 4) -> bool:
    """Whether the schema wants a number or a yes or no anywhere that a query can reach."""
    if depth == 0 or not isinstance(schema, Mapping):
        return False
    whole = _resolved(contract, schema)
    kinds = whole.get("type", ())
    named = {kinds} if isinstance(kinds, str) else set(kinds)
    parts = [whole.get("items"), whole.get("additionalProperties"), *whole.get("properties", {}).values()]
    parts += [one for way in ("oneOf", "anyOf", "allOf") for one in whole.get(way, ())]
    return bool(named & {"integer", "number", "boolean"}) or any(
        _numeric(contract, one, depth - 1) for one in parts
    )


def _validator(contract: Document, schema: Document) -> jsonschema_rs.Validator:
    """A validator of the schema with the components it needs; all of them would cost each of many a while."""
    components: dict[str, dict[str, Any]] = {}
    open_ = [schema]
    while open_:
        for kind, name in _references(open_.pop()):
            held = components.setdefault(kind, {})
            if name not in held:
                held[name] = contract["components"][kind][name]
                open_.append(held[name])
    return jsonschema_rs.validator_for({**schema, "components": components})


def _references(node: Any) -> Iterator[tuple[str, str]]:
    """Which components a piece of the document refers to."""
    if isinstance(node, dict):
        pointer = node.get("$ref")
        if isinstance(pointer, str) and pointer.startswith("#/components/"):
            kind, name = pointer.removeprefix("#/components/").split("/")[:2]
            yield kind, name
        node = list(node.values())
    if isinstance(node, list):
        for held in node:
            yield from _references(held)


def _resolved(contract: Document, node: Document) -> Document:
    """The node itself, or what its `$ref` into the same document points to."""
    if "$ref" not in node:
        return node
    found: Any = contract
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return _resolved(contract, found)
