"""Walks over an OpenAPI document: its properties and parameters, references, operations and examples."""

from collections.abc import Iterator
from typing import Any

import contracts
from contracts.certainty import CERTAINTIES, DATA, children, sourced

Found = tuple[str, dict[str, Any]]


def unsourced(document: dict[str, Any]) -> list[str]:
    """List the paths whose certainty is not one of the five, or whose source is empty."""
    return [
        path
        for path, node in sourced(document)
        if node.get("x-certainty") not in CERTAINTIES or not str(node.get("x-source") or "").strip()
    ]


def references(node: Any) -> Iterator[str]:
    """Yield every `$ref`."""
    for key, sub in children(node):
        if key == "$ref":
            yield sub
        yield from references(sub)


def resolve(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference object to what it names; anything else is itself."""
    return resolve(document, contracts.follow(document, node["$ref"])) if "$ref" in node else node


def operations(name: str) -> Iterator[Found]:
    """Yield the operations of a contract, each with its verb and path."""
    for path, item in contracts.load(name)["paths"].items():
        for verb, operation in item.items():
            if isinstance(operation, dict) and "responses" in operation:
                yield f"{verb} {path}", operation


def answers(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield operation, status and resolved response."""
    for where, operation in operations(name):
        for status, response in operation["responses"].items():
            yield where, status, resolve(contracts.load(name), response)


def examples(
    node: Any, document: dict[str, Any], path: str = "#"
) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Yield every example that stands beside a schema: its path, that schema, the value."""
    if isinstance(node, dict) and "schema" in node:
        for name, example in node.get("examples", {}).items():
            yield f"{path}/{name}", node["schema"], resolve(document, example)["value"]
        if "example" in node:
            yield f"{path}/example", node["schema"], node["example"]
    for key, sub in children(node):
        if key not in DATA:
            yield from examples(sub, document, f"{path}/{key}")
