"""What a value shows of its schema: which properties are there, and which of their keywords were at work.

A *row* is a property, a parameter or a body, by the path to it in the contract (as in `contracts.certainty`).
An *event* is a row with one thing that a value can show of it:

| event | a value shows it when |
| --- | --- |
| `present`, `absent` | the object has the property, or has it not though it may |
| `null`, `string`, … | it is of this one of several types |
| `= "new"` | it is this one of an enum |
| `true`, `false` | it is |
| `0 items`, `1 item`, `2+ items` | the list is so long, where it may be |
| `no entries`, `entries` | the map has none, or some |
| `at minimum`, `at maxLength`, … | it stands at the bound |
| `anyOf ClientData` | it fits this branch, as the first of them |

What is said of a list's items begins with `each`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import orjson

from contracts import follow

Json = dict[str, Any]
Event = tuple[str, str]
Shows = Callable[[Any], bool]
UNIONS = ("anyOf", "oneOf")
MOST_ITEMS = 10
"""Of a longer list the first ones are looked at."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a schema: the row it belongs to, the path to it, and what its events begin with."""

    row: str
    at: str
    each: str = ""

    def down(self, at: str, each: str = "") -> "Spot":
        """The place further down that belongs to the same row."""
        return Spot(self.row, at, self.each + each)

    def event(self, word: str) -> Event:
        """What can be shown here."""
        return self.row, self.each + word


class Schemas:
    """Walks the schemas of one contract, by themselves or along a value."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._keywords: dict[str, dict[str, Shows]] = {}
        self._checks: dict[str, jsonschema_rs.Validator] = {}

    def possible(self, schema: Json, row: str) -> list[Event]:
        """All that values of this schema can show, each event once, in the contract's order."""
        return list(dict.fromkeys(self._possible(schema, Spot(row, row), set())))

    def shown(self, schema: Json, row: str, value: Any) -> set[Event]:
        """What this value shows."""
        return set(self._shown(schema, Spot(row, row), value))

    def _possible(self, schema: Json, spot: Spot, walked: set[tuple[str, str]]) -> Iterator[Event]:
        if (spot.row, spot.at) in walked:
            return
        walked.add((spot.row, spot.at))
        if "$ref" in schema:
            yield from self._possible(self.target(schema), spot.down(schema["$ref"]), walked)
            return
        yield from (spot.event(word) for word in self._own(schema, spot.at))
        for word, branch, at in _branches(schema, spot.at):
            yield from [spot.event(word)] if word else []
            yield from self._possible(branch, spot.down(at), walked)
        for name, below, row in _properties(schema, spot.at):
            yield row, "present"
            yield from [(row, "absent")] if _optional(schema, name) else []
            yield from self._possible(below, Spot(row, row), walked)
        if isinstance(schema.get("items"), dict):
            yield from self._possible(schema["items"], spot.down(f"{spot.at}/items", "each "), walked)

    def _shown(self, schema: Json, spot: Spot, value: Any) -> Iterator[Event]:
        if "$ref" in schema:
            yield from self._shown(self.target(schema), spot.down(schema["$ref"]), value)
            return
        yield from (spot.event(word) for word, shows in self._own(schema, spot.at).items() if shows(value))
        yield from self._of_branches(schema, spot, value)
        if isinstance(value, dict):
            yield from self._of_properties(schema, spot, value)
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            below = spot.down(f"{spot.at}/items", "each ")
            for item in value[:MOST_ITEMS]:
                yield from self._shown(schema["items"], below, item)

    def _of_branches(self, schema: Json, spot: Spot, value: Any) -> Iterator[Event]:
        chosen = False
        for word, branch, at in _branches(schema, spot.at):
            if word and (chosen or not self._fits(branch, at, value)):
                continue
            chosen = bool(word)
            yield from [spot.event(word)] if word else []
            yield from self._shown(branch, spot.down(at), value)

    def _of_properties(self, schema: Json, spot: Spot, value: Json) -> Iterator[Event]:
        for name, below, row in _properties(schema, spot.at):
            held = _others(schema, value) if name is None else [value[name]] if name in value else []
            yield from [(row, "present")] if held else [(row, "absent")] if _optional(schema, name) else []
            for one in held:
                yield from self._shown(below, Spot(row, row), one)

    def _own(self, schema: Json, at: str) -> dict[str, Shows]:
        if at not in self._keywords:
            self._keywords[at] = keywords(schema)
        return self._keywords[at]

    def _fits(self, branch: Json, at: str, value: Any) -> bool:
        if at not in self._checks:
            whole = {**branch, "components": self._document.get("components", {})}
            self._checks[at] = jsonschema_rs.validator_for(whole)
        return self._checks[at].is_valid(value)

    def target(self, node: Json) -> Json:
        """The node, or what it refers to."""
        return self.target(follow(self._document, node["$ref"])) if "$ref" in node else node


def keywords(schema: Json) -> dict[str, Shows]:
    """What the keywords of this schema itself let a value show, and how to tell."""
    kinds = _kinds(schema)
    found: dict[str, Shows] = {}
    if len(kinds) > 1:
        found |= {kind: _is_of(kind) for kind in kinds}
    if "enum" in schema:
        return found | {f"= {orjson.dumps(one).decode()}": _equals(one) for one in schema["enum"]}
    if "boolean" in kinds:
        found |= {"true": _equals(True), "false": _equals(False)}
    if "array" in kinds:
        found |= _lengths(schema)
    if "object" in kinds and "properties" not in schema and isinstance(_of_others(schema), dict):
        found |= {"no entries": lambda value: value == {}, "entries": lambda value: _sized(value, dict) > 0}
    return found | {f"at {bound}": _stands_at(bound, schema[bound]) for bound in _BOUNDS if bound in schema}


def _kinds(schema: Json) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _lengths(schema: Json) -> dict[str, Shows]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", 2)
    words: dict[str, tuple[bool, Shows]] = {
        "0 items": (least == 0, lambda value: value == []),
        "1 item": (least <= 1 <= most, lambda value: _sized(value, list) == 1),
        "2+ items": (most > 1, lambda value: _sized(value, list) > 1),
    }
    return {word: shows for word, (may, shows) in words.items() if may}


def _sized(value: Any, kind: type[list[Any]] | type[dict[str, Any]]) -> int:
    return len(value) if isinstance(value, kind) else 0


def _equals(wanted: Any) -> Shows:
    return lambda value: value == wanted and type(value) is type(wanted)


def _is_of(kind: str) -> Shows:
    types = _TYPES[kind]
    return lambda value: isinstance(value, types) and (kind == "boolean" or not isinstance(value, bool))


def _stands_at(bound: str, wanted: Any) -> Shows:
    if bound.endswith("Length"):
        return lambda value: isinstance(value, str) and len(value) == wanted
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value == wanted


_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")
_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}


def _branches(schema: Json, at: str) -> Iterator[tuple[str, Json, str]]:
    """Each part of a composed schema, its path, and what shows that it was chosen; in `allOf` nothing."""
    for number, part in enumerate(schema.get("allOf", ())):
        yield "", part, f"{at}/allOf/{number}"
    for union in UNIONS:
        for number, part in enumerate(schema.get(union, ())):
            name = part.get("$ref", "").rpartition("/")[2] or part.get("title") or _shortly(part, number)
            yield f"{union} {name}", part, f"{at}/{union}/{number}"


def _shortly(part: Json, number: int) -> str:
    return " or ".join(_kinds(part)) or str(number)


def _properties(schema: Json, at: str) -> Iterator[tuple[str | None, Json, str]]:
    """Each named property and, without a name, all others together: with its schema and its row."""
    for name, below in schema.get("properties", {}).items():
        yield name, below, f"{at}/properties/{name}"
    others = _of_others(schema)
    if isinstance(others, dict) and others:
        yield None, others, f"{at}/additionalProperties"


def _of_others(schema: Json) -> Any:
    return schema.get("additionalProperties")


def _others(schema: Json, value: Json) -> list[Any]:
    known = schema.get("properties", {})
    return [held for name, held in value.items() if name not in known]


def _optional(schema: Json, name: str | None) -> bool:
    return name is not None and name not in schema.get("required", ())
