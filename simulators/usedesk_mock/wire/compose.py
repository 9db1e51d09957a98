"""Puts a request together: the standard fields, the secret key, the block's parameters."""

import base64
import hashlib
import math
from dataclasses import dataclass

from simulators.usedesk_mock.dialects import Positions
from simulators.usedesk_mock.state.model import Block, Parameter, Ticket
from simulators.usedesk_mock.wire import channels
from simulators.usedesk_mock.wire.card import client_data
from simulators.usedesk_mock.wire.outgoing import Fields, Outgoing, outgoing


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a block is asked, and how many seconds it has."""

    limit: float = 60.0
    refreshed: bool = False


_OPENED = Occasion()


def compose(ticket: Ticket, block: Block, dialect: Positions, occasion: Occasion = _OPENED) -> Outgoing:
    """What the block is asked about the ticket. A refresh repeats it, unless the dialect marks refreshes."""
    standard = _standard(ticket, dialect, occasion)
    if block.secret_key:
        standard[dialect["secret-name"]] = block.secret_key
    parameters = {one.key: _value(one, dialect) for one in block.parameters}
    # Usedesk's own Rutter block has a parameter `client_id`, a standard field's name: it must win to work.
    parameter_wins = dialect["parameter-collision"] == "parameter-wins"
    fields = standard | parameters if parameter_wins else parameters | standard
    return outgoing(fields, dialect)


def _standard(ticket: Ticket, dialect: Positions, occasion: Occasion) -> Fields:
    fields: Fields = {
        "ticket_id": ticket.id,
        "subject": ticket.subject,
        "client_id": ticket.client.id,
        **channels.contact(ticket, dialect),
        "channel_type": ticket.channel.type,
        "channel_id": ticket.channel.id,
        **_from_email(ticket, dialect),
        **({"from_id": channels.from_id(ticket)} if dialect["from-id"] == "sent" else {}),
        "client_data": client_data(ticket.client.card, dialect),
        "channel_data": channels.channel_data(ticket, dialect),
        **_is_auto_load(dialect, occasion),
        **({"timeout": max(1, math.ceil(occasion.limit))} if dialect["timeout"] == "sent" else {}),
    }
    return _numbers_as_strings(fields) if dialect["numbers"] == "strings" else fields


def _numbers_as_strings(fields: Fields) -> Fields:
    channel = fields["channel_data"]
    texts = {name: str(value) for name, value in fields.items() if isinstance(value, int)}
    data = {name: str(value) if isinstance(value, int) else value for name, value in channel.items()}
    return fields | texts | {"channel_data": data}


def _from_email(ticket: Ticket, dialect: Positions) -> Fields:
    by_mail = ticket.channel.type == "email"
    elsewhere = {
        "mail-only": None,
        "empty-elsewhere": "",
        "always": "".join(ticket.client.card.emails[:1]),
        "never": None,
    }
    position = dialect["from-email"]
    sent = ticket.contact if by_mail and position != "never" else elsewhere[position]
    return {} if sent is None else {"from_email": sent}


def _is_auto_load(dialect: Positions, occasion: Occasion) -> Fields:
    by_itself = {"always": True, "on-open": not occasion.refreshed, "on-refresh": occasion.refreshed}
    position = dialect["is-auto-load"]
    return {} if position == "absent" else {"is_auto_load": "1" if by_itself[position] else "0"}


def _value(parameter: Parameter, dialect: Positions) -> str:
    if parameter.encode and dialect["encode"] == "opaque":
        digest = hashlib.sha256(parameter.value.encode(errors="replace")).digest()
        return base64.b64encode(digest).decode()
    return parameter.value
