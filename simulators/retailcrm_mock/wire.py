"""Turns a stored document into what the API answers in the account's dialect. Pure."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple

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
_HOLDERS = (dict, list)
_DRESSED_ALREADY = ("payments", "customer", "contact")

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
Texts = tuple[str, ...]
# What is often not set, by kind: texts, then values whose empty form would be no text.
_OFTEN_ABSENT: dict[str, tuple[Texts, Texts]] = {
    "customer": (_PERSON, ("phones", "address", "tags", "managerId", "contragent", "source")),
    "customer_corporate": (("externalId", "nickName"), ("mainAddress", "mainCompany", "tags", "managerId")),
    "order": (_ORDER, ("delivery", "contact", "customer", "company", "managerId", "source")),
    "delivery": (("code", "integrationCode", "date"), ("time", "address", "data", "service")),
    "item": (("productName", "comment", "status"), ("offer", "discounts")),
    "user": (("patronymic", "photoUrl", "phone"), ("mgUserId",)),
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


def user(document: Document, dialect: Dialect) -> Document:
    """Somebody who works in the CRM."""
    return _dressed(document, "user", dialect)


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


class _Style(NamedTuple):
    """What a dialect makes of documents: made once for its positions, not for every card.

    Attributes:
        absent: what stands for values that are not set, by kind of document.
        changes: what becomes of the values under certain names; all others stay.
    """

    absent: dict[str, Document]
    changes: dict[str, Callable[[Any], Any]]


@lru_cache
def _style(absent: str, empty_map: str, money: str, currency_case: str) -> _Style:
    fillers: dict[str, Callable[[Texts, Texts], Document]] = {
        "omitted": lambda _texts, _others: {},
        "null": lambda texts, others: dict.fromkeys((*texts, *others)),
        "empty-string": lambda texts, _others: dict.fromkeys(texts, ""),
    }
    amount = float if money == "float" else plain
    changes: dict[str, Callable[[Any], Any]] = dict.fromkeys(MONEY, partial(_if, (int, float), amount))
    changes |= dict.fromkeys(MAPS, partial(_filled, dict if empty_map == "{}" else list))
    if currency_case == "lower":
        changes["currency"] = partial(_if, (str,), str.lower)
    return _Style({kind: fillers[absent](*names) for kind, names in _OFTEN_ABSENT.items()}, changes)


def _if(kinds: tuple[type, ...], change: Callable[[Any], Any], value: Any) -> Any:
    return change(value) if type(value) in kinds else value


def _filled(empty: Callable[[], Any], value: Any) -> Any:
    """A map whose names are the account's own, so that nothing inside it is changed."""
    return value or empty()


def _dressed(document: Document, kind: str, dialect: Dialect) -> Document:
    style = _style(dialect["absent"], dialect["empty-map"], dialect["money"], dialect["currency-case"])
    absent = style.absent.get(kind)
    return _values({**absent, **document} if absent else document, style.changes)


def _values(document: Document, changes: dict[str, Callable[[Any], Any]]) -> Document:
    return {
        name: changes[name](value)
        if name in changes
        else _inside(name, value, changes)
        if type(value) in _HOLDERS
        else value
        for name, value in document.items()
    }


def _inside(name: str, held: Any, changes: dict[str, Callable[[Any], Any]]) -> Any:
    if isinstance(held, list):
        return [_values(one, changes) if isinstance(one, dict) else one for one in held]
    return held if name in _DRESSED_ALREADY else _values(held, changes)


def _empty(dialect: Dialect) -> Any:
    return {} if dialect["empty-map"] == "{}" else []
