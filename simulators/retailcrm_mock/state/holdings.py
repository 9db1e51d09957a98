"""All that one account holds, row by row: emptied, taken as JSON, put back."""

import sqlite3
from typing import Any

from simulators.kit import tables
from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.state import rows
from simulators.retailcrm_mock.state.database import Document

HELD = ("keys", "reference", "customers", "orders", "notes", "tails", "gone")  # the tables of an account
_GIVEN = tuple(table for table in HELD if table != "tails")  # tails follow from the others
_KINDS = {"customers": "customer", "orders": "order"}


def empty(write: sqlite3.Connection, account: int) -> None:
    """Take away all that an account holds."""
    for table in HELD:
        write.execute(f"DELETE FROM {table} WHERE account = ?", (account,))  # noqa: S608 - names of ours


def forget(write: sqlite3.Connection, name: str) -> None:
    """Take away the account of this name, its snapshots, and all it holds; an unknown one is fine."""
    for (number,) in write.execute("SELECT number FROM accounts WHERE name = ?", (name,)).fetchall():
        empty(write, number)
        write.execute("DELETE FROM snapshots WHERE account = ?", (number,))
        write.execute("DELETE FROM accounts WHERE number = ?", (number,))


def taken(read: sqlite3.Connection, account: int) -> Document:
    """All rows of the account."""
    return tables.taken(read, _GIVEN, ("account", account))


def check(read: sqlite3.Connection, state: Document) -> None:
    """See that this is a state that `Snapshots.take` told; raises ControlError if not."""
    for name in ("start", "settings"):
        if not isinstance(state.get(name), dict):
            raise ControlError(f"the snapshot has no {name}; take a new one")
    tables.checked(read, _GIVEN, state.get("tables"), leave_out="account")


def fill(write: sqlite3.Connection, account: int, held: Document) -> None:
    """Put rows that were taken in place of all that the account holds.

    Most often next to nothing has changed, so only customers and orders that differ are written.
    """
    now = taken(write, account)
    for table, part in held.items():
        if table in _KINDS:
            _change(write, account, table, now[table]["rows"], part)
        elif [tuple(row) for row in part["rows"]] != now[table]["rows"]:
            write.execute(f"DELETE FROM {table} WHERE account = ?", (account,))  # noqa: S608 - names of ours
            tables.put(write, {table: part}, ("account", account))


def _change(
    write: sqlite3.Connection, account: int, table: str, now: list[tuple[Any, ...]], part: Document
) -> None:
    kind, columns = _KINDS[table], ["account", *part["columns"]]
    wanted = {(account, *row) for row in part["rows"]}
    there = {(account, *row) for row in now}
    number = columns.index("id")
    for row in there - wanted:
        rows.remove(write, kind, account, row[number])
    order = [columns.index(name) for name in rows.COLUMNS[kind]]
    missing = sorted(wanted - there, key=lambda row: row[number])
    rows.insert(write, kind, [tuple(row[place] for place in order) for row in missing])
