"""What both sides promise, as OpenAPI 3.1 with provenance, and the loader that reads it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SUFFIX = ".openapi.yaml"
_COMPONENTS, _DEFS = "#/components/schemas/", "#/$defs/"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads ten times faster where it is built in


def names() -> list[str]:
    """Name the contracts of this package."""
    found = (entry.name for entry in files(__name__).iterdir())
    return sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX))


@cache
def load(name: str) -> dict[str, Any]:
    """Read a contract once; every caller gets the same document, so treat it as read-only.

    Raises:
        LookupError: no contract has this name; the message names those there are.
    """
    if name not in names():
        raise LookupError(f"no contract is called {name!r}; take one of {', '.join(names())}")
    document: dict[str, Any] = _Loader(files(__name__).joinpath(name + SUFFIX).read_bytes()).get_single_data()
    return document


@cache
def schema(name: str, component: str) -> dict[str, Any]:
    """Bundle one schema of a contract into a JSON Schema document that stands alone; treat it as read-only.

    Raises:
        LookupError: no such contract, or no schema of this name in it; the message names those there are.
    """
    known = load(name)["components"]["schemas"]
    if component not in known:
        raise LookupError(
            f"contract {name!r} has no schema {component!r}; take one of {', '.join(sorted(known))}"
        )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": _DEFS + component,
        "$defs": _pointing_to_defs(known),
    }


def follow(document: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """Return what a reference inside a document points at.

    Raises:
        KeyError: it points at nothing.
    """
    target: Any = document
    for step in reference.removeprefix("#/").split("/"):
        target = target[step.replace("~1", "/").replace("~0", "~")]
    return dict(target)


def _pointing_to_defs(node: Any) -> Any:
    """Copy a piece of schema, its references turned from OpenAPI's place to JSON Schema's."""
    match node:
        case dict():
            return {
                key: sub.replace(_COMPONENTS, _DEFS, 1) if key == "$ref" else _pointing_to_defs(sub)
                for key, sub in node.items()
            }
        case list():
            return [_pointing_to_defs(sub) for sub in node]
        case _:
            return node
