"""Which positions of a switch fit what was seen: each function narrows them down, or tells nothing (None)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from simulators.retailcrm_mock.drift.walk import Document, Point, Walk
from simulators.retailcrm_mock.wire import MAPS, MONEY

Positions = set[str] | None
_TEXTS = ("externalId", "firstName", "lastName", "patronymic", "email", "discountCardNumber")
_ENOUGH = 3
"""Documents whose order says something."""


def payments(walk: Walk) -> Positions:
    """By the kinds of JSON value that they come as."""
    return _every(map(_payments, (one.get("payments") for one in walk.documents["orders"])))


def _payments(value: Any) -> Positions:
    if isinstance(value, dict):
        return {"map", "empty-list"} if value else {"map"}
    if isinstance(value, list):
        return {"list"} if value else {"map", "list", "empty-list"}
    return None


def empty_map(walk: Walk) -> Positions:
    """By the maps of the account's own fields that are empty."""
    empty = [value for _, name, value in _values(walk) if name in MAPS and value in ([], {})]
    return _every({"{}"} if isinstance(value, dict) else {"[]"} for value in empty)


def absent(walk: Walk) -> Positions:
    """By the fields of a card that people often leave out."""
    found: set[str] = set()
    for card in walk.documents["customers"]:
        values = [card.get(name, card) for name in _TEXTS]
        found |= {"omitted" for value in values if value is card}
        found |= {"null" for value in values if value is None}
        found |= {"empty-string" for value in values if value == ""}
    return found or None


def money(walk: Walk) -> Positions:
    """By whole sums, written with a point or without."""
    sums = [value for _, name, value in _values(walk) if name in MONEY and isinstance(value, (int, float))]
    whole = [value for value in sums if value == int(value) and not isinstance(value, bool)]
    return _every({"float"} if isinstance(value, Point) else {"plain"} for value in whole)


def currency_case(walk: Walk) -> Positions:
    """By the letters of currencies."""
    codes = [value for _, name, value in _values(walk) if name == "currency" and isinstance(value, str)]
    return _every({"lower"} if code == code.lower() else {"upper"} for code in codes if code)


def list_order(walk: Walk) -> Positions:
    """By the moments of creation on the pages read."""
    return _every(
        map(
            _order,
            ([one.get("createdAt") for one in walk.documents[name]] for name in ("customers", "orders")),
        )
    )


def _order(moments: list[Any]) -> Positions:
    told = [moment for moment in moments if isinstance(moment, str)]
    if len(set(told)) < _ENOUGH:
        return None
    if told == sorted(told):
        return {"oldest"}
    return {"newest"} if told == sorted(told, reverse=True) else {"arbitrary"}


def error_shape(walk: Walk) -> Positions:
    """By the refusals that name what is wrong."""
    return _every({"map"} if isinstance(told, dict) else {"list"} for told in _wrong(walk))


def error_language(walk: Walk) -> Positions:
    """By the letters of what is wrong."""
    return _every({"ru"} if _cyrillic(told) else {"en"} for told in _wrong(walk))


def _wrong(walk: Walk) -> Iterator[Any]:
    for status, answer in walk.answers:
        if status == 400 and isinstance(answer, dict) and answer.get("errors"):  # noqa: PLR2004 - HTTP's
            yield answer["errors"]


def _cyrillic(told: Any) -> bool:
    texts = told.values() if isinstance(told, dict) else told
    return any("а" <= letter <= "я" for text in texts for letter in str(text).lower())


def _values(walk: Walk) -> Iterator[tuple[Document, str, Any]]:
    """Yield every named value in what the lists held."""
    for documents in walk.documents.values():
        yield from _inside(documents)


def _inside(held: Any) -> Iterator[tuple[Document, str, Any]]:
    for one in held if isinstance(held, list) else held.values():
        if isinstance(one, dict):
            yield from ((one, name, value) for name, value in one.items())
        if isinstance(one, (dict, list)):
            yield from _inside(one)


def _every(seen: Iterable[Positions]) -> Positions:
    """The positions that fit all that was seen; None if nothing was."""
    told = [positions for positions in seen if positions is not None]
    return set.intersection(*told) if told else None


SHAPES: dict[str, Callable[[Walk], Positions]] = {
    "payments": payments,
    "empty-map": empty_map,
    "absent": absent,
    "money": money,
    "currency-case": currency_case,
    "list-order": list_order,
    "error-shape": error_shape,
    "error-language": error_language,
}
"""Switches that show in what was read anyway."""
