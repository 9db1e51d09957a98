"""A ticket of the demo, and the CRM records that it meets.

Everybody is invented; addresses are under example.com and example.org.
"""

from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]

PRODUCTS = ("Кроссовки беговые", "Рюкзак городской", "Термокружка", "Наушники беспроводные")
SINCE = "2026-06-01 12:00:00"  # when all became customers: before any of the orders


@dataclass(frozen=True, slots=True)
class Scenario:
    """A ticket and the CRM records it meets."""

    subject: str
    ticket: Document
    customers: tuple[Document, ...] = ()
    orders: tuple[Document, ...] = field(default=())


def customer(number: int, first: str, last: str, phone: str, email: str, **more: object) -> Document:
    """A card as the RetailCRM simulator's control door takes it; `more` are further fields of it."""
    phones = [{"number": phone}] if phone else []
    name = {"firstName": first, "lastName": last}
    return {"id": number, "createdAt": SINCE, **name, "phones": phones, "email": email, **more}


def order(
    number: int, shown: str, customer: int | None, at: str, status: str, total: float, **more: object
) -> Document:
    """An order as the RetailCRM simulator's control door takes it; `more` are further fields of it."""
    owner = {} if customer is None else {"customer": {"id": customer}}
    name, done = PRODUCTS[number % len(PRODUCTS)], status == "complete"
    return {
        "id": number,
        "number": shown,
        "createdAt": at,
        "status": status,
        "summ": total,
        "totalSumm": total,
        "prepaySum": total if done else 0,
        "items": [line(number, name, 1, total)],
        "payments": [payment(number, total, paid=done)],
        "delivery": {"code": "courier", "cost": 0, "address": {"text": "ул. Примерная, д. 1"}},
        **owner,
        **more,
    }


def line(number: int, name: str, quantity: float, price: float, *, cancelled: bool = False) -> Document:
    """A line of an order; one that was cancelled stands in it and costs nothing."""
    status = "canceled" if cancelled else "new"
    prices = [{"price": 0 if cancelled else price, "quantity": quantity}]
    named = {"id": number, "productName": name, "quantity": quantity, "initialPrice": price, "prices": prices}
    return {**named, "status": status, "isCanceled": cancelled}


def payment(number: int, amount: float, *, paid: bool, kind: str = "bank-card") -> Document:
    """A payment of an order."""
    return {"id": number, "type": kind, "status": "paid" if paid else "not-paid", "amount": amount}


def ticket(
    channel: str,
    name: str,
    text: str,
    *,
    email: str | None = None,
    phone: str | None = None,
    messenger: str | None = None,
) -> Document:
    """A ticket as the Usedesk simulator's control door takes it."""
    whatsapp = messenger or (phone if channel == "whatsapp" else None)
    client = {
        "name": name,
        "emails": [email] if email else [],
        "phones": [{"type": "mobile", "phone": phone}] if phone and channel != "whatsapp" else [],
        "messengers": [{"type": "whatsapp", "id": whatsapp}] if whatsapp else [],
    }
    return {
        "channel": channel,
        "client": client,
        "text": text,
    }
