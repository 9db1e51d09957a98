"""What comes in: a ticket, what to search by, and how its block is to look."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone number, whatever its spelling was.

    `key` is E.164 with Brazil's ninth digit always written. `terms` are the texts to search a CRM by first,
    `fallbacks` those for a CRM that matches a stored spelling only as a whole or from its start.
    """

    key: str
    extension: str = ""
    terms: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()

    def matches(self, other: "Phone") -> bool:
        """Tell whether both are one line; extensions count only when both sides give one."""
        either_open = not (self.extension and other.extension)
        return self.key == other.key and (either_open or self.extension == other.extension)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Contact:
    """What to search by: at most a few phones and e-mails, and how many more the ticket had.

    `emails` are in small letters; `typed` holds those that somebody typed otherwise, as they typed them.
    `left_out` counts addresses beyond the bound, `unreadable` those that are no phone and no e-mail.
    `region` is the country whose numbers need no country code, in the ticket and in the CRM alike.
    """

    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    region: str = "RU"
    typed: tuple[str, ...] = ()
    left_out: int = 0
    unreadable: int = 0


class Part(StrEnum):
    """What a block may show and an administrator may switch off, or on."""

    TAGS = "tags"
    MANAGER = "manager"
    SHOP = "shop"
    SEGMENTS = "segments"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    DISCOUNTS = "discounts"
    ITEMS = "items"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    COMMENT = "comment"
    MANAGER_COMMENT = "manager_comment"
    HIDDEN_REASON = "hidden_reason"
    NEW_ORDER = "new_order"
    NEW_CLIENT = "new_client"
    ALL_ORDERS = "all_orders"


USUAL_PARTS = frozenset(Part) - {Part.MANAGER_COMMENT}
"""What a block shows unless an administrator says otherwise: not what managers write to each other."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What an administrator wants of a block.

    `orders` are shown unfolded; `time_zone` is that of the CRM's clocks, an IANA name, or empty when nobody
    said which; `tracking` is an https address with `{number}` in it, or empty. Only what belongs to one of
    the `shops`, codes in small letters, counts; with none named, everything does.
    """

    lang: str = "en"
    region: str = "RU"
    orders: int = 5
    parts: frozenset[Part] = USUAL_PARTS
    time_zone: str = ""
    tracking: str = ""
    shops: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ignored:
    """A block parameter whose value means nothing to us, so that a default is used."""

    parameter: str
    value: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What Usedesk posted, read and checked; `subdomain` and `key` are as the administrator typed them.

    `id` tells an agent's refresh from another ticket; it is empty where Usedesk gave none. `caller` names the
    network the request came from. `waited` is how many seconds ago it had come.
    """

    subdomain: str
    key: str = field(repr=False)
    contact: Contact
    preferences: Preferences = Preferences()
    ignored: tuple[Ignored, ...] = ()
    id: str = ""
    caller: str = field(default="", repr=False)
    waited: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Account:
    """One RetailCRM instance: its name and the address of its pages and API, without a slash at the end.

    `pinned` says that the service holds its key, so that only whoever runs the service can correct it.
    """

    name: str
    origin: str
    pinned: bool = False
