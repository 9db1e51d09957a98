"""Loading documents into an account: all of them, or after a bad one none."""

import itertools
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.state import documents, ids, keys, rows
from simulators.retailcrm_mock.state.database import Document

_REFER = """INSERT INTO reference VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (account, name, code) DO UPDATE SET document = excluded.document"""
Made = dict[str, list[Any]]  # the ids of what was made, and the values of keys


@dataclass(frozen=True, slots=True)
class Load:
    """What is to be loaded, shaped as the API answers it; ids may be missing, references are lists."""

    references: Mapping[str, list[Document]] = field(default_factory=dict)
    settings: Document | None = None
    customers: list[Document] = field(default_factory=list)
    orders: list[Document] = field(default_factory=list)
    keys: list[Document] = field(default_factory=list)


class Loader:
    """Writes into one account, inside one transaction."""

    def __init__(self, write: sqlite3.Connection, account: int, moment: datetime) -> None:
        self._write = write
        self._account = account
        self._moment = moment
        self._now = moment.strftime(documents.MOMENT)
        self._new: set[int] = set()  # the customers of this load

    def load(self, load: Load) -> Made:
        """Write all of it; at the first bad document raises ControlError, to undo the transaction by."""
        for name, items in load.references.items():
            self._refer(name, items)
        self._sites = self._codes("sites")
        customers = [self._customer(*one) for one in self._numbered(load.customers, "customer")]
        rows.insert(self._write, "customer", customers)
        self._new = {row[1] for row in customers}
        orders = [self._order(*one) for one in self._numbered(load.orders, "order")]
        rows.insert(self._write, "order", orders)
        values = [self._key(wish) for wish in load.keys]
        return {
            "customers": [row[1] for row in customers],
            "orders": [row[1] for row in orders],
            "keys": values,
        }

    def _key(self, wish: Document) -> str:
        return keys.insert(self._write, self._account, keys.read(wish, self._sites, self._moment)).value

    def _refer(self, name: str, items: list[Document]) -> None:
        """Write the items; one whose code is there is changed, and stays in its place."""
        last = "SELECT ifnull(max(position) + 1, 0) FROM reference WHERE account = ? AND name = ?"
        first = self._write.execute(last, (self._account, name)).fetchone()[0]
        for position, item in enumerate(items, first):
            code = documents.text(item, "code", f"one of {name}")
            if not code:
                raise ControlError(f"one of {name} has no code; give each a code of its own")
            values = (self._account, name, code, position, documents.stored(item, name))
            self._write.execute(_REFER, values)

    def _codes(self, name: str) -> list[str]:
        sql = "SELECT code FROM reference WHERE account = ? AND name = ? ORDER BY position, code"
        return [code for (code,) in self._write.execute(sql, (self._account, name))]

    def _numbered(self, wishes: list[Document], what: str) -> Iterator[tuple[Document, int]]:
        """Each document with its id: the one given, or the next free."""
        given = [documents.identity(wish, what) for wish in wishes]
        first = ids.free(self._write, self._account, what)
        self._check_free([one for one in given if one], what, first)
        free = itertools.count(max([first, *(one + 1 for one in given if one)]))
        return ((wish, number or next(free)) for wish, number in zip(wishes, given, strict=True))

    def _check_free(self, given: list[int], what: str, first: int) -> None:
        sql = f"SELECT 1 FROM {what}s WHERE account = ? AND id = ?"  # noqa: S608 - a name of ours
        seen: set[int] = set()
        for number in given:
            if number in seen or (
                number < first and self._write.execute(sql, (self._account, number)).fetchone()
            ):
                raise ControlError(f"there is {what} {number} already; leave the id out to get a free one")
            seen.add(number)

    def _customer(self, wish: Document, number: int) -> rows.Row:
        site, created_at = self._place(wish, "customer")
        return rows.of_customer(self._account, documents.customer(wish, number, site, created_at))

    def _order(self, wish: Document, number: int) -> rows.Row:
        site, created_at = self._place(wish, "order")
        customer, contact = (self._person(wish, role) for role in ("customer", "contact"))
        order = documents.order(wish, number, site, created_at)
        return rows.of_order(self._account, order, customer, contact)

    def _place(self, wish: Document, what: str) -> tuple[str, str]:
        """The shop and the time of a document: given, or the first shop and now."""
        site = documents.text(wish, "site", what, next(iter(self._sites), ""))
        if site not in self._sites:
            known = ", ".join(self._sites) or "none, load sites first"
            raise ControlError(f"site of {what} is {site!r}; there are: {known}")
        return site, documents.moment(wish, "createdAt", what, self._now)

    def _person(self, wish: Document, role: str) -> int | None:
        number = documents.person(wish, role)
        if number is None or number in self._new:
            return number
        sql = "SELECT 1 FROM customers WHERE account = ? AND id = ?"
        if not self._write.execute(sql, (self._account, number)).fetchone():
            raise ControlError(f"{role} of an order is {number}: no such customer; load customers first")
        return number
