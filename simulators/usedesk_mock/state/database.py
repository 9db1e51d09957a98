"""The SQLite file behind the helpdesk, or memory when there is none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from simulators.kit import database
from simulators.kit import tables as kit_tables
from simulators.kit.database import Shape, StateError

__all__ = ["Database", "StateError"]

_TABLES = """
    CREATE TABLE channels (id INTEGER PRIMARY KEY, type TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
    CREATE TABLE clients (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, card TEXT NOT NULL);
    CREATE TABLE tickets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        client INTEGER NOT NULL REFERENCES clients,
        channel INTEGER NOT NULL REFERENCES channels,
        contact TEXT NOT NULL,
        join_key TEXT NOT NULL,
        subject TEXT NOT NULL,
        status TEXT NOT NULL,
        at TEXT NOT NULL
    );
    CREATE INDEX tickets_by_address ON tickets (channel, join_key);
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        ticket INTEGER NOT NULL REFERENCES tickets,
        author TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL
    );
    CREATE INDEX messages_by_ticket ON messages (ticket);
    CREATE VIEW conversations AS
        SELECT tickets.id, subject, status, contact, join_key, at,
            client, clients.name AS client_name, card,
            channel, channels.type AS channel_type, channels.name AS channel_name
        FROM tickets JOIN channels ON channels.id = channel JOIN clients ON clients.id = client;
    CREATE TABLE blocks (id INTEGER PRIMARY KEY AUTOINCREMENT, fields TEXT NOT NULL);
    CREATE TABLE extensions (name TEXT PRIMARY KEY, enabled INTEGER NOT NULL);
    CREATE TABLE snapshots (name TEXT PRIMARY KEY, state TEXT NOT NULL);
"""
SHAPE = Shape(mark=0x55534544, version=2, tables=_TABLES)


class Database:
    """The tables of the helpdesk, for all threads.

    Raises:
        StateError: the file is in use, broken, of another program, or can't be opened.
    """

    def __init__(self, path: str | None) -> None:
        self._base = database.Database(path, SHAPE)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return self._base.rows(query, values)

    def change(self, statement: str, *values: object) -> int:
        """Carry out a statement; returns the id of the row it inserted."""
        with self._base.transaction() as write:
            return int(write.execute(statement, values).lastrowid or 0)

    def taken(self, tables: Sequence[str]) -> dict[str, Any]:
        """All rows of the tables, as JSON."""
        with self._base.transaction() as read:
            return kit_tables.taken(read, tables)

    def put(self, tables: Sequence[str], held: object) -> None:
        """Put rows that were taken in place of those in the tables, named parents first.

        Raises:
            ControlError: these are no such rows; nothing has changed then.
        """
        with self._base.transaction() as write:
            given = kit_tables.checked(write, tables, held)
            for table in reversed(tables):
                write.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            for table, part in given.items():
                write.execute(f"DELETE FROM {table}")  # noqa: S608 - SQLite counts ids by itself meanwhile
                kit_tables.put(write, {table: part})

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the changes made inside, or none of them; one inside another is part of it."""
        with self._base.transaction():
            yield
