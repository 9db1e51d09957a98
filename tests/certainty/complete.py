"""Answers with every property of their schema, which remember what was read of them."""

from collections.abc import Iterator
from typing import Any

from contracts import follow


class Watched(dict[str, Any]):
    """A JSON object that notes the path of each property that is read, in a set of the whole answer."""

    def __init__(self, values: dict[str, tuple[str, Any]], seen: set[str]) -> None:
        super().__init__({name: value for name, (_, value) in values.items()})
        self._paths, self._seen = {name: path for name, (path, _) in values.items()}, seen

    def _note(self, name: object) -> None:
        if name in self._paths:
            self._seen.add(self._paths[str(name)])

    def __getitem__(self, name: str) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._note(name)
        return super().get(name, default)


def complete(document: dict[str, Any], schema: dict[str, Any], path: str, seen: set[str]) -> Any:
    """Make a value of a schema in which everything is there once; the first of several shapes is taken."""
    return _Maker(document, seen).value(schema, path, ())


class _Maker:
    def __init__(self, document: dict[str, Any], seen: set[str]) -> None:
        self._document, self._seen = document, seen

    def value(self, schema: dict[str, Any], path: str, above: tuple[str, ...]) -> Any:
        properties = dict(self._properties(schema, path, above))
        if properties:
            return Watched(properties, self._seen)
        schema, path, above = self._plain(schema, path, above)
        kinds = schema.get("type", "string")
        match kinds[0] if isinstance(kinds, list) else kinds:
            case "array":
                return [self.value(schema.get("items", {}), f"{path}/items", above)]
            case "object":
                others = schema.get("additionalProperties")
                return {"1": self.value(others, f"{path}/additionalProperties", above)} if others else {}
            case "boolean":
                return True
            case "integer" | "number":
                return 1
        return str(next(iter(schema.get("enum", schema.get("examples", ["1"])))))

    def _properties(
        self, schema: dict[str, Any], path: str, above: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[str, Any]]]:
        for number, part in enumerate(schema.get("allOf", ())):
            yield from self._properties(part, f"{path}/allOf/{number}", above)
        if "allOf" not in schema:
            schema, path, above = self._plain(schema, path, above)
        for name, below in schema.get("properties", {}).items():
            place = f"{path}/properties/{name}"
            if above.count(place) < 2:
                yield name, (place, self.value(below, place, (*above, place)))

    def _plain(
        self, schema: dict[str, Any], path: str, above: tuple[str, ...]
    ) -> tuple[dict[str, Any], str, tuple[str, ...]]:
        """Follow references and take the first of several shapes."""
        for union in ("anyOf", "oneOf"):
            if union in schema:
                return self._plain(schema[union][0], f"{path}/{union}/0", above)
        if "$ref" in schema:
            return self._plain(follow(self._document, schema["$ref"]), schema["$ref"], above)
        return schema, path, above
