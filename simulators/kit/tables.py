"""Rows of tables as JSON, and back: what a snapshot is made of."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from simulators.kit.errors import ControlError

Json = dict[str, Any]
Rows = list[list[Any]]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, in their order."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def taken(
    connection: sqlite3.Connection, tables: Iterable[str], account: tuple[str, object] | None = None
) -> Json:
    """All rows of the tables; with an account, a column and its value, those of it, without the column."""
    return {table: _taken(connection, table, account) for table in tables}


def _taken(connection: sqlite3.Connection, table: str, account: tuple[str, object] | None) -> Json:
    named = [name for name in columns(connection, table) if account is None or name != account[0]]
    where, values = ("", ()) if account is None else (f" WHERE {account[0]} = ?", (account[1],))
    sql = f"SELECT {', '.join(named)} FROM {table}{where}"  # noqa: S608 - names of ours
    return {"columns": named, "rows": connection.execute(sql, values).fetchall()}


def checked(connection: sqlite3.Connection, tables: Sequence[str], held: object, leave_out: str = "") -> Json:
    """The rows, seen to fit these tables, `leave_out` being no column of theirs; raises ControlError."""
    if not isinstance(held, dict) or sorted(held) != sorted(tables):
        raise ControlError(f"the snapshot has not the tables {', '.join(tables)}; take a new one")
    for table in tables:
        wanted = [name for name in columns(connection, table) if name != leave_out]
        rows = held[table].get("rows") if isinstance(held[table], dict) else None
        if not isinstance(rows, list) or held[table].get("columns") != wanted:
            raise ControlError(f"the snapshot's {table} are of another version; take a new one")
        if not all(isinstance(row, list) and len(row) == len(wanted) for row in rows):
            raise ControlError(f"the snapshot's {table} have rows that do not fit; take a new one")
    return {table: held[table] for table in tables}


def put(write: sqlite3.Connection, held: Json, account: tuple[str, object] | None = None) -> None:
    """Insert the rows that were taken, with the account's column where one is given."""
    for table, part in held.items():
        named = [*part["columns"], *([] if account is None else [account[0]])]
        more = () if account is None else (account[1],)
        marks = ", ".join("?" * len(named))
        sql = f"INSERT INTO {table} ({', '.join(named)}) VALUES ({marks})"  # noqa: S608 - names of ours
        write.executemany(sql, [(*row, *more) for row in part["rows"]])
