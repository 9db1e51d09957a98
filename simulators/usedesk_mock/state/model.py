"""The helpdesk's values, in Usedesk's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

# Seen in the typings and models of public block servers (usedesk-client, usedesk-backend);
# viber is added because Usedesk's client card names it. The full list is not public.
CHANNEL_TYPES = (
    "email", "chat", "whatsapp", "telephony", "telegram", "viber", "vk", "instagram", "facebook",
    "twitter", "wechat", "yandex_market", "api",
)  # fmt: skip
PHONE_TYPES = ("home", "mobile", "stationary", "fax", "other")
MESSENGER_TYPES = ("telegram", "whatsapp", "viber", "skype", "gtalk", "imessage", "other")
SOCIAL_TYPES = ("twitter", "facebook", "vk", "ok", "instagram", "youtube", "gplus", "other")
ADDRESS_TYPES = ("home", "work", "postal")
STATUSES = ("open", "pending", "on hold", "solved", "closed")
AUTHORS = ("client", "agent")
BLOCK_KINDS = ("dynamic", "static")
EXTENSIONS = ("RetailCRM",)


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of a card, as somebody typed it."""

    type: str
    phone: str


@dataclass(frozen=True, slots=True)
class Messenger:
    """A messenger's identity: what the card shows, not the messenger's own user id."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class SocialService:
    """A profile in a social network."""

    type: str
    url: str
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address."""

    country: str
    city: str
    address: str
    type: str


@dataclass(frozen=True, slots=True)
class Card:
    """A client's card, with the fields of Usedesk's own; not all of them travel to blocks.

    Attributes:
        spammer: whether agents marked the client as one.
        vip: whether agents marked the client as one.
        language: as people write it; empty when nobody said.
        additional_id: what another system calls the client; programs set it through Usedesk's API.
    """

    name: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    social_services: tuple[SocialService, ...] = ()
    addresses: tuple[Address, ...] = ()
    messengers: tuple[Messenger, ...] = ()
    sites: tuple[str, ...] = ()
    note: str = ""
    vip: bool = False
    spammer: bool = False
    language: str = ""
    company: str = ""
    position: str = ""
    additional_id: str = ""


def restore_card(fields: Mapping[str, Any]) -> Card:
    """The card whose `asdict` was kept."""
    lists = {
        "emails": tuple(fields["emails"]),
        "phones": tuple(Phone(**one) for one in fields["phones"]),
        "social_services": tuple(SocialService(**one) for one in fields["social_services"]),
        "addresses": tuple(Address(**one) for one in fields["addresses"]),
        "messengers": tuple(Messenger(**one) for one in fields["messengers"]),
        "sites": tuple(fields["sites"]),
    }
    return Card(**{**fields, **lists})


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody who writes."""

    id: int
    card: Card


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which clients write."""

    id: int
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a ticket; `at` is in UTC."""

    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """A conversation with a client. `contact` is the address they wrote from in this channel."""

    id: int
    subject: str
    status: str
    channel: Channel
    client: Client
    contact: str
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A ticket not yet opened; without a `channel_id` it comes by the first channel of the type."""

    channel_type: str
    contact: str
    subject: str
    status: str = "open"
    messages: tuple[Message, ...] = ()
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A ticket as lists show it."""

    id: int
    subject: str
    status: str
    channel: str
    client: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Parameter:
    """A POST parameter of a block; `encode` hides the value in the settings."""

    key: str
    value: str = field(repr=False)
    encode: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the settings; its id is 0 until it is saved. `dialect` wins over the company's."""

    kind: str = "dynamic"
    name: str = ""
    title: str = ""
    content: str = ""
    url: str = ""
    secret_key: str = field(default="", repr=False)
    enabled: bool = False
    parameters: tuple[Parameter, ...] = ()
    dialect: Mapping[str, str] = field(default_factory=dict)
    id: int = 0

    @property
    def extension(self) -> str | None:
        """The extension the block belongs to, None for a block of its own.

        Inferred: the article on RetailCRM asks first that the extension is ON and then for a block with
        this path. So we take the extension for the block's main switch, whatever the host is.
        """
        try:
            path = urlsplit(self.url).path.rstrip("/")
        except ValueError:  # brackets that hold no IPv6 address, for one
            return None
        return "RetailCRM" if path == "/settings/blocks/retail_crm" else None
