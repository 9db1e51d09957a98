"""One account of the CRM: what it holds, found and read."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from simulators.retailcrm_mock.state import answers, find, holdings, ids, tallies, typed
from simulators.retailcrm_mock.state.database import Database, Document
from simulators.retailcrm_mock.state.find import ACCOUNT, COMPANIES, PEOPLE, Condition
from simulators.retailcrm_mock.state.keyring import KeyRing
from simulators.retailcrm_mock.state.load import Load, Loader, Made
from simulators.retailcrm_mock.state.snapshots import Snapshots
from simulators.retailcrm_mock.state.writing import Writer

_TABLES = {"customer": "customers", "company": "customers", "order": "orders", "note": "notes"}
MOST = 2**62  # SQLite counts no further than 2**63
Sites = Sequence[str] | None  # the shops that may be seen; None for all


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its items, and how many items and pages there are in all."""

    items: list[Document]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is wanted, and in which order the list stands: newest, oldest or arbitrary."""

    page: int = 1
    limit: int = 20
    order: str = "newest"


WHOLE = Slice()


class Account(KeyRing):
    """One account in the store, behind a connection of its own."""

    def __init__(self, database: Database, number: int, name: str, now: Callable[[], datetime]) -> None:
        super().__init__(database, number, now)
        self.name = name
        self.snapshots = Snapshots(database, number)

    def customer(self, number: int, sites: Sites = None) -> Document | None:
        """The card of the customer, a company's included, if it may be seen."""
        return self._cards([number], sites).get(number)

    def order(self, number: int, sites: Sites = None) -> Document | None:
        """The order with the cards of its people, if it may be seen."""
        found = self.find_orders([find.one_of("id", [number])], sites=sites)
        return found.items[0] if found.items else None

    def customers_page(self, text: str = "", page: int = 1, limit: int = 20) -> Page:
        """The customers whose name, e-mail or phone, in any spelling, holds the text; the newest first."""
        return self.find_customers(typed.of_customer(text), Slice(page, limit))

    def companies_page(self, text: str = "", page: int = 1, limit: int = 20) -> Page:
        """The companies whose name holds the text; the newest first."""
        return self.find_companies(typed.of_customer(text), Slice(page, limit))

    def orders_page(
        self,
        text: str = "",
        customer_id: int | None = None,
        page: int = 1,
        limit: int = 20,
        statuses: Iterable[str] | None = None,
    ) -> Page:
        """The orders whose number, name, e-mail or phone holds the text; of a customer, in statuses if named.

        The order's own words count, and those on the cards of its customer and its contact.
        """
        conditions = typed.of_order(text)
        if statuses is not None:
            conditions.append(find.one_of("status", statuses))
        if customer_id is not None:
            roles = [find.one_of(role, [customer_id]) for role in ("customer_id", "contact_id")]
            conditions.append(find.either("order", roles))
        return self.find_orders(conditions, Slice(page, limit))

    def orders_tally(
        self, by: Sequence[str], text: str = "", since: str = ""
    ) -> dict[tuple[str, ...], tuple[int, float]]:
        """How many orders there are and what they come to, by "day", "status" or "currency", or several.

        Args:
            by: what each key of the answer holds, in this order.
            text: as for `orders_page`.
            since: only orders created then or later, such as "2026-11-01".
        """
        recent = Condition("created_at >= ?", (since,))
        condition = self._seen([recent, *typed.of_order(text)], None)
        return tallies.of_orders(self._database, condition, by)

    def find_customers(
        self, conditions: Sequence[Condition], part: Slice = WHOLE, sites: Sites = None
    ) -> Page:
        """The people, contacts of companies among them, for whom every condition is true."""
        return self._find_cards(conditions, PEOPLE, part, sites)

    def find_companies(
        self, conditions: Sequence[Condition], part: Slice = WHOLE, sites: Sites = None
    ) -> Page:
        """The companies for which every condition is true."""
        return self._find_cards(conditions, COMPANIES, part, sites)

    def find_orders(self, conditions: Sequence[Condition], part: Slice = WHOLE, sites: Sites = None) -> Page:
        """The orders for which every condition is true, with the cards of their people."""
        with self._database.lock:
            rows, total = self._found("orders", answers.ORDER, conditions, part, sites)
            cards = self._cards({number for row in rows for number in row[1:]} - {None}, sites)
        items = [
            answers.with_people(orjson.loads(held), cards.get(who), cards.get(contact))
            for held, who, contact in rows
        ]
        return Page(items, total, part.page, -(-total // part.limit))

    def find_notes(self, conditions: Sequence[Condition], part: Slice = WHOLE, sites: Sites = None) -> Page:
        """The notes at customers for which every condition is true."""
        with self._database.lock:
            rows, total = self._found("notes", answers.NOTE, conditions, part, sites)
            cards = self._cards({row[1] for row in rows}, None)
        items = [answers.note(cards[row[1]], row) for row in rows]
        return Page(items, total, part.page, -(-total // part.limit))

    def tally(self, kind: str, conditions: Sequence[Condition], most: int) -> dict[str, int] | None:
        """How many of the first so many are in each shop; None if counting takes more than milliseconds.

        `kind` is "customer", "company", "order" or "note".
        """
        kinds = {"customer": [PEOPLE], "company": [COMPANIES]}.get(kind, [])
        return tallies.by_shop(self._database, _TABLES[kind], self._seen([*conditions, *kinds], None), most)

    def reference(self, name: str) -> dict[str, Document]:
        """A reference, such as "statuses" or "sites", by code; one that does not exist is empty."""
        sql = "SELECT code, document FROM reference WHERE account = ? AND name = ? ORDER BY position, code"
        return {code: orjson.loads(held) for code, held in self._database.rows(sql, (self.number, name))}

    def settings(self) -> Document:
        """The account's settings, as /settings answers them."""
        held: Document = json.loads(self._own("settings"))
        return held

    def start(self) -> Document:
        """What the account was made from, and goes back to on a reset."""
        held: Document = json.loads(self._own("start"))
        return held

    def now(self) -> datetime:
        """The account's time, in its own zone."""
        zone = self.settings().get("timezone", {}).get("value", "Europe/Moscow")
        return self._now().astimezone(ZoneInfo(zone))

    def figures(self) -> dict[str, int]:
        """How many people, companies, orders and keys the account holds."""
        return {
            "customers": self._count("customers", self._seen([PEOPLE], None)),
            "companies": self._count("customers", self._seen([COMPANIES], None)),
            "orders": self._count("orders", self._seen([], None)),
            "keys": len(self.keys()),
        }

    def free_ids(self) -> tuple[int, int]:
        """The first ids that no later customer and no later order has."""
        with self._database.transaction() as read:
            return ids.free(read, self.number, "customer"), ids.free(read, self.number, "order")

    def load(self, load: Load, *, afresh: bool = False) -> Made:
        """Add all of the load or, `afresh`, put it in place of all there is; tells the ids.

        Raises:
            ControlError: something in it is wrong; nothing has changed then.
        """
        with self._database.transaction() as write:
            if afresh:
                holdings.empty(write, self.number)
            if load.settings is not None:
                values = (json.dumps(load.settings), self.number)
                write.execute("UPDATE accounts SET settings = ? WHERE number = ?", values)
            return Loader(write, self.number, self.now()).load(load)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """Changes that stand together, or after an exception not at all; no one reads a half of them."""
        with self._database.transaction() as write:
            yield Writer(write, self.number, self.now())

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """All that is changed inside stands together, or after an exception not at all."""
        with self._database.transaction():
            yield

    def finish(self) -> None:
        """From now on the account is whole: it is there after a restart."""
        with self._database.transaction() as write:
            write.execute("UPDATE accounts SET whole = 1 WHERE number = ?", (self.number,))

    def close(self, *, forget: bool = False) -> None:
        """Let go of the connection, with `forget` of all it holds too; it is of no use afterwards."""
        if forget:
            with self._database.transaction() as write:
                holdings.forget(write, self.name)
        self._database.close()

    def _own(self, column: str) -> str:
        sql = f"SELECT {column} FROM accounts WHERE number = ?"  # noqa: S608 - a name of ours
        held: str = self._database.rows(sql, (self.number,))[0][0]
        return held

    def _cards(self, numbers: Iterable[int], sites: Sites) -> dict[int, Document]:
        condition = self._seen([find.one_of("id", numbers)], sites)
        with self._database.lock:
            rows = self._database.rows(f"{answers.CARD} WHERE {condition.sql}", condition.values)
            return dict(zip((number for number, _ in rows), self._with_figures(rows), strict=True))

    def _with_figures(self, rows: Sequence[tuple[int, str]]) -> list[Document]:
        """The cards of the rows, with the figures that each one's orders make."""
        whose = find.one_of("customer_id", [number for number, _ in rows])
        found = self._database.rows(answers.FIGURES.format(whose.sql), (self.number, *whose.values))
        figures = {number: (orders, spent) for number, orders, spent in found}
        return [answers.card(held, *figures.get(number, (0, 0.0))) for number, held in rows]

    def _find_cards(
        self, conditions: Sequence[Condition], kind: Condition, part: Slice, sites: Sites
    ) -> Page:
        # The plus keeps SQLite from going through all of the kind when what is looked for is few.
        narrowed = [*conditions, Condition(f"+{kind.sql}")] if conditions else [kind]
        with self._database.lock:
            rows, total = self._found("customers", answers.CARD, narrowed, part, sites)
            cards = self._with_figures(rows)
        return Page(cards, total, part.page, -(-total // part.limit))

    def _found(
        self, table: str, select: str, conditions: Sequence[Condition], part: Slice, sites: Sites
    ) -> tuple[list[tuple[Any, ...]], int]:
        condition = self._seen(conditions, sites)
        # The plus keeps SQLite from walking the whole list in order when what is looked for is few.
        plus = "+" if {*conditions} - {PEOPLE, COMPANIES} else ""
        tail = f"ORDER BY {plus}{find.ORDERINGS[part.order]} LIMIT ? OFFSET ?"
        offset = min((part.page - 1) * part.limit, MOST)
        rows = self._database.rows(
            f"{select} WHERE {condition.sql} {tail}", (*condition.values, part.limit, offset)
        )
        if len(rows) < part.limit and (rows or not offset):
            return rows, offset + len(rows)  # the last page tells how many there are
        return rows, self._count(table, condition)

    def _count(self, table: str, condition: Condition) -> int:
        sql = f"SELECT count(*) FROM {table} WHERE {condition.sql}"  # noqa: S608 - names of ours
        counted: int = self._database.rows(sql, condition.values)[0][0]
        return counted

    def _seen(self, conditions: Sequence[Condition], sites: Sites) -> Condition:
        """The conditions, within this account and the shops that may be seen."""
        shops = [] if sites is None else [find.one_of("site", sites)]
        whole = find.everywhere([Condition("account = ?", (ACCOUNT,)), *shops, *conditions])
        return Condition(whole.sql, tuple(self.number if one is ACCOUNT else one for one in whole.values))
