"""On which parts of RetailCRM's contract the service relies."""

from collections.abc import Iterator
from typing import Any

import contracts
from contracts import follow
from service.adapters import retailcrm_wire as wire
from service.core.model import Kind, Question, Search
from tests.certainty.complete import complete

_JSON = "application/json"


def relied() -> set[str]:
    """The paths of the properties that are read and the parameters that are sent, whatever is asked."""
    seen: set[str] = set()
    for question in _questions():
        path, sent = wire.request_for(question, 1)
        seen.update(_parameters(path, sent))
        data = _answer(path, seen)
        wire.reply(question, data)
        wire.pages(question, data)
    return seen


def _questions() -> Iterator[Question]:
    for search in Search:
        if search is Search.REFERENCES:
            yield from (Question(search, kind.value) for kind in Kind)
        elif search is not Search.CARDS_SEEN:  # that is never asked
            yield Question(search, "1")


def _operation(path: str) -> tuple[str, dict[str, Any]]:
    place = f"#/paths/{path}/get"
    return place, contracts.load("retailcrm")["paths"][path]["get"]


def _answer(path: str, seen: set[str]) -> Any:
    document = contracts.load("retailcrm")
    place, operation = _operation(path)
    response = operation["responses"]["200"]
    place = response.get("$ref", f"{place}/responses/200")
    schema = (follow(document, response["$ref"]) if "$ref" in response else response)["content"][_JSON][
        "schema"
    ]
    return complete(document, schema, f"{place}/content/{_JSON}/schema", seen)


def _parameters(path: str, sent: dict[str, str]) -> Iterator[str]:
    document = contracts.load("retailcrm")
    place, operation = _operation(path)
    for number, parameter in enumerate(operation.get("parameters", ())):
        named = follow(document, parameter["$ref"]) if "$ref" in parameter else parameter
        if named["name"] in sent:
            yield parameter.get("$ref", f"{place}/parameters/{number}")
