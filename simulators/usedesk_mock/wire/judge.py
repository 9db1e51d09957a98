"""Holds a request against the contract, read as the dialect means it.

`UsedeskRequest` describes the usual dialect strictly. What another position changes is described as strictly:
numbers as strings must be digits, a list sent as null must have been empty, and so on.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema_rs

from simulators.kit.guard.reading import words as names_of
from simulators.usedesk_mock.dialects import Positions
from simulators.usedesk_mock.state.model import Block
from simulators.usedesk_mock.wire.card import LISTS
from simulators.usedesk_mock.wire.outgoing import Fields

Schema = dict[str, Any]
_NUMBERS = ("ticket_id", "client_id", "channel_id", "timeout")
_DIGITS = {"type": "string", "pattern": "^[0-9]+$"}
_TEXT = {"type": "string"}
_NOT_UNICODE = "no half of a surrogate pair"


@dataclass(frozen=True, slots=True)
class Departure:
    """A place in the request and the rule of the contract it breaks; values are people's data."""

    place: str
    rule: str

    def __str__(self) -> str:
        return f"at {self.place}: breaks {self.rule}"


class Judge:
    """Says where requests depart from the contract, the bundled JSON Schema `UsedeskRequest`.

    Attributes:
        named: the request's fields the contract names.
        words: every name it uses.
    """

    def __init__(self, contract: Mapping[str, Any]) -> None:
        self._contract = contract
        self.named = frozenset(contract["$defs"]["UsedeskRequest"]["properties"])
        self.words = names_of(contract)
        self._validator = lru_cache(maxsize=256)(self._make)

    def departures(self, fields: Fields, block: Block, dialect: Positions) -> tuple[Departure, ...]:
        """Where the fields depart; in no dialect should they."""
        overridden = self.named.intersection(one.key for one in block.parameters)
        taken = overridden if dialect["parameter-collision"] == "parameter-wins" else frozenset[str]()
        broken = self._validator(tuple(sorted(dialect.items())), taken).iter_errors(fields)
        found = tuple(
            Departure(f"/{'/'.join(map(str, error.instance_path))}", str(error.schema_path[-1]))
            for error in broken
        )
        return found if _is_unicode(fields) else (*found, Departure("/", _NOT_UNICODE))

    def _make(self, positions: tuple[tuple[str, str], ...], overridden: frozenset[str]) -> Any:
        return jsonschema_rs.validator_for(read_in(self._contract, dict(positions), overridden))


def read_in(contract: Mapping[str, Any], dialect: Positions, overridden: frozenset[str]) -> Schema:
    """The contract as the dialect means it, some fields being overridden by parameters of the block."""
    schema: Schema = deepcopy(dict(contract))
    request, card, channel = (
        schema["$defs"][name] for name in ("UsedeskRequest", "ClientData", "ChannelData")
    )
    fields = request["properties"]
    if dialect["numbers"] == "strings":
        fields.update(dict.fromkeys(_NUMBERS, _DIGITS))
        fields.update(dict.fromkeys(("contact", "from_id"), _TEXT))
        channel["properties"]["id"] = _or_null(_DIGITS)
    if dialect["phones"] == "strings":
        card["properties"]["phones"] = {"type": "array", "items": _TEXT}
    _read_empty(card, dialect["empty-lists"])
    if dialect["empty-client-data"] == "list":
        fields["client_data"] = {"anyOf": [fields["client_data"], {"type": "array", "maxItems": 0}]}
    fields.update(dict.fromkeys(overridden, _TEXT))
    return schema


def _read_empty(card: Schema, position: str) -> None:
    if position == "lists":
        return
    for name in LISTS:
        filled = {**card["properties"][name], "minItems": 1}
        card["properties"][name] = _or_null(filled) if position == "null" else filled
    if position == "absent":
        card["required"] = [name for name in card["required"] if name not in LISTS]


def _or_null(schema: Mapping[str, Any]) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _is_unicode(fields: Fields) -> bool:
    try:
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
