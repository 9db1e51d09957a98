"""Reads a wish at the control door: foreign JSON in, the helpdesk's values out, ControlError for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from simulators.usedesk_mock.dialects import SWITCHES, checked
from simulators.usedesk_mock.reader import Reader
from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.model import (
    ADDRESS_TYPES,
    AUTHORS,
    BLOCK_KINDS,
    CHANNEL_TYPES,
    EXTENSIONS,
    MESSENGER_TYPES,
    PHONE_TYPES,
    SOCIAL_TYPES,
    STATUSES,
    Address,
    Block,
    Card,
    Message,
    Messenger,
    NewTicket,
    Parameter,
    Phone,
    SocialService,
)


@dataclass(frozen=True, slots=True)
class TicketWish:
    """A ticket to make, and whose it is: a client there is (an id) or a new one (a card)."""

    client: int | Card
    ticket: NewTicket


@dataclass(frozen=True, slots=True)
class Load:
    """Everything one wish asks to be put into the helpdesk."""

    clients: tuple[Card, ...] = ()
    tickets: tuple[TicketWish, ...] = ()
    blocks: tuple[Block, ...] = ()
    extensions: Mapping[str, bool] = field(default_factory=dict)


def read_load(value: object, now: datetime) -> Load:
    """The wish under "load"; `Simulator.seed` tells its shape."""
    wish = Reader.of(value, "load", {"clients", "tickets", "blocks", "extensions"})
    extensions = Reader.of(wish.fields.get("extensions", {}), "load.extensions", set(EXTENSIONS))
    return Load(
        clients=wish.each("clients", _card),
        tickets=wish.each("tickets", lambda one, place: _ticket(one, place, now)),
        blocks=wish.each("blocks", _block),
        extensions={name: extensions.flag(name) for name in extensions.fields},
    )


def _card(value: object, place: str) -> Card:
    names = {"name", "emails", "phones", "social_services", "addresses", "messengers", "sites"}
    card = Reader.of(value, place, names)
    return Card(
        name=card.text("name") if card.fields.get("name") is not None else None,
        emails=card.texts("emails"),
        phones=card.each("phones", _phone),
        social_services=card.each("social_services", _social_service),
        addresses=card.each("addresses", _address),
        messengers=card.each("messengers", _messenger),
        sites=card.texts("sites"),
    )


def _phone(value: object, place: str) -> Phone:
    phone = Reader.of({"phone": value} if isinstance(value, str) else value, place, {"type", "phone"})
    return Phone(phone.choice("type", PHONE_TYPES, "mobile"), phone.text("phone"))


def _messenger(value: object, place: str) -> Messenger:
    messenger = Reader.of(value, place, {"type", "id"})
    return Messenger(messenger.choice("type", MESSENGER_TYPES), messenger.text("id"))


def _social_service(value: object, place: str) -> SocialService:
    service = Reader.of(value, place, {"type", "url", "uid"})
    uid = None if service.fields.get("uid") is None else service.text("uid")
    return SocialService(service.choice("type", SOCIAL_TYPES), service.text("url"), uid)


def _address(value: object, place: str) -> Address:
    address = Reader.of(value, place, {"country", "city", "address", "type"})
    return Address(
        country=address.text("country", ""),
        city=address.text("city", ""),
        address=address.text("address", ""),
        type=address.choice("type", ADDRESS_TYPES, "home"),
    )


def _ticket(value: object, place: str, now: datetime) -> TicketWish:
    names = {"client", "channel", "contact", "subject", "status", "text", "messages"}
    wish = Reader.of(value, place, names)
    channel = wish.choice("channel", CHANNEL_TYPES, "email")
    given = wish.fields.get("client")
    client = wish.whole("client") if isinstance(given, int) else _card(given, f"{place}.client")
    ours = contacts.contact_of(channel, client) if isinstance(client, Card) else ""
    first = (Message("client", wish.text("text"), now),) if "text" in wish.fields else ()
    ticket = NewTicket(
        channel_type=channel,
        contact=wish.text("contact", ours),
        subject=wish.text("subject", ""),
        status=wish.choice("status", STATUSES, "open"),
        messages=first + wish.each("messages", lambda one, at: _message(one, at, now)),
    )
    return TicketWish(client, ticket)


def _message(value: object, place: str, now: datetime) -> Message:
    message = Reader.of(value, place, {"author", "text"})
    return Message(message.choice("author", AUTHORS, "client"), message.text("text"), now)


def _block(value: object, place: str) -> Block:
    names = {"kind", "name", "title", "content", "url", "secret_key", "enabled", "parameters", "dialect"}
    block = Reader.of(value, place, names)
    return Block(
        kind=block.choice("kind", BLOCK_KINDS, "dynamic"),
        name=block.text("name", ""),
        title=block.text("title", ""),
        content=block.text("content", ""),
        url=block.text("url", ""),
        secret_key=block.text("secret_key", ""),
        enabled=block.flag("enabled", default=True),
        parameters=block.each("parameters", _parameter),
        dialect=_dialect(block.fields.get("dialect", {}), f"{place}.dialect"),
    )


def _dialect(value: object, place: str) -> dict[str, str]:
    given = Reader.of(value, place, {one.name for one in SWITCHES})
    return checked({name: given.text(name) for name in given.fields})


def _parameter(value: object, place: str) -> Parameter:
    parameter = Reader.of(value, place, {"key", "value", "encode"})
    return Parameter(parameter.text("key"), parameter.text("value"), parameter.flag("encode", default=False))
