"""Changes to customers, orders and notes of one account, inside one transaction."""

import itertools
import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from simulators.retailcrm_mock.state import documents, find, ids, pointers, rows
from simulators.retailcrm_mock.state.database import Document
from simulators.retailcrm_mock.state.load import Load, Loader

PARTS = ("payment", "item")  # of an order, numbered within it


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a customer, as it is to be kept."""

    customer_id: int
    site: str
    text: str
    manager_id: int | None


class Writer:
    """Writes into one account; whoever made it ends the transaction."""

    def __init__(self, write: sqlite3.Connection, account: int, moment: datetime) -> None:
        self._write = write
        self._account = account
        self._moment = moment
        self.now = moment.strftime(documents.MOMENT)

    def add_customer(self, card: Document) -> int:
        """Add the card; tells its id, a free one."""
        made: int = self._load(Load(customers=[card]))["customers"][0]
        return made

    def add_order(self, order: Document) -> int:
        """Add the order, its people named by id; tells its id, a free one unless it has one."""
        made: int = self._load(Load(orders=[order]))["orders"][0]
        return made

    def free_order_id(self) -> int:
        """The id that no later order has."""
        return ids.free(self._write, self._account, "order")

    def free_part(self, kind: str, order: int, taken: Collection[int]) -> int:
        """A free id for a "payment" or an "item" of an order that has those `taken`.

        They are ten times the order's and on, as invented ones have.
        """
        ways = itertools.chain(range(10 * order, 10 * order + 10), itertools.count(10**12 + 10**4 * order))
        return next(
            number
            for number in ways
            if number not in taken and not ids.retired(self._write, self._account, kind, number)
        )

    def customer(self, number: int) -> Document:
        """The card as it is kept, without the figures its orders make."""
        sql = "SELECT document FROM customers WHERE account = ? AND id = ?"
        card: Document = json.loads(self._write.execute(sql, (self._account, number)).fetchone()[0])
        return card

    def order(self, number: int) -> Document:
        """The order as it is kept, its people by id."""
        sql = "SELECT document, customer_id, contact_id FROM orders WHERE account = ? AND id = ?"
        held, *people = self._write.execute(sql, (self._account, number)).fetchone()
        named = {
            role: {"id": who} for role, who in zip(pointers.ROLES, people, strict=True) if who is not None
        }
        return {**json.loads(held), **named}

    def put_customer(self, card: Document) -> None:
        """Keep the card in place of the one with its id; searches find it by its new words only."""
        rows.remove(self._write, "customer", self._account, card["id"])
        self._load(Load(customers=[card]))

    def put_order(self, order: Document) -> None:
        """Keep the order in place of the one with its id; searches find it by its new words only."""
        self._retire_parts(self.order(order["id"]), order)
        rows.remove(self._write, "order", self._account, order["id"])
        self._load(Load(orders=[order]))

    def drop(self, kind: str, number: int) -> None:
        """Take away the "customer" or "order" of this id and all by which it is found."""
        rows.remove(self._write, kind, self._account, number)
        ids.retire(self._write, self._account, kind, [number])

    def move(self, stranger: int, heir: int) -> None:
        """Give the heir all that points to the stranger: orders, notes, and companies' contacts."""
        pointers.to_customer(self._write, self._account, stranger, heir)
        sql = "UPDATE notes SET customer_id = ? WHERE account = ? AND customer_id = ?"
        self._write.execute(sql, (heir, self._account, stranger))

    def delete_customer(self, number: int) -> None:
        """Delete a person or a company with the notes there; orders and companies stay, and name nobody."""
        if self.customer(number)["type"] == "customer_corporate":
            pointers.to_company(self._write, self._account, number)
        pointers.to_customer(self._write, self._account, number, None)
        sql = "SELECT id FROM notes WHERE account = ? AND customer_id = ?"
        for (note,) in self._write.execute(sql, (self._account, number)).fetchall():
            self.drop_note(note)
        self.drop("customer", number)

    def delete_order(self, number: int) -> None:
        """Delete an order with its items and payments; orders linked with it lose the link."""
        self._retire_parts(self.order(number), {})
        pointers.to_order(self._write, self._account, number)
        self.drop("order", number)

    def orders_of_payment_id(self, number: int) -> list[int]:
        """The orders that have a payment of this id; invented and written payments tell their order by it."""
        likely = self._orders_paid_by("$.id", number, "AND orders.id = ?", (number // 10,))
        return likely or self._orders_paid_by("$.id", number)

    def orders_of_payment(self, external_id: str) -> list[int]:
        """The orders that have a payment with this id of the shop's."""
        return self._orders_paid_by("$.externalId", external_id)

    def add_note(self, note: Note) -> int:
        """Add the note, created now; tells its id."""
        number = ids.free(self._write, self._account, "note")
        row = (self._account, number, note.customer_id, note.site, note.manager_id, self.now, note.text)
        self._write.execute(
            "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, find.folded(note.text))
        )
        return number

    def drop_note(self, number: int) -> None:
        """Take the note away."""
        self._write.execute("DELETE FROM notes WHERE account = ? AND id = ?", (self._account, number))
        ids.retire(self._write, self._account, "note", [number])

    def _retire_parts(self, held: Document, left: Document) -> None:
        """See that the ids of payments and items that are left out are given to no others."""
        for kind in PARTS:
            ids.retire(self._write, self._account, kind, _parts(held, kind) - _parts(left, kind))

    def _load(self, load: Load) -> dict[str, list[int]]:
        return Loader(self._write, self._account, self._moment).load(load)

    def _orders_paid_by(
        self, path: str, value: object, more: str = "", values: tuple[object, ...] = ()
    ) -> list[int]:
        sql = f"""SELECT DISTINCT orders.id FROM orders, json_each(orders.document, '$.payments') AS payment
            WHERE account = ? {more} AND json_extract(payment.value, ?) = ? ORDER BY orders.id"""  # noqa: S608
        found = self._write.execute(sql, (self._account, *values, path, value))
        return [number for (number,) in found]


def _parts(order: Document, kind: str) -> set[int]:
    """The ids of the order's payments or items; what was loaded may have none."""
    held = order.get(f"{kind}s") or []
    many = held.values() if isinstance(held, dict) else held
    given = (one.get("id") for one in many)
    return {one for one in given if isinstance(one, int) and 0 < one < documents.BIGGEST}
