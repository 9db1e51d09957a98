"""Words of a verdict: places and rules, never a value and never a name that a caller made up."""

from collections.abc import Iterable

import jsonschema_rs


def errors(
    where: str, check: jsonschema_rs.Validator, document: object, words: frozenset[str]
) -> tuple[str, ...]:
    """Where the document breaks its schema."""
    return tuple(_told(where, error, words) for error in check.iter_errors(document))


def _told(where: str, error: jsonschema_rs.ValidationError, words: frozenset[str]) -> str:
    # The schema's side of the error only: the instance may hold people's data.
    path = "/".join(_step(step, words) for step in error.instance_path)
    return f"{where} at /{path}: breaks {'/'.join(_rule(error.schema_path))}"


def _step(step: str | int, words: frozenset[str]) -> str:
    return str(step) if isinstance(step, int) or step in words else "…"


def _rule(path: Iterable[str | int]) -> list[str]:
    return [str(step) for step in path]
