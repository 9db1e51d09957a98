"""Orders as their pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from simulators.retailcrm_mock.pages import people
from simulators.retailcrm_mock.pages.people import Facts, Person
from simulators.retailcrm_mock.pages.reading import (
    answer,
    flag,
    identity,
    joined,
    mapping,
    number,
    objects,
    text,
)
from simulators.retailcrm_mock.pages.words import Chip, Words

Held = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """An order in a list."""

    id: int | None
    number: str
    status: Chip
    customer: Person
    company: Person
    created: str
    total: str


@dataclass(frozen=True, slots=True)
class Line:
    """An item of an order, with its totals."""

    name: str
    notes: tuple[str, ...]
    status: str
    cancelled: bool
    price: str
    quantity: str
    total: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment of an order."""

    kind: str
    status: Chip
    amount: str
    paid_at: str
    comment: str


@dataclass(frozen=True, slots=True)
class Link:
    """An order that this one is linked with."""

    id: int | None
    number: str
    comment: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An order's page, ready to print. The shop's own costs are left out."""

    number: str
    status: Chip
    status_comment: str
    created: str
    customer: Person
    company: Person
    links: tuple[Link, ...]
    name: str
    phone: str
    additional_phone: str
    email: str
    lines: tuple[Line, ...]
    sums: Facts
    payments: tuple[Payment, ...]
    delivery: Facts
    details: Facts
    comments: Facts


def row(order: Held, words: Words) -> Row:
    """The order as one row of a list."""
    return Row(
        id=identity(order, "id"),
        number=_number(order),
        status=words.status(text(order, "status")),
        customer=_person(order),
        company=_company(order),
        created=text(order, "createdAt"),
        total=words.money(number(order, "totalSumm"), text(order, "currency")),
    )


def sheet(order: Held, words: Words) -> Sheet:
    """The order as a whole page."""
    currency = text(order, "currency")
    return Sheet(
        number=_number(order),
        status=words.status(text(order, "status")),
        status_comment=text(order, "statusComment"),
        created=text(order, "createdAt"),
        customer=_person(order),
        company=_company(order),
        links=tuple(_link(one) for one in objects(order, "links") if mapping(one, "order")),
        name=people.full_name(order),
        phone=text(order, "phone"),
        additional_phone=text(order, "additionalPhone"),
        email=text(order, "email"),
        lines=tuple(_line(item, currency, words) for item in objects(order, "items")),
        sums=_sums(order, currency, words),
        payments=tuple(_payment(one, currency, words) for one in objects(order, "payments")),
        delivery=_delivery(mapping(order, "delivery"), currency, words),
        details=_details(order, words),
        comments=people.said(
            ("Of the customer", text(order, "customerComment")),
            ("Of the manager", text(order, "managerComment")),
        ),
    )


def _number(order: Held) -> str:
    return text(order, "number") or text(order, "id")


def _person(order: Held) -> Person:
    """The customer or, where that is a company or is gone, the contact."""
    customer, contact = mapping(order, "customer"), mapping(order, "contact")
    company = text(customer, "type") == "customer_corporate"
    who = contact if contact and (company or not customer) else customer
    number_ = identity(who, "id")
    name = people.full_name(who) or people.full_name(order) or (f"Customer {number_}" if number_ else "")
    return Person(None if text(who, "type") == "customer_corporate" else number_, name)


def _company(order: Held) -> Person:
    """The company that orders, if one does; the link leads to its page."""
    customer = mapping(order, "customer")
    corporate = text(customer, "type") == "customer_corporate"
    name = text(order, "company", "name") or text(customer, "nickName")
    return Person(identity(customer, "id") if corporate else None, name)


def _link(link: Held) -> Link:
    other = mapping(link, "order")
    return Link(identity(other, "id"), _number(other), text(link, "comment"))


def _line(item: Held, currency: str, words: Words) -> Line:
    quantity = _or(number(item, "quantity"), 1)
    status, offer = text(item, "status"), mapping(item, "offer")
    return Line(
        name=text(offer, "displayName") or text(offer, "name") or text(item, "productName") or "Unnamed item",
        notes=tuple(filter(None, (text(offer, "article"), _properties(item), text(item, "comment")))),
        status=words.name("product-statuses", status),
        cancelled=flag(item, "isCanceled") or bool(_cancels(status, words)),
        price=words.money(number(item, "initialPrice"), currency),
        quantity=format_decimal(quantity, locale="en"),
        total=words.money(_total(item, quantity), currency),
    )


def _cancels(status: str, words: Words) -> bool:
    return flag(words.known("product-statuses").get(status), "cancelStatus")


def _properties(item: Held) -> str:
    """Size, colour and the like."""
    said = (
        joined(text(one, "name"), answer(one.get("value")), by=": ") for one in objects(item, "properties")
    )
    return joined(*said)


def _total(item: Held, quantity: Decimal) -> Decimal:
    """What the line costs after discount: its prices if it has them, or its price less its discount."""
    prices = objects(item, "prices")
    if prices:
        return sum(
            (_or(number(one, "price"), 0) * _or(number(one, "quantity"), 1) for one in prices), Decimal(0)
        )
    return (_or(number(item, "initialPrice"), 0) - _or(number(item, "discountTotal"), 0)) * quantity


def _sums(order: Held, currency: str, words: Words) -> Facts:
    percent = text(order, "discountManualPercent")
    amounts = (
        ("Goods", number(order, "summ")),
        ("Discount", number(order, "discountManualAmount") or None),
        ("Delivery", number(order, "delivery", "cost")),
        ("Total", number(order, "totalSumm")),
        ("Paid so far", number(order, "prepaySum")),
        ("Left to pay", _left(order)),
    )
    sums = [(name, words.money(amount, currency)) for name, amount in amounts]
    if percent not in ("", "0"):
        sums.insert(1, ("Discount on the order", f"{percent} %"))
    return people.said(*sums)


def _left(order: Held) -> Decimal | None:
    """What is missing of an order that is paid in part."""
    paid, total = (number(order, name) or Decimal(0) for name in ("prepaySum", "totalSumm"))
    return total - paid if 0 < paid < total else None


def _payment(payment: Held, currency: str, words: Words) -> Payment:
    return Payment(
        kind=words.name("payment-types", text(payment, "type")) or "Payment",
        status=words.payment(text(payment, "status")),
        amount=words.money(number(payment, "amount"), currency),
        paid_at=text(payment, "paidAt"),
        comment=text(payment, "comment"),
    )


def _delivery(delivery: Held, currency: str, words: Words) -> Facts:
    time, data = mapping(delivery, "time"), mapping(delivery, "data")
    hours = text(time, "custom") or joined(text(time, "from"), text(time, "to"), by=" – ")
    return people.said(
        ("Type", words.name("delivery-types", text(delivery, "code"))),
        ("Service", text(delivery, "service", "name")),
        ("Date", joined(text(delivery, "date"), hours)),
        ("Address", people.address(mapping(delivery, "address"))),
        ("Track number", text(data, "trackNumber")),
        ("State", text(data, "statusText") or text(data, "status")),
        ("Pick-up point", joined(text(data, "pickuppointName"), text(data, "pickuppointAddress"))),
        ("Cost", words.money(number(delivery, "cost"), currency)),
    )


def _details(order: Held, words: Words) -> Facts:
    return people.said(
        ("Shop", words.name("sites", text(order, "site"))),
        ("Order type", words.name("order-types", text(order, "orderType"))),
        ("Order method", words.name("order-methods", text(order, "orderMethod"))),
        ("Manager", people.manager(order, words)),
        ("Status since", text(order, "statusUpdatedAt")),
        ("Fully paid", text(order, "fullPaidAt")),
        ("Ships on", text(order, "shipmentDate")),
        ("Marketplace", joined(text(order, "marketplace", "code"), text(order, "marketplace", "orderId"))),
        ("Came from", joined(*(text(order, "source", part) for part in ("source", "medium", "campaign")))),
        ("External ID", text(order, "externalId")),
        ("CRM's own ID", text(order, "id")),
        *people.custom_fields(order),
    )


def _or(found: Decimal | None, otherwise: int) -> Decimal:
    return Decimal(otherwise) if found is None else found
