"""Loading documents into an account: all of them, or after a bad one none."""

import itertools
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.state import documents, keys
from simulators.retailcrm_mock.state.database import Document
from simulators.retailcrm_mock.state.find import digits, folded

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
        self._phones: list[tuple[int, str, int, str, str]] = []

    def load(self, load: Load) -> Made:
        """Write all of it; at the first bad document raises ControlError, to undo the transaction by."""
        made: Made = {"customers": [], "orders": [], "keys": []}
        for name, items in load.references.items():
            self._refer(name, items)
        self._sites = self._codes("sites")
        for wish, number in self._numbered(load.customers, "customer"):
            self._customer(wish, number)
            made["customers"].append(number)
        for wish, number in self._numbered(load.orders, "order"):
            self._order(wish, number)
            made["orders"].append(number)
        self._write_phones()
        for wish in load.keys:
            key = keys.insert(self._write, self._account, keys.read(wish, self._sites, self._moment))
            made["keys"].append(key.value)
        return made

    def _refer(self, name: str, items: list[Document]) -> None:
        for position, item in enumerate(items, len(self._codes(name))):
            code = documents.text(item, "code", f"one of {name}")
            if not code:
                raise ControlError(f"one of {name} has no code; give each a code of its own")
            values = (self._account, name, code, position, documents.stored(item, name))
            self._write.execute("INSERT OR REPLACE INTO reference VALUES (?, ?, ?, ?, ?)", values)

    def _codes(self, name: str) -> list[str]:
        sql = "SELECT code FROM reference WHERE account = ? AND name = ? ORDER BY position, code"
        return [code for (code,) in self._write.execute(sql, (self._account, name))]

    def _numbered(self, wishes: list[Document], what: str) -> Iterator[tuple[Document, int]]:
        """Each document with its id: the one given, or the next free."""
        given = [documents.identity(wish, what) for wish in wishes]
        sql = f"SELECT max(id) FROM {what}s WHERE account = ?"  # noqa: S608 - a name of ours
        held = self._write.execute(sql, (self._account,)).fetchone()[0] or 0
        free = itertools.count(max([held, *(one for one in given if one)]) + 1)
        return ((wish, number or next(free)) for wish, number in zip(wishes, given, strict=True))

    def _customer(self, wish: Document, number: int) -> None:
        site, created_at = self._place(wish, "customer")
        card = documents.customer(wish, number, site, created_at)
        self._insert("customer", card, {"type": card["type"], "is_contact": card.get("isContact", False)})
        self._note_phones("customer", number, [phone.get("number", "") for phone in card.get("phones", [])])

    def _order(self, wish: Document, number: int) -> None:
        site, created_at = self._place(wish, "order")
        customer, contact = (self._person(wish, role) for role in ("customer", "contact"))
        order = documents.order(wish, number, site, created_at)
        people = {"customer_id": customer, "contact_id": contact, "total": order["totalSumm"]}
        self._insert("order", order, {name: order[name] for name in ("number", "status")} | people)
        self._note_phones("order", number, [order.get("phone", ""), order.get("additionalPhone", "")])

    def _place(self, wish: Document, what: str) -> tuple[str, str]:
        """The shop and the time of a document: given, or the first shop and now."""
        site = documents.text(wish, "site", what, next(iter(self._sites), ""))
        if site not in self._sites:
            known = ", ".join(self._sites) or "none, load sites first"
            raise ControlError(f"site of {what} is {site!r}; there are: {known}")
        return site, documents.moment(wish, "createdAt", what, self._now)

    def _person(self, wish: Document, role: str) -> int | None:
        number = documents.person(wish, role)
        sql = "SELECT 1 FROM customers WHERE account = ? AND id = ?"
        if number is not None and not self._write.execute(sql, (self._account, number)).fetchone():
            raise ControlError(f"{role} of an order is {number}: no such customer; load customers first")
        return number

    def _insert(self, what: str, document: Document, more: Document) -> None:
        email, whole_name = document.get("email", ""), documents.names(document)
        columns = {
            "account": self._account,
            "id": document["id"],
            "external_id": document.get("externalId"),
            "site": document["site"],
            "created_at": document["createdAt"],
            "email": email,
            "email_folded": folded(email),
            "names": whole_name,
            "digit_in_name": any(sign.isdigit() for sign in whole_name),
            "document": documents.stored(document, f"{what} {document['id']}"),
            **more,
        }
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {what}s ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of ours
        try:
            self._write.execute(sql, tuple(columns.values()))
        except sqlite3.IntegrityError as error:
            known = f"there is {what} {document['id']} already"
            raise ControlError(f"{known}; leave the id out to get a free one") from error

    def _note_phones(self, kind: str, owner: int, phones: list[str]) -> None:
        self._phones += [(self._account, kind, owner, raw, digits(raw)) for raw in phones if raw]

    def _write_phones(self) -> None:
        first = self._write.execute("SELECT ifnull(max(number), 0) + 1 FROM phones").fetchone()[0]
        numbered = [(number, *phone) for number, phone in enumerate(self._phones, first)]
        self._write.executemany("INSERT INTO phones VALUES (?, ?, ?, ?, ?, ?)", numbered)
        tails = (
            (account, kind, held[start:], number)
            for number, account, kind, _owner, _raw, held in numbered
            for start in range(len(held))
        )
        self._write.executemany("INSERT INTO tails VALUES (?, ?, ?, ?)", tails)
