"""The contract guard: tells of every call which operation it is and where it departs from the contract."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

Document = Mapping[str, Any]
LIST_INDEX = re.compile(r"\[\d*\]$")
METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a contract, ready to judge calls."""

    name: str
    method: str
    path: re.Pattern[str]
    parameters: Mapping[str, jsonschema_rs.Validator]
    body: jsonschema_rs.Validator | None
    answers: Mapping[str, jsonschema_rs.Validator | None]


class Guard:
    """Judges calls by one OpenAPI 3.1 document."""

    def __init__(self, contract: Document) -> None:
        self._operations = [
            _operation(contract, path, method, item, item[method])
            for path, item in contract.get("paths", {}).items()
            for method in METHODS
            if method in item
        ]
        # Literal paths before templates: /reference/statuses is no {code}.
        self._operations.sort(key=lambda operation: operation.path.pattern.count("[^/]+"))

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation this call is, or None when the contract knows no such call."""
        for operation in self._operations:
            if operation.method == method and operation.path.fullmatch(path):
                return operation
        return None


def request_violations(
    operation: Operation, query: Iterable[tuple[str, str]], body: object = None
) -> tuple[str, ...]:
    """Where a request departs from the contract: known parameters by their schema, and the body."""
    sent: dict[str, list[str]] = {}
    for name, value in query:
        sent.setdefault(LIST_INDEX.sub("[]", name), []).append(value)
    found = [
        _told(f"query {name}", error)
        for name, values in sent.items()
        if name in operation.parameters
        for error in _errors(operation.parameters[name], values if name.endswith("[]") else values[-1])
    ]
    if operation.body is not None and body is not None:
        found += [_told("body", error) for error in operation.body.iter_errors(body)]
    return tuple(found)


def answer_violations(operation: Operation, status: int, media_type: str, body: bytes) -> tuple[str, ...]:
    """Where an answer departs from the contract: its status, and its body if the contract has a schema."""
    if str(status) not in operation.answers:
        return (f"status {status} is not in the contract",)
    validator = operation.answers[str(status)]
    if validator is None:
        return ()
    if "json" not in media_type:
        return (f"media type {media_type or 'none'} is not in the contract",)
    try:
        document = json.loads(body)
    except ValueError:
        return ("the body is not JSON",)
    return tuple(_told("answer", error) for error in validator.iter_errors(document))


def _told(where: str, error: jsonschema_rs.ValidationError) -> str:
    # The schema's side of the error only: the instance may hold people's data.
    path = "/".join(str(step) for step in error.instance_path)
    rule = "/".join(str(step) for step in error.schema_path)
    return f"{where} at /{path}: breaks {rule}"


def _errors(validator: jsonschema_rs.Validator, sent: str | list[str]) -> list[jsonschema_rs.ValidationError]:
    """The errors of a query value. A query has only text, so digits may be a number as well."""
    read: object = [_number(value) for value in sent] if isinstance(sent, list) else _number(sent)
    return [] if validator.is_valid(sent) else list(validator.iter_errors(read))


def _number(text: str) -> int | str:
    return int(text) if re.fullmatch(r"-?\d{1,18}", text, re.ASCII) else text


def _operation(contract: Document, path: str, method: str, item: Document, told: Document) -> Operation:
    parameters = [
        _resolved(contract, one) for one in (*item.get("parameters", ()), *told.get("parameters", ()))
    ]
    return Operation(
        name=told.get("operationId", f"{method} {path}"),
        method=method.upper(),
        path=re.compile(re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(path))),
        parameters={
            one["name"]: _validator(contract, one["schema"]) for one in parameters if one["in"] == "query"
        },
        body=_json_validator(contract, _resolved(contract, told.get("requestBody", {}))),
        answers={
            str(status): _json_validator(contract, _resolved(contract, answer))
            for status, answer in told.get("responses", {}).items()
        },
    )


def _json_validator(contract: Document, holder: Document) -> jsonschema_rs.Validator | None:
    for media_type, content in holder.get("content", {}).items():
        if "json" in media_type and "schema" in content:
            return _validator(contract, content["schema"])
    return None


def _validator(contract: Document, schema: Document) -> jsonschema_rs.Validator:
    bundled = {**schema, "components": contract.get("components", {})}
    return jsonschema_rs.validator_for(bundled)


def _resolved(contract: Document, node: Document) -> Document:
    """The node itself, or what its `$ref` into the same document points to."""
    if "$ref" not in node:
        return node
    found: Any = contract
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step.replace("~1", "/").replace("~0", "~")]
    return _resolved(contract, found)
