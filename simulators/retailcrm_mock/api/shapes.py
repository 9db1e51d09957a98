"""The shapes entities are written in, as the contract gives them: one source for what is let in."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import jsonschema_rs

import contracts
from simulators.retailcrm_mock.api.errors import BAD_ENTITY, BLANK, INVALID, NO_CHOICE, Refusal

MOST_ERRORS = 50


def too_few(least: int) -> str:
    """Symfony's words for a list that is too short."""
    return f"This collection should contain {least} elements or more."


class Shape:
    """A schema of the contract, by the name it has there."""

    def __init__(self, component: str) -> None:
        self._schema = contracts.schema("retailcrm", component)
        self._validator = jsonschema_rs.validator_for(self._schema)

    def read(self, value: Any) -> Any:
        """The value without the properties that the shape does not know.

        Raises:
            Refusal: it breaks the shape; `errors` has a text for each place, such as `items[0].offer.id`.
        """
        value = self._without_empty_maps(value, self._schema)
        wrong = self.errors(value)
        if wrong:
            raise Refusal(400, BAD_ENTITY, wrong)
        return self.known(value)

    def errors(self, value: Any) -> dict[str, str]:
        """What is wrong, by the place where."""
        found: dict[str, str] = {}
        for error in self._validator.iter_errors(value):
            place, text = self._told(error)
            found.setdefault(place, text)
            if len(found) == MOST_ERRORS:
                break
        return found

    def known(self, value: Any) -> Any:
        """The value, pruned."""
        return self._pruned(value, self._schema)

    def _told(self, error: jsonschema_rs.ValidationError) -> tuple[str, str]:
        """The place of an error and RetailCRM's words for it: those of Symfony's forms."""
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path]
        place = "".join(steps).lstrip(".")
        rule = error.kind.as_dict()
        match error.kind.name:
            case "required":
                return f"{place}.{rule['property']}".lstrip("."), BLANK
            case "minItems":
                return place, too_few(rule["limit"])
            case "maxItems":
                return place, f"This collection should contain {rule['limit']} elements or less."
            case "anyOf" if names := self._one_of(error.schema_path):
                return place, f"Set one of the following fields: {', '.join(names)}"
        return place, NO_CHOICE if error.kind.name in ("enum", "constant") else INVALID

    def _one_of(self, path: Sequence[str | int]) -> list[str]:
        """The names of which the anyOf at this path wants at least one."""
        node: Any = self._schema
        for step in path:
            node = node[step]
        return [name for way in node for name in way.get("required", ())]

    def _without_empty_maps(self, value: Any, schema: dict[str, Any]) -> Any:
        """The value without each [] that stands for an object: so PHP writes an object that says nothing."""
        schema = self._resolved(schema)
        if isinstance(value, dict) and "properties" in schema:
            known = {name: self._resolved(one) for name, one in schema["properties"].items()}
            return {
                name: self._without_empty_maps(one, known.get(name, {}))
                for name, one in value.items()
                if one != [] or known.get(name, {}).get("type") != "object"
            }
        if isinstance(value, list) and "items" in schema:
            return [self._without_empty_maps(one, schema["items"]) for one in value]
        return value

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self._schema["$defs"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _pruned(self, value: Any, schema: dict[str, Any]) -> Any:
        schema = self._resolved(schema)
        if isinstance(value, dict) and "properties" in schema:
            known = schema["properties"]
            return {name: self._pruned(one, known[name]) for name, one in value.items() if name in known}
        if isinstance(value, list) and "items" in schema:
            return [self._pruned(one, schema["items"]) for one in value]
        return value


@cache
def shape(component: str) -> Shape:
    """The shape, made once."""
    return Shape(component)
