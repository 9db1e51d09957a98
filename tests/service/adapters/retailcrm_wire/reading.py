"""Reads what a test would have sent, through real JSON."""

import json
from typing import Any

from service.adapters import retailcrm_wire as wire
from service.core.model import Customer, Kind, Order, Question, Search

PEOPLE, ORDERS = Question(Search.CUSTOMERS_BY_PHONE, "1"), Question(Search.ORDERS_BY_PHONE, "1")
CONTACTS = Question(Search.CONTACT_PERSONS)
FIRMS = Question(Search.COMPANIES_OF, "1")
REFERENCES = [Question(Search.REFERENCES, kind) for kind in Kind]


def people(*sent: Any) -> tuple[Customer, ...]:
    """Read a list of customers."""
    return wire.reply(PEOPLE, through_json({"customers": sent})).customers


def orders(*sent: Any) -> tuple[Order, ...]:
    """Read a list of orders."""
    return wire.reply(ORDERS, through_json({"orders": sent})).orders


def through_json(data: object) -> Any:
    """Write it down and parse it as the adapter does."""
    return wire.parse(json.dumps(data).encode())
