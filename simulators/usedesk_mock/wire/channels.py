"""What a request tells of the channel: `contact`, `channel_data`, `from_id`.

Public servers saw letters and Telegram; of the other channels it is inferred that they do likewise.
"""

import re

from simulators.usedesk_mock.dialects import Positions
from simulators.usedesk_mock.state.model import Ticket
from simulators.usedesk_mock.wire.outgoing import Fields

_USER = re.compile(r"(?:ID:\s*)?([1-9][0-9]{0,14})", re.IGNORECASE)  # as the card shows it: "ID: 900011144"


def contact(ticket: Ticket, dialect: Positions) -> Fields:
    """The field `contact`, where it is sent."""
    channel = ticket.channel.type
    if channel == "email":
        return {"contact": ticket.contact}
    if channel == "telegram":
        return {"contact": _telegram_contact(ticket, dialect["contact-on-telegram"])}
    position = dialect["contact-on-chat" if channel == "chat" else "contact-elsewhere"]
    return {} if position == "absent" else {"contact": "" if position == "empty" else ticket.contact}


def channel_data(ticket: Ticket, dialect: Positions) -> Fields:
    """The object `channel_data`."""
    user = telegram_user(ticket)
    ids = {"channel": ticket.channel.id, "telegram-user": user or ticket.channel.id, "null": None}
    data = _datum(ticket, dialect) or None
    return {"type": ticket.channel.type, "data": data, "id": ids[dialect["channel-data-id"]]}


def from_id(ticket: Ticket) -> int | str:
    """The field `from_id`, for requests from other systems: the sender's id there, if it is known."""
    return ticket.client.card.additional_id or telegram_user(ticket) or ticket.client.id


def telegram_user(ticket: Ticket) -> int | None:
    """The user's number, of a ticket from Telegram that tells it in its contact or on the client's card."""
    found = (_USER.fullmatch(said) for said in _telegram_words(ticket))
    return next((int(one[1]) for one in found if one), None)


def _telegram_name(ticket: Ticket) -> str | None:
    return next((said for said in _telegram_words(ticket) if said.startswith("@")), None)


def _telegram_words(ticket: Ticket) -> tuple[str, ...]:
    if ticket.channel.type != "telegram":
        return ()
    card = ticket.client.card
    return (ticket.contact, *(one.id for one in card.messengers if one.type == "telegram"))


def _telegram_contact(ticket: Ticket, position: str) -> str | int:
    """What is known of the user, in the notation asked for; nothing is made up."""
    user, name = telegram_user(ticket), _telegram_name(ticket)
    known = {"string": str(user or ""), "number": user, "name": name}
    return known[position] or ticket.contact


def _datum(ticket: Ticket, dialect: Positions) -> str | None:
    channel = ticket.channel.type
    if channel == "telegram":
        user, name = telegram_user(ticket), _telegram_name(ticket)
        known = {"name": name, "number": str(user or ""), "null": None}
        position = dialect["data-on-telegram"]
        return known[position] or (None if position == "null" else ticket.contact)
    position = dialect["data-on-chat" if channel == "chat" else "data-elsewhere"]
    return ticket.contact if position == "contact" else None
