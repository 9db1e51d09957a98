"""Wrong types: valid JSON in which some values are of another type than promised."""

import json
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from simulators.kit.faults.answer import Answer, Kind
from simulators.kit.faults.settings import Settings


def read(settings: Settings) -> Kind:
    """`share` of the values that change, 0.01 to 1; a third unless said. At least one does."""
    share = settings.number("share", 0.01, 1, 1 / 3)

    def effect(answer: Answer, chance: Random, _now: datetime) -> Answer:
        try:
            held = json.loads(answer.body)
        except ValueError:
            return answer
        turned = _turned(held, chance, share)
        return replace(answer, body=json.dumps(_other(held) if turned == held else turned).encode())

    return Kind(effect)


def _turned(value: Any, chance: Random, share: float) -> Any:
    if isinstance(value, dict) and value:
        return {name: _turned(held, chance, share) for name, held in value.items()}
    if isinstance(value, list) and value:
        return [_turned(held, chance, share) for held in value]
    return _other(value) if chance.random() < share else value


def _other(value: Any) -> Any:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return len(value)
        case list():
            return {}
        case dict():
            return []
        case _:
            return "null"
