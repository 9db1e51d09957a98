"""What a CRM holds: customers, orders, and the account's own names for its codes.

Nothing here is promised: a text that the CRM did not give is empty, any other value None or False.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Tag:
    """A label on a card; its colour is as the CRM sent it, such as `#3e7fc1`, and not checked."""

    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer's card, phones and e-mail as stored; `orders_count` is None when the CRM did not say.

    `shop` is a code; discounts are percentages.
    """

    id: int
    name: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    orders_count: int | None = None
    is_contact: bool = False
    vip: bool = False
    bad: bool = False
    total: Decimal | None = None
    average: Decimal | None = None
    created_at: dt.datetime | None = None
    manager_id: int | None = None
    shop: str = ""
    tags: tuple[Tag, ...] = ()
    segments: tuple[str, ...] = ()
    address: str = ""
    birthday: dt.date | None = None
    personal_discount: Decimal | None = None
    cumulative_discount: Decimal | None = None
    discount_card: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of an order; type and status are codes."""

    type: str = ""
    status: str = ""
    amount: Decimal | None = None
    paid_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an order travels: `type` is a code, `service` a name, `status` a text of the carrier's."""

    type: str = ""
    service: str = ""
    tracking: str = ""
    status: str = ""
    date: dt.date | None = None
    time: str = ""
    cost: Decimal | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an order; `cancelled` is None when only its status, a code, can tell."""

    name: str = ""
    quantity: Decimal | None = None
    price: Decimal | None = None
    cancelled: bool | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its own copy of phone and e-mail; `contact_id` is the person of a company's order.

    `status` and `shop` are codes. `more_items` counts the lines that were not read.
    """

    id: int
    number: str = ""
    created_at: dt.datetime | None = None
    status: str = ""
    total: Decimal | None = None
    currency: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    customer_id: int | None = None
    contact_id: int | None = None
    shop: str = ""
    prepaid: Decimal | None = None
    paid_in_full_at: dt.datetime | None = None
    payments: tuple[Payment, ...] = ()
    delivery: Delivery = Delivery()
    items: tuple[Item, ...] = ()
    more_items: int = 0
    customer_comment: str = ""
    manager_comment: str = ""
    overdue: bool = False
    call_back: bool = False
    shipped: bool = False
    manager_id: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """A status of orders: its name, and the code of its group."""

    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop of the account."""

    name: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """A status of payments; `complete` says that a payment of this status is money received."""

    name: str
    complete: bool = False


@dataclass(frozen=True, slots=True)
class ProductStatus:
    """A status of an order's lines; `cancelled` says that a line of this status will not be delivered."""

    name: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """The account's own names for its codes, so far as they were asked for; managers by their ids."""

    statuses: Mapping[str, Status] = field(default_factory=dict)
    shops: Mapping[str, Shop] = field(default_factory=dict)
    delivery_types: Mapping[str, str] = field(default_factory=dict)
    payment_statuses: Mapping[str, PaymentStatus] = field(default_factory=dict)
    product_statuses: Mapping[str, ProductStatus] = field(default_factory=dict)
    managers: Mapping[int, str] = field(default_factory=dict)

    def plus(self, more: "References") -> "References":
        """Return these names and more."""
        names = (each.name for each in fields(self))
        return References(*({**getattr(self, name), **getattr(more, name)} for name in names))
