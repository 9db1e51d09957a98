"""Gathers why a search found nothing: the same search with one thing changed, counted within bounds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulators.kit.dialects import Dialect
from simulators.retailcrm_mock import explain
from simulators.retailcrm_mock.api import filters
from simulators.retailcrm_mock.api.brackets import SINGLE, Parameters, Sent
from simulators.retailcrm_mock.explain import Facts
from simulators.retailcrm_mock.state import Account, ApiKey, Condition, Document, find

KINDS = {"customers": "customer", "customersCorporate": "company", "orders": "order", "notes": "note"}
MOST_FILTERS = 6  # of which one after the other is left out
_RANGE = re.compile(r"(?:min|max)(?=[A-Z])|(?:From|To|Min|Max)$")
_WITH_PHONES = ("customer", "order")
_PEOPLE = ("customer", "company")
_WHAT = {
    "email": "this e-mail",
    "ids": "such an id",
    "externalIds": "such an externalId",
    "numbers": "such a number",
    "customerId": "this customerId",
    "customerIds": "such a customerId",
    "customerExternalIds": "such a customerExternalId",
    "managerIds": "such a managerId",
    "customerExternalId": "this customerExternalId",
}
# Where else to look when one filter found nothing, and what to say of what is there.
_ELSEWHERE = {
    ("customer", "name"): (("order", "customer", "it"),),
    ("customer", "email"): (("order", "email", "it"),),
    ("customer", "ids"): (
        ("company", "ids", "such an id: see customers-corporate"),
        ("customer", "externalIds", "this as externalId: say filter[externalIds]"),
    ),
    ("customer", "externalIds"): (("customer", "ids", "this as id: say filter[ids]"),),
    ("company", "ids"): (("customer", "ids", "such an id: see customers"),),
    ("order", "ids"): (
        ("order", "numbers", "this as number: say filter[numbers]"),
        ("order", "externalIds", "this as externalId: say filter[externalIds]"),
    ),
    ("order", "numbers"): (("order", "ids", "this as id: say filter[ids]"),),
    ("order", "externalIds"): (("order", "ids", "this as id: say filter[ids]"),),
    ("order", "customer"): (("customer", "name", "it, and no order"),),
    ("order", "email"): (("customer", "email", "it, and no order"),),
}


class _Watched(Dialect):
    """A dialect that notes which of its switches somebody asks about."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect.switches)
        self.choose(dialect.positions())
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)


@dataclass(frozen=True, slots=True)
class Search:
    """A search that was made, by filters or by what a path named."""

    kind: str
    account: Account
    key: ApiKey
    dialect: Dialect

    def tally(self, kind: str, conditions: Sequence[Condition]) -> tuple[int, dict[str, int]]:
        """How many there are in the shops the key sees, and in each of the others; 0 if it takes too long."""
        by_shop = self.account.tally(kind, conditions, explain.MANY) or {}
        seen = self.key.shops
        if seen is None:
            return sum(by_shop.values()), {}
        hidden = {shop: count for shop, count in by_shop.items() if shop not in seen}
        return sum(by_shop.values()) - sum(hidden.values()), hidden

    def asker(self, switch: str = "", position: str = "", *, everywhere: bool = False) -> filters.Asker:
        """Who asks: in this dialect, or with one switch elsewhere; seeing what the key sees, or all."""
        dialect = self.dialect
        if switch:
            dialect = Dialect(dialect.switches)
            dialect.choose({**self.dialect.positions(), switch: position})
        return filters.Asker(dialect, None if everywhere else self.key.shops)


def empty_list(search: Search, sent: Parameters, known: Mapping[str, Any], page: int, pages: int) -> str:
    """Why a page of a list is empty."""
    if pages:
        return explain.page_past_end(page, pages)
    return explain.nothing(_facts(search, sent, known))


def by_name_only(kind: str, sent: Parameters, items: Sequence[Document]) -> str | None:
    """Says so if digits were asked for and what was found has them in its name only; None otherwise."""
    asked = sent.filters.get("customer" if kind == "order" else "name")
    if (
        kind not in _WITH_PHONES
        or asked is None
        or asked.shape != SINGLE
        or not find.is_phone(asked.texts[0])
    ):
        return None
    wanted = find.digits(asked.texts[0])[-10:]
    return (
        None if any(wanted in find.digits(" ".join(_phones(one))) for one in items) else explain.BY_NAME_ONLY
    )


def missing(search: Search, by: str, site: str, ways: Mapping[str, Condition]) -> str:
    """Why nothing was found `by` one of the `ways` to name it, most often id and externalId."""
    count, hidden = search.tally(search.kind, [ways[by]])
    if count and site:
        return explain.ascii_only(f"{count} {_has(count)} this {by}, in another shop than site says")
    elsewhere = []
    for other in ways.keys() - {by}:
        swapped, _ = search.tally(search.kind, [ways[other]])
        elsewhere += [(swapped, "", f"{_has(swapped)} this {other}: say by={other}")] if swapped else []
    for kind, said in (("company", "see customers-corporate"), ("customer", "see customers")):
        if search.kind in _PEOPLE and kind != search.kind:
            count, _ = search.tally(kind, [ways[by]])
            elsewhere += [(count, kind, f"{_has(count)} this {by}: {said}")] if count else []
    facts = Facts(search.kind, search.key.id, (by,), f"this {by}", hidden, elsewhere=tuple(elsewhere))
    return explain.nothing(facts)


def _facts(search: Search, sent: Parameters, known: Mapping[str, Any]) -> Facts:
    said = {name: value for name, value in sent.filters.items() if name in known}
    names = tuple(dict.fromkeys(_stem(name) for name in said))
    now = _conditions(said, known, search.asker(everywhere=True))
    _, hidden = search.tally(search.kind, now)
    positions = tuple(_other_positions(search, said, known))
    return Facts(
        kind=search.kind,
        key=search.key.id,
        filters=names,
        what=_what(said) if len(said) == 1 else "",
        hidden=hidden,
        positions=positions,
        without=tuple(_left_out(search, said, known, names)) if len(names) > 1 else (),
        elsewhere=tuple(_others(search, said)) if len(said) == 1 and not positions else (),
    )


def _other_positions(
    search: Search, said: Mapping[str, Sent], known: Mapping[str, Any]
) -> Iterator[tuple[str, str, int]]:
    """Switches whose other position would find something; those with no say here cost nothing."""
    watched = _Watched(search.dialect)
    now = _conditions(said, known, filters.Asker(watched, search.key.shops))
    for switch in [one for one in watched.switches if one.name in watched.asked]:
        found = []
        for position in switch.positions:
            then = _conditions(said, known, search.asker(switch.name, position))
            count = search.tally(search.kind, then)[0] if then != now else 0
            found.append((count, position))
        count, position = max(found, key=lambda one: one[0])
        if count:
            yield switch.name, position, count


def _left_out(
    search: Search, said: Mapping[str, Sent], known: Mapping[str, Any], names: Sequence[str]
) -> Iterator[tuple[str, int]]:
    for name in names[:MOST_FILTERS]:
        others = {one: value for one, value in said.items() if _stem(one) != name}
        count, _ = search.tally(search.kind, _conditions(others, known, search.asker()))
        if count:
            yield name, count


def _others(search: Search, said: Mapping[str, Sent]) -> Iterator[tuple[int, str, str]]:
    """What else there is with the one value that was sent."""
    tables: dict[str, Mapping[str, Any]] = {
        "customer": filters.CUSTOMERS, "company": filters.COMPANIES, "order": filters.ORDERS
    }  # fmt: skip
    (name, value), *_ = said.items()
    for kind, other, told in _ELSEWHERE.get((search.kind, name), ()):
        count, _ = search.tally(kind, _conditions({other: value}, tables[kind], search.asker()))
        if count and (kind, other) != (search.kind, name):
            yield count, kind, f"{_has(count)} {told}"
    yield from _by_last_digits(search, name, value)


def _by_last_digits(search: Search, name: str, value: Sent) -> Iterator[tuple[int, str, str]]:
    """Who has the number in another spelling of its beginning, such as +55 before it or a 0."""
    if name not in ("name", "customer") or value.shape != SINGLE or not find.is_phone(value.texts[0]):
        return
    wanted = find.digits(value.texts[0])
    for length in (10, 8):
        condition = find.name_or_phone("order" if search.kind == "order" else "customer", wanted[-length:])
        count = search.tally(search.kind, [condition])[0] if len(wanted) > length else 0
        if count:
            yield count, search.kind, f"{_has(count)} these last {length} digits, with others before them"
            return


def _conditions(said: Mapping[str, Sent], known: Mapping[str, Any], asker: filters.Asker) -> list[Condition]:
    return filters.conditions(Parameters(filters=dict(said)), known, asker, {})


def _what(said: Mapping[str, Sent]) -> str:
    (name, value), *_ = said.items()
    if name in ("name", "customer"):
        return "this phone" if value.texts and find.is_phone(value.texts[0]) else "this name"
    return _WHAT.get(name, f"this {name}")


def _stem(name: str) -> str:
    """The name without the end of a range it stands for: createdAtFrom and createdAtTo are one."""
    stem = _RANGE.sub("", name)
    return stem[:1].lower() + stem[1:]


def _phones(item: Document) -> Iterator[str]:
    """Every phone of a customer or of an order and its people."""
    for name in ("phone", "additionalPhone"):
        yield str(item.get(name) or "")
    for card in (item, item.get("customer"), item.get("contact")):
        held = card.get("phones") if isinstance(card, dict) else None
        for phone in held if isinstance(held, list) else []:
            yield str(phone.get("number", "")) if isinstance(phone, dict) else ""


def _has(count: int) -> str:
    return "has" if count == 1 else "have"
