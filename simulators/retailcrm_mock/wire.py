"""Turns a stored document into what the API answers in the account's dialect. Pure."""

from typing import Any

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock.state import Document
from simulators.retailcrm_mock.state.documents import plain

MAPS = ("customFields", "properties")  # PHP writes an empty map as []
MONEY = frozenset(
    (
        "summ", "totalSumm", "averageSumm", "prepaySum", "purchaseSumm", "marginSumm", "avgMarginSumm",
        "costSumm", "amount", "cost", "netCost", "price", "initialPrice", "discountTotal",
        "discountManualAmount", "purchasePrice", "defaultCost", "defaultNetCost",
    )
)  # fmt: skip

# retailcrm/api-client-php, CustomerCorporate: written with the company, read by sub-lists.
LISTS_OF_COMPANY = ("customerContacts", "companies", "addresses")

_PERSON = (
    "externalId", "firstName", "lastName", "patronymic", "sex", "email", "birthday", "photoUrl",
    "discountCardNumber",
)  # fmt: skip
_ORDER = (
    "externalId", "statusComment", "firstName", "lastName", "patronymic", "phone", "additionalPhone",
    "email", "customerComment", "managerComment", "fullPaidAt", "shipmentStore", "shipmentDate", "countryIso",
)  # fmt: skip
# What is often not set, by kind: texts, then values whose empty form would be no text.
_OFTEN_ABSENT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "customer": (_PERSON, ("phones", "address", "tags", "managerId", "contragent", "source")),
    "customer_corporate": (("externalId", "nickName"), ("mainAddress", "mainCompany", "tags", "managerId")),
    "order": (_ORDER, ("delivery", "contact", "customer", "company", "managerId", "source")),
    "delivery": (("code", "integrationCode", "date"), ("time", "address", "data", "service")),
    "item": (("productName", "comment", "status"), ("offer", "discounts")),
    "payment": (("externalId", "paidAt", "comment", "status", "type"), ("amount",)),
}


def customer(card: Document, dialect: Dialect) -> Document:
    """A person or a company; what a company has lists of is answered by methods of their own."""
    if card.get("type") == "customer_corporate":
        card = {name: value for name, value in card.items() if name not in LISTS_OF_COMPANY}
    return _dressed(card, str(card.get("type", "customer")), dialect)


def order(document: Document, dialect: Dialect) -> Document:
    """An order with its people, items, payments and delivery."""
    parts: Document = {role: customer(document[role], dialect) for role in _people(document)}
    if isinstance(document.get("delivery"), dict):
        parts["delivery"] = _dressed(document["delivery"], "delivery", dialect)
    parts["items"] = [_dressed(item, "item", dialect) for item in document.get("items", [])]
    parts["payments"] = _payments(document.get("payments") or {}, dialect)
    return _dressed({**document, **parts}, "order", dialect)


def part(document: Document, dialect: Dialect) -> Document:
    """A contact, a legal entity or an address of a company, or anything else that is no whole card."""
    return _dressed(document, "", dialect)


def reference(items: dict[str, Document], dialect: Dialect) -> Any:
    """A reference by code; a list when the codes count 0, 1, 2…: PHP cannot tell such a map from one."""
    dressed = {code: _dressed(item, "", dialect) for code, item in items.items()}
    if not dressed:
        return _empty(dialect)
    counted = [str(number) for number in range(len(dressed))]
    return list(dressed.values()) if list(dressed) == counted else dressed


def _people(document: Document) -> list[str]:
    return [role for role in ("customer", "contact") if isinstance(document.get(role), dict)]


def _payments(held: Document, dialect: Dialect) -> Any:
    dressed = {number: _dressed(payment, "payment", dialect) for number, payment in held.items()}
    if dialect["payments"] == "list":
        return list(dressed.values())
    return dressed or ([] if dialect["payments"] == "empty-list" else _empty(dialect))


def _dressed(document: Document, kind: str, dialect: Dialect) -> Document:
    texts, others = _OFTEN_ABSENT.get(kind, ((), ()))
    filler: dict[str, Document] = {
        "omitted": {},
        "null": dict.fromkeys((*texts, *others)),
        "empty-string": dict.fromkeys(texts, ""),
    }
    absent = filler[dialect["absent"]]
    return {name: _value(name, value, dialect) for name, value in {**absent, **document}.items()}


def _value(name: str, value: Any, dialect: Dialect) -> Any:
    if name in MAPS and not value:
        return _empty(dialect)
    if name in MONEY and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if dialect["money"] == "float" else plain(value)
    if name == "currency" and isinstance(value, str):
        return value.lower() if dialect["currency-case"] == "lower" else value
    if isinstance(value, dict) and name not in ("customFields", "payments", "customer", "contact"):
        return {inner: _value(inner, held, dialect) for inner, held in value.items()}
    if isinstance(value, list):
        return [_value("", one, dialect) if isinstance(one, dict) else one for one in value]
    return value


def _empty(dialect: Dialect) -> Any:
    return {} if dialect["empty-map"] == "{}" else []
