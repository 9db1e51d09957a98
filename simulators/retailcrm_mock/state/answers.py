"""What is read of cards, orders and notes, and the documents that the rows make."""

import json
from typing import Any

from simulators.retailcrm_mock.state import documents
from simulators.retailcrm_mock.state.database import Document

CARD = """SELECT id, document,
    (SELECT count(*) FROM orders WHERE orders.account = customers.account AND customer_id = customers.id),
    (SELECT total(total) FROM orders WHERE orders.account = customers.account AND customer_id = customers.id)
    FROM customers"""
ORDER = "SELECT document, customer_id, contact_id FROM orders"
NOTE = "SELECT id, customer_id, manager_id, created_at, text FROM notes"


def card(_number: int, held: str, orders: int, spent: float) -> Document:
    """The card with the figures its orders make, unless it was given figures of its own."""
    average = documents.plain(spent / orders) if orders else 0
    figures = {"ordersCount": orders, "averageSumm": average, "totalSumm": documents.plain(spent)}
    card: Document = json.loads(held)
    return card | {name: figure for name, figure in figures.items() if name not in card}


def with_people(order: Document, customer: Document | None, contact: Document | None) -> Document:
    """The order with the cards of its people, as far as they may be seen."""
    people = {"customer": customer, "contact": contact}
    return order | {role: card for role, card in people.items() if card is not None}


def note(card: Document, row: tuple[Any, ...]) -> Document:
    """The note, its customer named by what the card says."""
    number, _who, manager, created_at, text = row
    named = {name: card[name] for name in ("site", "id", "externalId", "type") if name in card}
    written_by = {} if manager is None else {"managerId": manager}
    return {"customer": named, "id": number, **written_by, "text": text, "createdAt": created_at}
