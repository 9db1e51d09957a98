"""The request Usedesk sends to a block, in every dialect. Pure.

Sources: Usedesk's API page "Additional blocks" for the fields it names; for types and the rest the public
code of usedesk-client (`AdditionalBlockQuery`), usedesk-backend and usedesk-dpd.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from simulators.usedesk_mock.state.model import Block, Card, Parameter, Ticket

Fields = dict[str, Any]
Positions = Mapping[str, str]
# What of a card travels: no public code knows of its note, its flags or the client's language.
_SENT = ("name", "emails", "phones", "social_services", "addresses", "messengers", "sites")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request ready to send: its fields, for those who judge it, and its bytes."""

    fields: Fields = field(repr=False)
    content_type: str
    payload: bytes = field(repr=False)


def compose(ticket: Ticket, block: Block, dialect: Positions) -> Outgoing:
    """What the block is asked when an agent opens the ticket; the same again on refresh."""
    standard = _standard(ticket, dialect)
    if block.secret_key:
        standard[dialect["secret-name"]] = block.secret_key
    parameters = {one.key: _value(one, dialect) for one in block.parameters}
    # Usedesk's own Rutter block has a parameter `client_id`, a standard field's name: it must win to work.
    parameter_wins = dialect["parameter-collision"] == "parameter-wins"
    fields = standard | parameters if parameter_wins else parameters | standard
    if dialect["body"] == "form":
        return Outgoing(fields, "application/x-www-form-urlencoded", urlencode(list(_pairs(fields))).encode())
    return Outgoing(fields, "application/json", json.dumps(fields).encode())


def _standard(ticket: Ticket, dialect: Positions) -> Fields:
    def number(value: int) -> int | str:
        return str(value) if dialect["numbers"] == "strings" else value

    channel = ticket.channel
    return {
        "ticket_id": number(ticket.id),
        "subject": ticket.subject,
        "client_id": number(ticket.client.id),
        "contact": ticket.contact,
        "channel_type": channel.type,
        "channel_id": number(channel.id),
        **_from_email(ticket, dialect),
        "client_data": _client_data(ticket.client.card, dialect),
        "channel_data": {"type": channel.type, "data": _channel_datum(ticket), "id": number(channel.id)},
        "is_auto_load": "1",
    }


def _channel_datum(ticket: Ticket) -> str | None:
    """The channel's own word for who writes; we take it that a chat widget has none."""
    return None if ticket.channel.type == "chat" else ticket.contact or None


def _from_email(ticket: Ticket, dialect: Positions) -> Fields:
    position, by_mail = dialect["from-email"], ticket.channel.type == "email"
    if position == "never" or (position == "mail-only" and not by_mail):
        return {}
    return {"from_email": ticket.contact if by_mail else "".join(ticket.client.card.emails[:1])}


def _client_data(card: Card, dialect: Positions) -> Fields | list[object]:
    fields = {name: value for name, value in asdict(card).items() if name in _SENT}
    if not any(fields.values()) and dialect["empty-client-data"] == "list":
        return []  # PHP's json_encode of an empty map
    kept = {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
    if dialect["empty-lists"] == "null":
        return {name: None if value == [] else value for name, value in kept.items()}
    return kept


def _value(parameter: Parameter, dialect: Positions) -> str:
    if parameter.encode and dialect["encode"] == "opaque":
        return base64.b64encode(hashlib.sha256(parameter.value.encode()).digest()).decode()
    return parameter.value


def _pairs(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """A form's fields as PHP's http_build_query writes them: a[b][0]=c, and no trace of null and []."""
    if isinstance(value, Mapping | list):
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, inner in items:
            yield from _pairs(inner, f"{name}[{key}]" if name else str(key))
    elif value is not None:
        yield name, str(value)
