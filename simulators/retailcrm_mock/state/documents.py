"""Customers and orders as they are handed in, checked and completed to what API v5 would answer."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.state import find
from simulators.retailcrm_mock.state.database import Document

BIGGEST = 2**53  # the last whole number every JSON reader keeps exact
MOMENT = "%Y-%m-%d %H:%M:%S"
LONGEST = 255
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")  # quicker to read than MOMENT
_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))

CUSTOMER_TYPES = ("customer", "customer_corporate")
_TEXTS = (
    "externalId",
    "firstName",
    "lastName",
    "patronymic",
    "nickName",
    "email",
    "phone",
    "additionalPhone",
    "number",
    "status",
)


def customer(wish: Document, number: int, site: str, created_at: str) -> Document:
    """The customer's card, completed with what every card has."""
    _check(wish, "customer")
    for phone in listed(wish, "phones", "customer"):
        text(phone, "number", "a phone of a customer")
    kind = wish.get("type", "customer")
    if kind not in CUSTOMER_TYPES:
        raise ControlError(f"customer type is {kind!r}; give one of {', '.join(CUSTOMER_TYPES)}")
    common = {
        "type": kind,
        "id": number,
        "isContact": False,
        "createdAt": created_at,
        "vip": False,
        "bad": False,
    }
    if kind == "customer_corporate":
        del common["isContact"]
    return {**common, "site": site, **wish, "id": number, "customFields": wish.get("customFields") or []}


def order(wish: Document, number: int, site: str, created_at: str) -> Document:
    """The order without its people, completed with what every order has; the sums are those of the goods."""
    _check(wish, "order")
    goods = sum(_line(item) for item in listed(wish, "items", "order"))
    carriage = _number(_object(wish, "delivery", "order"), "cost", "the delivery of an order", 0)
    common = {
        "slug": number, "summ": plain(goods), "id": number, "number": f"{number}C", "orderType": "main",
        "orderMethod": "phone", "createdAt": created_at, "statusUpdatedAt": wish.get("createdAt", created_at),
        "totalSumm": plain(goods + carriage), "prepaySum": 0, "currency": "RUB", "site": site,
        "status": "new", "items": [], "shipped": False, "customFields": [],
    }  # fmt: skip
    payments = _payments(wish.get("payments", []))
    whole = {**common, **wish, "id": number, "payments": payments}
    whole["customFields"] = wish.get("customFields") or []
    _number(whole, "totalSumm", "an order", 0)
    return {name: value for name, value in whole.items() if name not in ("customer", "contact")}


def names(document: Document) -> str:
    """The full name of a person or company, as searches want it."""
    parts = (str(document.get(part, "")) for part in ("firstName", "lastName", "patronymic"))
    return find.names(*parts) or find.names(str(document.get("nickName", "")))


def identity(wish: Document, what: str) -> int | None:
    """The id given, if one is."""
    given = wish.get("id")
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 0 < given < BIGGEST:
        raise ControlError(f"{what} id is {given!r}; give a whole number above 0, or leave it out")
    return given


def person(wish: Document, role: str) -> int | None:
    """The id of the customer who stands in this role in an order, if one does."""
    held = wish.get(role)
    if held is None:
        return None
    if not isinstance(held, dict) or identity(held, f"order {role}") is None:
        raise ControlError(f'{role} of an order is not {{"id": …}}; name a customer by id, or leave it out')
    return identity(held, f"order {role}")


def listed(wish: Document, name: str, what: str) -> list[Document]:
    """The list of objects under the name; an absent one is empty."""
    held = wish.get(name, [])
    if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
        raise ControlError(f"{name} of {what} is no list of objects; give one, or leave it out")
    return held


def text(wish: Document, name: str, what: str, default: str = "") -> str:
    """The text under the name; an absent one is the default."""
    held = wish.get(name, default)
    if not isinstance(held, str) or len(held) > LONGEST:
        raise ControlError(f"{name} of {what} is no text of up to {LONGEST} signs; give one, or leave it out")
    return held


def moment(wish: Document, name: str, what: str, default: str) -> str:
    """The date and time under the name, as RetailCRM writes them."""
    held = text(wish, name, what, default)
    try:
        if _WRITTEN.fullmatch(held):
            datetime.fromisoformat(held)
            return held
        return datetime.strptime(held, MOMENT).strftime(MOMENT)  # noqa: DTZ007 - RetailCRM's times have no zone
    except ValueError as error:
        raise ControlError(f"{name} of {what} is {held!r}; write it like 2026-11-23 14:05:00") from error


def stored(document: Document, what: str) -> str:
    """The document as text to keep."""
    try:
        held = _COMPACT.encode(document)
        held.encode()
    except ValueError as error:  # NaN, or half a surrogate pair
        raise ControlError(f"{what} holds a number or a sign that JSON cannot: mend it") from error
    return held


def plain(amount: float) -> float | int:
    """An amount of money as JSON writes it: to the cent, and whole when it is."""
    rounded = round(amount, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _check(wish: Document, what: str) -> None:
    for name in _TEXTS:
        text(wish, name, what)
    for name in ("isContact", "vip", "bad"):
        if not isinstance(wish.get(name, False), bool):
            raise ControlError(f"{name} of {what} is {wish[name]!r}; give true or false")


def _object(wish: Document, name: str, what: str) -> Document:
    held = wish.get(name, {})
    if not isinstance(held, dict):
        raise ControlError(f"{name} of {what} is no object; give one, or leave it out")
    return held


def _payments(held: Any) -> Document | list[Any]:
    """RetailCRM answers payments as an object by id, and [] when there are none."""
    many = list(held.values()) if isinstance(held, dict) else held
    if not isinstance(many, list) or not all(isinstance(one, dict) for one in many):
        raise ControlError(
            "payments of an order are neither an object by id nor a list of objects; give either"
        )
    numbered = [{"id": number, **one} for number, one in enumerate(many, 1)]
    return {str(one["id"]): one for one in numbered} or []


def _line(item: Document) -> float:
    prices: Iterable[Document] = listed(item, "prices", "an item")
    paid = [_number(one, "price", "an item", 0) * _number(one, "quantity", "an item", 1) for one in prices]
    alone = _number(item, "initialPrice", "an item", 0) * _number(item, "quantity", "an item", 1)
    return sum(paid) if paid else alone


def _number(wish: Document, name: str, what: str, default: float) -> float:
    held = wish.get(name, default)
    if isinstance(held, bool) or not isinstance(held, int | float) or not -1e15 < held < 1e15:  # noqa: PLR2004
        raise ControlError(f"{name} of {what} is {held!r}; give a number")
    return held
