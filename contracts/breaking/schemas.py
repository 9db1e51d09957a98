"""Schemas as the comparison reads them: references followed, `allOf` joined, unions taken apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from contracts import follow

Node = Mapping[str, Any]

_TIGHTER = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"), max),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"), min),
}
ANNOTATIONS = frozenset({
    "title", "description", "default", "deprecated", "example", "examples", "readOnly", "writeOnly", "xml",
    "externalDocs", "$comment",
})  # fmt: skip
"""Keywords that say something and forbid nothing."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema and the document in which its references point."""

    document: Node
    node: Node

    def at(self, node: Node | bool | None) -> "Schema":
        """Take a schema below this one; an absent one takes everything, `false` nothing."""
        if isinstance(node, bool) or node is None:
            return Schema(self.document, {"not": {}} if node is False else {})
        return Schema(self.document, node)

    def flat(self) -> "Schema":
        """Follow the reference and join `allOf`, so that every keyword stands in one place.

        Raises:
            ValueError: two parts of an `allOf` can't be joined.
        """
        own: Node = {
            key: value
            for key, value in self.node.items()
            if key not in ANNOTATIONS | {"$ref", "allOf"} and not key.startswith("x-")
        }
        parts = [self.at(part).flat().node for part in self.node.get("allOf", ())]
        if "$ref" in self.node:
            parts.append(self.at(follow(self.document, self.node["$ref"])).flat().node)
        return self.at(reduce(_joined, parts, own))

    def alternatives(self) -> list["Schema"]:
        """The schemas of which a value must fit one; `oneOf` is read as `anyOf`."""
        flat = self.flat()
        union = next((word for word in ("anyOf", "oneOf") if word in flat.node), None)
        if union is None:
            return [flat]
        rest = {key: value for key, value in flat.node.items() if key != union}
        return [
            one
            for part in flat.node[union]
            for one in self.at(_joined(rest, self.at(part).flat().node)).alternatives()
        ]


def _joined(one: Node, other: Node) -> Node:
    if _closed(one, other) or _closed(other, one):
        raise ValueError("an allOf with additionalProperties in one part and properties in another")
    return {key: _both(key, one, other) for key in dict.fromkeys([*one, *other])}


def _closed(one: Node, other: Node) -> bool:
    return "additionalProperties" in one and bool(
        other.get("properties", {}).keys() - one.get("properties", {})
    )


def _both(key: str, one: Node, other: Node) -> Any:
    if key not in one or key not in other or one[key] == other[key]:
        return one.get(key, other.get(key))
    mine, theirs = one[key], other[key]
    if key in _TIGHTER:
        return _TIGHTER[key](mine, theirs)
    if key in {"items", "propertyNames"}:
        return {"allOf": [mine, theirs]}
    if key == "required":
        return [*dict.fromkeys([*mine, *theirs])]
    if key == "properties":
        return {name: _joint(name, mine, theirs) for name in dict.fromkeys([*mine, *theirs])}
    if key in {"enum", "type"}:
        return [value for value in listed(mine) if value in listed(theirs)]
    raise ValueError(f"an allOf with two different {key}: {mine!r} and {theirs!r}")


def _joint(name: str, mine: Node, theirs: Node) -> Any:
    there = [side[name] for side in (mine, theirs) if name in side]
    return there[0] if len(there) == 1 else {"allOf": there}


def listed(value: Any) -> list[Any]:
    """What may stand alone or in a list."""
    return list(value) if isinstance(value, list) else [value]


def property_names(*schemas: Schema) -> Iterator[str]:
    """Yield the names of the properties of all of them, each once."""
    yield from dict.fromkeys(name for schema in schemas for name in schema.node.get("properties", {}))
