"""What can happen, as plain data: a script is a list of steps."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Address:
    """A phone or an e-mail: which one it is, and how it is written here. Nothing is ever parsed."""

    means: str
    written: str


@dataclass(frozen=True)
class CustomerAppears:
    """RetailCRM gets a customer."""

    name: str
    phones: tuple[Address, ...]
    mail: Address | None
    shop: str


@dataclass(frozen=True)
class CustomerChanges:
    """A customer's phones and e-mail are others from now on."""

    customer: int
    phones: tuple[Address, ...]
    mail: Address | None


@dataclass(frozen=True)
class CustomersMerge:
    """Two customers become one."""

    into: int
    gone: int


@dataclass(frozen=True)
class CustomerDeleted:
    """Somebody deletes a customer's card; the orders stay, of nobody."""

    customer: int


@dataclass(frozen=True)
class CompanyAppears:
    """RetailCRM gets a company and its contact person."""

    name: str
    phones: tuple[Address, ...]
    mail: Address | None
    shop: str


@dataclass(frozen=True)
class CompanyDeleted:
    """Somebody deletes a company; its orders stay, of their contact person alone."""

    company: int


@dataclass(frozen=True)
class OrderAppears:
    """Somebody orders: a customer, a company through a contact person, or nobody who is named."""

    owner: int | None
    contact: int | None
    phone: Address | None
    mail: Address | None
    shop: str
    days_ago: int


@dataclass(frozen=True)
class OrderChanges:
    """The phone and the e-mail written in an order are others from now on."""

    order: int
    phone: Address | None
    mail: Address | None


@dataclass(frozen=True)
class OrderMovesOn:
    """An order gets another status, of those that `STATUSES` names."""

    order: int
    status: str


@dataclass(frozen=True)
class OrderChangesHands:
    """Somebody else is a company's contact person for an order."""

    order: int
    contact: int


@dataclass(frozen=True)
class OrderDeleted:
    """Somebody deletes an order."""

    order: int


@dataclass(frozen=True)
class StatusRenamed:
    """RetailCRM's administrator calls a status otherwise."""

    status: str
    name: str


@dataclass(frozen=True)
class ShopNamed:
    """RetailCRM's administrator opens a shop of this code, or calls one otherwise."""

    shop: str
    name: str


@dataclass(frozen=True)
class LetterArrives:
    """A client writes, and Usedesk has a ticket more."""

    channel: str
    contact: Address | None


@dataclass(frozen=True)
class CardChanges:
    """An agent corrects the phones and e-mails of a client's card."""

    client: int
    phones: tuple[Address, ...]
    mails: tuple[Address, ...]


@dataclass(frozen=True)
class ClientsMerge:
    """An agent makes two clients one."""

    into: int
    gone: int


@dataclass(frozen=True)
class KeyRevoked:
    """RetailCRM's administrator deletes the block's key."""


@dataclass(frozen=True)
class KeyRenewed:
    """A new key, for all shops or only these, is made and entered in the block."""

    shops: tuple[str, ...]


@dataclass(frozen=True)
class KeyLimited:
    """The block's key is limited to these shops, or opened for all."""

    shops: tuple[str, ...]


@dataclass(frozen=True)
class BlockSwitched:
    """The block is enabled or disabled."""

    on: bool


@dataclass(frozen=True)
class ExtensionSwitched:
    """The extension is turned on or off."""

    on: bool


@dataclass(frozen=True)
class FaultBegins:
    """RetailCRM, or the way to it, breaks: one of `FAULTS`; in all that is asked, or in one of `PARTS`."""

    fault: str
    part: str | None = None


@dataclass(frozen=True)
class FaultEnds:
    """It is mended."""


@dataclass(frozen=True)
class DialectSwitched:
    """One of the two systems, "retailcrm" or "usedesk", speaks otherwise from now on."""

    side: str
    switch: str
    position: str


@dataclass(frozen=True)
class TimePasses:
    """Some hours go by; every other step takes a minute."""

    hours: int


Step = (
    CustomerAppears | CustomerChanges | CustomersMerge | CustomerDeleted | CompanyAppears | CompanyDeleted
    | OrderAppears | OrderChanges | OrderMovesOn | OrderChangesHands | OrderDeleted | StatusRenamed
    | ShopNamed | LetterArrives | CardChanges | ClientsMerge
    | KeyRevoked | KeyRenewed | KeyLimited | BlockSwitched | ExtensionSwitched
    | FaultBegins | FaultEnds | DialectSwitched | TimePasses
)  # fmt: skip
KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in Step.__args__}
SHOPS = {"main-shop": "Основной магазин", "outlet": "Дисконт"}
"""The shops in which people buy at first, by their codes, and what RetailCRM calls them."""
STATUSES = {"new": "Новый", "complete": "Выполнен", "cancel-other": "Отменён"}
"""Some statuses by their codes, and what RetailCRM calls them at first."""
