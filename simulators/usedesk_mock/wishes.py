"""Reads a wish at the control door: foreign JSON in, the helpdesk's values out, ControlError for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from simulators.usedesk_mock.dialects import SWITCHES, checked
from simulators.usedesk_mock.reader import Reader
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
    Parameter,
    Phone,
    SocialService,
)

_CARD = {one.name for one in fields(Card)}
HIGHEST_ID = 2**62  # half of what SQLite can hold: enough ids are left for those that follow


@dataclass(frozen=True, slots=True)
class ClientWish:
    """A client to make; the id is the next one unless it is given."""

    card: Card
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TicketWish:
    """A ticket to make. Its client is one there is (an id) or a new one, its channel a type or an id.

    Without a contact it takes the address on the client's card that fits the channel.
    """

    client: int | ClientWish
    channel: str | int
    contact: str | None
    subject: str
    status: str
    messages: tuple[Message, ...]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ChannelWish:
    """A further channel of a type."""

    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Load:
    """Everything one wish asks to be put into the helpdesk."""

    clients: tuple[ClientWish, ...] = ()
    channels: tuple[ChannelWish, ...] = ()
    tickets: tuple[TicketWish, ...] = ()
    blocks: tuple[Block, ...] = ()
    extensions: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterWish:
    """What somebody writes as a client; the channel is a type or an id."""

    channel: str | int
    contact: str
    name: str
    subject: str
    text: str


def read_letter(value: object) -> LetterWish:
    """The wish that somebody writes."""
    wish = Reader.of(value, "the letter", {one.name for one in fields(LetterWish)})
    return LetterWish(
        channel=_channel_named(wish),
        contact=wish.text("contact", ""),
        name=wish.text("name", ""),
        subject=wish.text("subject", ""),
        text=wish.text("text", ""),
    )


def read_load(value: object, now: datetime) -> Load:
    """The wish under "load"; `Simulator.seed` tells its shape."""
    wish = Reader.of(value, "load", {one.name for one in fields(Load)})
    extensions = Reader.of(wish.fields.get("extensions", {}), "load.extensions", set(EXTENSIONS))
    return Load(
        clients=wish.each("clients", _client),
        channels=wish.each("channels", _channel),
        tickets=wish.each("tickets", lambda one, place: _ticket(one, place, now)),
        blocks=wish.each("blocks", _block),
        extensions={name: extensions.flag(name) for name in extensions.fields},
    )


def read_card(value: object, place: str, before: Card | None = None) -> Card:
    """The card; fields that are not given stay as they were `before`."""
    card = Reader.of(value, place, _CARD)
    read: dict[str, Callable[[str], object]] = {
        "name": lambda name: None if card.fields[name] is None else card.text(name),
        "emails": card.texts,
        "phones": lambda name: card.each(name, _phone),
        "social_services": lambda name: card.each(name, _social_service),
        "addresses": lambda name: card.each(name, _address),
        "messengers": lambda name: card.each(name, _messenger),
        "sites": card.texts,
        "vip": card.flag,
        "spammer": card.flag,
    }
    given: dict[str, Any] = {name: read.get(name, card.text)(name) for name in card.fields}
    return replace(before or Card(), **given)


def _client(value: object, place: str) -> ClientWish:
    given = Reader.of(value, place, _CARD | {"id"})
    card = {name: one for name, one in given.fields.items() if name != "id"}
    return ClientWish(read_card(card, place), _id(given))


def _channel(value: object, place: str) -> ChannelWish:
    channel = Reader.of(value, place, {"type", "name"})
    return ChannelWish(channel.choice("type", CHANNEL_TYPES), channel.text("name"))


def _channel_named(wish: Reader) -> str | int:
    if isinstance(wish.fields.get("channel"), int):
        return wish.whole("channel")
    return wish.choice("channel", CHANNEL_TYPES, "email")


def _id(given: Reader) -> int | None:
    return given.whole("id", 1, HIGHEST_ID) if "id" in given.fields else None


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
    names = {"id", "client", "channel", "contact", "subject", "status", "text", "messages"}
    wish = Reader.of(value, place, names)
    client = wish.fields.get("client")
    first = (Message("client", wish.text("text"), now),) if "text" in wish.fields else ()
    return TicketWish(
        client=wish.whole("client") if isinstance(client, int) else _client(client, f"{place}.client"),
        channel=_channel_named(wish),
        contact=wish.text("contact") if "contact" in wish.fields else None,
        subject=wish.text("subject", ""),
        status=wish.choice("status", STATUSES, "open"),
        messages=first + wish.each("messages", lambda one, at: _message(one, at, now)),
        id=_id(wish),
    )


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
