"""One call, and what it shows of its operation: parameters, the body that was sent, the answer."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from tests.contract_coverage.operations import Operation
from tests.contract_coverage.schemas import Event, Json, Schemas

ASKED = "asked"
FORM = "application/x-www-form-urlencoded"
_INDEX = re.compile(r"\[\d*\]$")
_YES_NO = {"true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call as it came and as it was answered; media types without their parameters."""

    method: str
    path: str
    status: int
    query: str = ""
    sent_type: str = ""
    sent: bytes = b""
    answer_type: str = ""
    answer: bytes = b""

    def __repr__(self) -> str:
        return f"<{self.method}, answered {self.status}>"


def possible(schemas: Schemas, operation: Operation) -> dict[str, list[Event]]:
    """All that calls of an operation can show: asked, and answered by each status."""
    asked: list[Event] = []
    for row, told in operation.parameters:
        asked += [(row, "sent"), *schemas.possible(_schema(told), row)]
    for row, content in operation.contents.values():
        for below, schema in _pieces(schemas, row, content):
            asked += [(below, "sent")] if below != row else []
            asked += schemas.possible(schema, below)
    answers = {
        status: [event for row, schema in contents.values() for event in schemas.possible(schema, row)]
        for status, contents in operation.answers.items()
    }
    return {ASKED: list(dict.fromkeys(asked)), **answers}


def asked(schemas: Schemas, operation: Operation, call: Exchange) -> set[Event]:
    """What the request shows."""
    shown: set[Event] = set()
    matched = operation.path.fullmatch(call.path)
    in_path = {"path"} if matched and "{" in operation.template else set()
    query = _listed(call.query)
    for row, told in operation.parameters:
        values = _values(told["name"], query)
        if told["in"] in in_path or values:
            shown |= {(row, "sent"), *_of_texts(schemas, _schema(told), row, values)}
    return shown | _of_body(schemas, operation, call)


def answered(schemas: Schemas, operation: Operation, call: Exchange) -> set[Event]:
    """What the answer shows."""
    row, schema = operation.answers.get(str(call.status), {}).get(call.answer_type, ("", None))
    if schema is None:
        return set()
    try:
        value = json.loads(call.answer) if "json" in call.answer_type else call.answer.decode()
    except ValueError:
        return set()
    return schemas.shown(schema, row, value)


def _of_body(schemas: Schemas, operation: Operation, call: Exchange) -> set[Event]:
    row, content = operation.contents.get(call.sent_type, ("", {}))
    if not row:
        return set()
    try:
        if call.sent_type == FORM:
            return set(_of_form(schemas, row, content, call.sent.decode()))
        return schemas.shown(content.get("schema", {}), row, json.loads(call.sent))
    except ValueError:
        return set()


def _of_form(schemas: Schemas, row: str, content: Json, text: str) -> Iterator[Event]:
    sent = _listed(text)
    for below, schema in _pieces(schemas, row, content):
        values = _values(below.rpartition("/properties/")[2], sent)
        if not values:
            continue
        yield below, "sent"
        if _holds_json(schemas, content, below):
            yield from schemas.shown(schema, below, json.loads(values[0]))
        else:
            yield from _of_texts(schemas, schema, below, values)


def _pieces(schemas: Schemas, row: str, content: Json) -> Iterator[tuple[str, Json]]:
    """The rows of a body: itself, or each field of a form, with the schema of what it holds."""
    whole = schemas.target(content.get("schema", {}))
    if FORM not in row or "properties" not in whole:
        yield row, content.get("schema", {})
        return
    at = content["schema"].get("$ref", row)
    for name, told in whole["properties"].items():
        yield f"{at}/properties/{name}", schemas.target(told).get("contentSchema", told)


def _holds_json(schemas: Schemas, content: Json, below: str) -> bool:
    name = below.rpartition("/properties/")[2]
    told = schemas.target(schemas.target(content["schema"]).get("properties", {}).get(name, {}))
    announced = content.get("encoding", {}).get(name, {}).get("contentType", told.get("contentMediaType", ""))
    return "json" in announced


def _schema(parameter: Json) -> Json:
    held: Json = next(iter(parameter.get("content", {}).values()), parameter)
    schema: Json = held.get("schema", {})
    return schema


def _listed(text: str) -> dict[str, list[str]]:
    """The values of each name; the index of a list's element is left out."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(_INDEX.sub("[]", name), []).append(value)
    return found


def _values(name: str, sent: Mapping[str, list[str]]) -> list[str]:
    """The values sent under a name, or under names that step into it: `filter[customFields][size]`."""
    if name in sent:
        return sent[name]
    return [value for other, values in sent.items() if other.startswith(f"{name}[") for value in values]


def _of_texts(schemas: Schemas, schema: Json, row: str, values: list[str]) -> set[Event]:
    whole = schemas.target(schema)
    if whole.get("type") == "array":
        items = schemas.target(whole.get("items", {}))
        return schemas.shown(schema, row, [_read(items, one) for one in values])
    return schemas.shown(schema, row, _read(whole, values[0])) if len(values) == 1 else set()


def _read(schema: Json, text: str) -> Any:
    """The value a query's text spells, as the schema wants it."""
    kind = schema.get("type")
    try:
        if kind in ("integer", "number"):
            return json.loads(text)
        return _YES_NO.get(text, text) if kind == "boolean" else text
    except ValueError:
        return text
