"""Reads a block's request as any careful server would, knowing nothing of how the simulator writes it."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl

from simulators.usedesk_mock.state.model import Ticket

LISTS = ("emails", "phones", "social_services", "addresses", "messengers", "sites")


@dataclass(frozen=True)
class Facts:
    """What a request says of ticket and client; no value is the same as an empty one."""

    ticket_id: int
    subject: str
    client_id: int
    channel: tuple[str, int]
    name: str
    lists: dict[str, list[Any]]


def facts_of(ticket: Ticket) -> Facts:
    """What a request about the ticket should say."""
    card = asdict(ticket.client.card)
    lists = {name: [_item(name, one) for one in card[name]] for name in LISTS}
    channel = (ticket.channel.type, ticket.channel.id)
    return Facts(ticket.id, ticket.subject, ticket.client.id, channel, card["name"] or "", lists)


def facts_read(fields: dict[str, Any]) -> Facts:
    """What the request's fields say."""
    card = fields.get("client_data") or {}
    lists = {name: [_item(name, one) for one in _values(card.get(name))] for name in LISTS}
    channel = (fields["channel_type"], int(fields["channel_id"]))
    name = card.get("name") or ""
    return Facts(int(fields["ticket_id"]), fields["subject"], int(fields["client_id"]), channel, name, lists)


def fields_of(content_type: str, payload: bytes) -> dict[str, Any]:
    """The fields of a body: JSON's, or a form's with PHP's brackets unfolded."""
    if content_type.startswith("application/json"):
        read: dict[str, Any] = json.loads(payload)
        return read
    unfolded: dict[str, Any] = {}
    for name, value in parse_qsl(payload.decode(), keep_blank_values=True):
        *outer, last = re.split(r"\]\[|\[|\]$", name.removesuffix("]")) if name.startswith("c") else [name]
        place = unfolded
        for key in outer:
            place = place.setdefault(key, {})
        place[last] = value
    return unfolded


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value or []


def _item(name: str, item: Any) -> Any:
    if name == "phones":  # the type of a plain string is lost
        return item if isinstance(item, str) else item["phone"]
    return {key: value for key, value in item.items() if value} if isinstance(item, dict) else item
