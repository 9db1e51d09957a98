"""What one schema takes and another refuses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import ne
from typing import Any

import jsonschema_rs

from contracts.breaking.schemas import Schema, listed, property_names

_EVERY_TYPE = ["null", "boolean", "object", "array", "number", "string"]


def _more(old: int | None, new: int) -> bool:
    return new > (old or 0)


def _less(old: int | None, new: int) -> bool:
    return old is None or new < old


# For each type: its keywords, and whether one narrows from its old value (None: there was none) to a new one.
_RULES: dict[str, dict[str, Callable[[Any, Any], bool]]] = {
    "string": {"minLength": _more, "maxLength": _less, "pattern": ne, "format": ne},
    "array": {"minItems": _more, "maxItems": _less, "uniqueItems": _more},
    "object": {"minProperties": _more, "maxProperties": _less},
}
_COMPARED = frozenset({
    "type", "enum", "const", "anyOf", "oneOf", "not",
    "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
    "minLength", "maxLength", "pattern", "format",
    "items", "minItems", "maxItems", "uniqueItems",
    "properties", "required", "additionalProperties", "propertyNames", "minProperties", "maxProperties",
})  # fmt: skip
NOTHING: dict[str, Any] = {"not": {}}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A keyword by which something is refused that was taken, and its two values."""

    keyword: str
    where: str
    wide: Any = None
    narrow: Any = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two schemas are compared; backwards for answers, where the wide schema is the new one.

    Readers of answers pass over properties they don't know, so one more is no break; but they miss those that
    are gone, required or not.
    """

    backwards: bool = False

    def narrowings(
        self, wide: Schema, narrow: Schema, where: str = "", seen: frozenset[tuple[str, str]] = frozenset()
    ) -> Iterator[Narrowing]:
        """Yield what `narrow` refuses of what `wide` takes; nothing means that it takes all of it.

        Raises:
            ValueError: a schema joins what can't be joined.
        """
        pair = (str(wide.node.get("$ref", "")), str(narrow.node.get("$ref", "")))
        if all(pair):
            if pair in seen:
                return  # a schema that holds itself is judged where it was met first
            seen |= {pair}
        choices = narrow.alternatives()
        for one in wide.alternatives():
            found = [list(self._plain(one, choice, where, seen)) for choice in choices]
            yield from min(found, key=len, default=[Narrowing("enum", where)])

    def _plain(
        self, wide: Schema, narrow: Schema, where: str, seen: frozenset[tuple[str, str]]
    ) -> Iterator[Narrowing]:
        """Compare two schemas without unions."""
        if wide.node == NOTHING or narrow.node == {}:
            return
        if narrow.node == NOTHING:
            yield Narrowing("type", where, "something", "nothing")
            return
        yield from _incomparable(wide, narrow, where)
        if (values := _finite(wide)) is not None:
            yield from _refused(values, narrow, where)
            return
        if {"enum", "const"} & narrow.node.keys():
            yield Narrowing("enum", where, "any", _values(narrow))
        yield from _fewer_types(wide, narrow, where)
        for kind in _shared(wide, narrow):
            yield from _bounds(kind, wide, narrow, where)
            if kind == "array":
                mine, theirs = (one.at(one.node.get("items")) for one in (wide, narrow))
                yield from self.narrowings(mine, theirs, f"{where}/items", seen)
            if kind == "object":
                yield from self._objects(wide, narrow, where, seen)

    def _objects(
        self, wide: Schema, narrow: Schema, where: str, seen: frozenset[tuple[str, str]]
    ) -> Iterator[Narrowing]:
        needed = [
            name for name in narrow.node.get("required", ()) if name not in wide.node.get("required", ())
        ]
        if needed:
            yield Narrowing("required", where, wide.node.get("required", []), narrow.node["required"])
        mine, theirs = (one.at(one.node.get("propertyNames", {"type": "string"})) for one in (wide, narrow))
        yield from self.narrowings(mine, theirs, f"{where}/propertyNames", seen)
        for name in property_names(wide, narrow):
            yield from self._property(name, wide, narrow, f"{where}/{name}", seen)
        yield from self._others(wide, narrow, f"{where}/*", seen)

    def _property(
        self, name: str, wide: Schema, narrow: Schema, where: str, seen: frozenset[tuple[str, str]]
    ) -> Iterator[Narrowing]:
        mine, theirs = (one.node.get("properties", {}).get(name) for one in (wide, narrow))
        if mine is not None and theirs is not None:
            yield from self.narrowings(wide.at(mine), narrow.at(theirs), where, seen)
        elif theirs is not None:
            if self.backwards:
                yield Narrowing("properties", where, "gone", "there")
        elif narrow.node.get("additionalProperties", True) is False:
            if not self.backwards:
                yield Narrowing("properties", where, "there", "gone")
        else:
            others = narrow.at(narrow.node.get("additionalProperties"))
            yield from self.narrowings(wide.at(mine), others, where, seen)

    def _others(
        self, wide: Schema, narrow: Schema, where: str, seen: frozenset[tuple[str, str]]
    ) -> Iterator[Narrowing]:
        mine, theirs = (one.node.get("additionalProperties", True) for one in (wide, narrow))
        if mine is False or theirs is True:
            return
        if theirs is False:
            if not self.backwards:
                yield Narrowing("additionalProperties", where, mine, theirs)
            return
        yield from self.narrowings(wide.at(mine), narrow.at(theirs), where, seen)


def _incomparable(wide: Schema, narrow: Schema, where: str) -> Iterator[Narrowing]:
    for keyword in sorted((wide.node.keys() | narrow.node.keys()) - _COMPARED | {"not"}):
        mine, theirs = wide.node.get(keyword), narrow.node.get(keyword)
        if mine != theirs:
            yield Narrowing("keyword", where, {keyword: mine}, {keyword: theirs})


def _finite(schema: Schema) -> list[Any] | None:
    """Return the values that a schema takes, where they can be listed."""
    if (values := _values(schema)) is not None:
        return [value for value in values if _takes(schema, value)]
    kinds = _types(schema)
    if kinds and set(kinds) <= {"null", "boolean"}:
        return [value for kind in kinds for value in ([None] if kind == "null" else [True, False])]
    return None


def _values(schema: Schema) -> list[Any] | None:
    if "const" in schema.node:
        return [schema.node["const"]]
    return list(schema.node["enum"]) if "enum" in schema.node else None


def _takes(schema: Schema, value: Any) -> bool:
    components = {"components": schema.document.get("components", {})}
    return jsonschema_rs.Draft202012Validator({**schema.node, **components}).is_valid(value)


def _refused(values: list[Any], narrow: Schema, where: str) -> Iterator[Narrowing]:
    refused = [value for value in values if not _takes(narrow, value)]
    if None in refused:
        yield Narrowing("null", where, "allowed", "refused")
    rest = [value for value in refused if value is not None]
    if rest:
        yield Narrowing("enum", where, values, [value for value in values if value not in refused])


def _types(schema: Schema) -> list[str]:
    return listed(schema.node.get("type", _EVERY_TYPE))


def _fewer_types(wide: Schema, narrow: Schema, where: str) -> Iterator[Narrowing]:
    taken = _types(narrow)
    gone = [kind for kind in _types(wide) if not _covered(kind, taken)]
    if "null" in gone:
        yield Narrowing("null", where, "allowed", "refused")
    if set(gone) - {"null"}:
        yield Narrowing("type", where, _types(wide), taken)


def _covered(kind: str, taken: list[str]) -> bool:
    return kind in taken or (kind == "integer" and "number" in taken)


def _shared(wide: Schema, narrow: Schema) -> list[str]:
    return [kind for kind in _types(wide) if _covered(kind, _types(narrow))]


def _bounds(kind: str, wide: Schema, narrow: Schema, where: str) -> Iterator[Narrowing]:
    mine, theirs = wide.node, narrow.node
    for word, narrows in _RULES.get(kind, {}).items():
        if word in theirs and narrows(mine.get(word), theirs[word]):
            yield Narrowing(word, where, mine.get(word), theirs[word])
    if kind in {"number", "integer"}:
        yield from _numbers(wide, narrow, where)


def _numbers(wide: Schema, narrow: Schema, where: str) -> Iterator[Narrowing]:
    if _least(narrow) > _least(wide):
        yield Narrowing("minimum", where, _least(wide)[0], _least(narrow)[0])
    if _most(narrow) < _most(wide):
        yield Narrowing("maximum", where, _most(wide)[0], _most(narrow)[0])
    step, old = narrow.node.get("multipleOf"), wide.node.get("multipleOf")
    if step and (not old or old % step):
        yield Narrowing("multipleOf", where, old, step)


def _least(schema: Schema) -> tuple[float, bool]:
    """The lower bound, and whether it is itself left out."""
    node, none = schema.node, float("-inf")
    return max((node.get("minimum", none), False), (node.get("exclusiveMinimum", none), True))


def _most(schema: Schema) -> tuple[float, bool]:
    """The upper bound, and whether it is itself allowed."""
    node, none = schema.node, float("inf")
    return min((node.get("maximum", none), True), (node.get("exclusiveMaximum", none), False))
