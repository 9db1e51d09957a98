"""A script as a file holds it: one JSON object a line."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from tests.machine.steps import KINDS, Address, Step


class ScriptError(ValueError):
    """A line is no step; the message tells which, and what would be one."""


def write(script: Iterable[Step]) -> str:
    """The script as a file holds it."""
    told = ({"do": type(step).__name__, **asdict(step)} for step in script)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told)


def read(text: str) -> list[Step]:
    """The script that a file holds; raises ScriptError."""
    lines = enumerate(text.splitlines(), 1)
    return [_read(line, number) for number, line in lines if line.strip()]


def _read(line: str, number: int) -> Step:
    try:
        told = json.loads(line)
        kind = KINDS[told.pop("do")]
        step: Step = kind(**{name: _value(value) for name, value in told.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        known = "; ".join(_shape(kind) for kind in KINDS.values())
        raise ScriptError(f"line {number} is no step ({error}); there are: {known}") from error
    return step


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return Address(**value)
    return tuple(map(_value, value)) if isinstance(value, list) else value


def _shape(kind: type[Any]) -> str:
    return " ".join((kind.__name__, *(field.name for field in fields(kind))))
