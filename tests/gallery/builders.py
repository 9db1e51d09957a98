"""Short ways to make what the samples are made of: a shop's client, orders, tickets and what was decided.

Everything a sample does not say of itself is as it would be in a quiet shop.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from service.core.model import (
    Account,
    Contact,
    Customer,
    Decision,
    Delivery,
    Item,
    Match,
    Order,
    Outcome,
    Payment,
    PaymentStatus,
    Preferences,
    ProductStatus,
    References,
    Shop,
    Status,
    Tag,
    Ticket,
    Why,
)
from tests.service.fakes import contact, matched

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
ACCOUNT = Account("company", "https://company.retailcrm.ru")
PHONE, EMAIL = "+7 999 000-11-22", "anna.petrova@example.com"
TRACKING = "https://track.example.com/?parcel={number}"
BOTH = contact(PHONE, EMAIL)

REFERENCES = References(
    statuses={
        "new": Status("New", "new"),
        "availability-confirmed": Status("Availability confirmed", "approval"),
        "assembling": Status("Being assembled", "assembling"),
        "delivering": Status("On its way", "delivery"),
        "complete": Status("Completed", "complete"),
        "no-product": Status("Out of stock", "cancel"),
        "put-aside": Status("Put aside", "our-own-group"),
    },
    shops={
        "main-shop": Shop("Main shop", "RUB"),
        "outlet": Shop("Outlet", "RUB"),
        "abroad": Shop("Abroad", "EUR"),
    },
    delivery_types={"courier": "Courier", "post": "Mail", "self-delivery": "Pick-up"},
    payment_statuses={"paid": PaymentStatus("Paid", complete=True), "not-paid": PaymentStatus("Not paid")},
    product_statuses={"sold": ProductStatus("Sold"), "canceled": ProductStatus("Cancelled", cancelled=True)},
    managers={3: "Olga Sidorova", 4: "Pavel Romanov"},
)

STATUSES = ("new", "availability-confirmed", "assembling", "delivering", "complete", "no-product")
_GOODS = (
    ("Enamel kettle", "3950"),
    ("Woollen blanket, grey, 140 × 200 cm", "6900"),
    ("Morning mug", "890"),
    ("Desk lamp", "4490"),
    ("Cast-iron pan", "5800"),
    ("Linen tablecloth", "3900"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One state a block can be in; its name is a sentence. `age` is that of stale data."""

    name: str
    decision: Decision
    ticket: Ticket
    account: Account | None = ACCOUNT
    references: References = REFERENCES
    age: timedelta | None = None

    @property
    def slug(self) -> str:
        """The name as a part of an address."""
        kept = "".join(sign if sign.isalnum() else " " for sign in self.name.casefold())
        return "-".join(kept.split())


def client(number: int = 7, name: str = "Anna Petrova", **more: Any) -> Customer:
    """Make the client of the usual ticket: has its phone and e-mail, and everything a card may hold."""
    usual: dict[str, Any] = {
        "phones": (PHONE,),
        "email": EMAIL,
        "orders_count": 5,
        "total": Decimal(48_730),
        "average": Decimal(9746),
        "created_at": datetime(2023, 4, 2, 10),  # noqa: DTZ001 - RetailCRM gives no zone
        "manager_id": 3,
        "shop": "main-shop",
        "tags": (Tag("regular", "#4a9a5b"), Tag("blogger", "#a17dc1")),
        "segments": ("Bought in autumn",),
        "address": "Pushkin Street 7, flat 12, Kazan",
        "birthday": date(1990, 5, 17),
        "personal_discount": Decimal(5),
        "cumulative_discount": Decimal("2.5"),
        "discount_card": "4400 1234",
    }
    return Customer(number, name, **{**usual, **more})


def placed(order_id: int = 1042, days: int = 2, **more: Any) -> Order:
    """Make an order some days old: paid, on its way, of three items."""
    day = (NOW - timedelta(days=days)).replace(tzinfo=None)
    usual: dict[str, Any] = {
        "number": f"{order_id}C",
        "created_at": day,
        "status": "delivering",
        "total": Decimal(15_690),
        "currency": "RUB",
        "customer_id": 7,
        "shop": "main-shop",
        "payments": (paid(15_690),),
        "delivery": parcel(day.date() + timedelta(days=4)),
        "items": goods(3),
        "manager_id": 3,
    }
    return Order(order_id, **{**usual, **more})


def paid(amount: int, status: str = "paid") -> Payment:
    """Make a payment by card."""
    return Payment("bank-card", status, Decimal(amount), NOW.replace(tzinfo=None))


def parcel(day: date | None = None, **more: Any) -> Delivery:
    """Make a courier's parcel that can be tracked."""
    usual: dict[str, Any] = {"type": "courier", "tracking": "US4815162342", "date": day, "cost": Decimal(350)}
    return Delivery(**{**usual, **more})


def goods(count: int, **more: Any) -> tuple[Item, ...]:
    """Make so many lines of an order."""
    lines = (_GOODS[place % len(_GOODS)] for place in range(count))
    return tuple(
        Item(name, Decimal(1 + place % 3), Decimal(price), **more)
        for place, (name, price) in enumerate(lines)
    )


def orders(count: int, **more: Any) -> tuple[Order, ...]:
    """Make so many orders, the newest first; their statuses go through all groups by turns."""
    return tuple(_orders(count, more))


def _orders(count: int, more: dict[str, Any]) -> Iterator[Order]:
    for place in range(count):
        total = Decimal(15_690 + 1_270 * place)
        usual = {
            "status": STATUSES[(place + 3) % len(STATUSES)],
            "total": total,
            "payments": (paid(int(total), "not-paid" if place % 3 == 1 else "paid"),),
            "items": goods(1 + place % 4),
        }
        yield placed(1042 - place, 2 + 9 * place, **{**usual, **more})


def found(
    *ordered: Order, by: Outcome = Outcome.FOUND_BY_PHONE, who: Customer | None = None, **more: Any
) -> Decision:
    """Decide that the client was found, with these orders."""
    who = who or client(orders_count=len(ordered))
    by_phone = by is Outcome.FOUND_BY_PHONE
    why = Why.ORDERS_BY_PHONE if more.get("others") else Why.ONLY_ONE
    return Decision(by, matched(who, by_phone, not by_phone, ordered), **{"why": why, **more})


def also(number: int, name: str, *ordered: Order, by_phone: bool = True, **more: Any) -> Match:
    """Make a further client with the ticket's phone, or else with its e-mail."""
    own = {"phones": (PHONE,), "email": ""} if by_phone else {"phones": (), "email": EMAIL}
    who = client(number, name, **{"orders_count": len(ordered), **own, **more})
    return matched(who, by_phone, not by_phone, ordered)


def ticket(searched: Contact = BOTH, **more: Any) -> Ticket:
    """Make a ticket; more says what else its administrator or its preferences want."""
    of_ticket = {name: more.pop(name) for name in ("subdomain", "key", "ignored") if name in more}
    preferences = Preferences(**{"tracking": TRACKING, **more})
    return Ticket(
        **{"subdomain": "company", "key": "demo-key", **of_ticket}, contact=searched, preferences=preferences
    )


def sample(name: str, decision: Decision, of: Ticket | None = None, **more: Any) -> Sample:
    """Make a sample of the usual ticket."""
    return Sample(name, decision, of or ticket(), **more)


def spoken(shown: Sample, lang: str) -> Sample:
    """Return the sample in another language."""
    preferences = replace(shown.ticket.preferences, lang=lang)
    return replace(shown, ticket=replace(shown.ticket, preferences=preferences))
