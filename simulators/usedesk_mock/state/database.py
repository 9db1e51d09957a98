"""The SQLite file behind the helpdesk, or memory when there is none."""

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

APPLICATION = 0x55534544  # "USED": how we know a file of ours
VERSION = 1
_SCHEMA = """
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
"""


class StateError(Exception):
    """The state file can't be used; the message names the file and the remedy."""


class Database:
    """One connection for all threads, one thread at a time.

    The file stays locked until it is closed: two simulators never share one.

    Raises:
        StateError: the file is locked, broken, of another program, or can't be opened.
    """

    def __init__(self, path: str | None) -> None:
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(path or ":memory:", timeout=0.5, check_same_thread=False)
            self._connection = connection
            weakref.finalize(self, connection.close)  # for those who let go without closing, tests above all
            self.new = _prepare(connection)
        except (sqlite3.Error, StateError) as error:
            self.close()
            raise StateError(f"cannot keep the state in {path}: {_reason(error)}") from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self._lock:
            return self._open.execute(query, values).fetchall()

    def change(self, statement: str, *values: object) -> int:
        """Carry out a statement; returns the id of the row it inserted."""
        with self.transaction():
            return int(self._open.execute(statement, values).lastrowid or 0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the changes made inside, or none of them; one inside another is part of it."""
        with self._lock:
            if self._open.in_transaction:
                yield
                return
            with self._open:
                self._open.execute("BEGIN")
                yield

    @property
    def _open(self) -> sqlite3.Connection:
        assert self._connection is not None  # noqa: S101 - __init__ raises otherwise
        return self._connection


def _prepare(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    new = marks == [0, 0] and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    if not new and marks != [APPLICATION, VERSION]:
        raise StateError("it is another program's file; give a new file")
    connection.commit()
    if new:
        ours = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN; {_SCHEMA} {ours} COMMIT;")
    connection.execute("PRAGMA foreign_keys = ON")
    return new


def _reason(error: Exception) -> str:
    if isinstance(error, StateError):
        return str(error)
    told = str(error)
    if "locked" in told:
        return "another program has it open; stop that one or give another file"
    if "unable to open" in told:
        return "it cannot be opened; give a file in a folder that exists"
    if "readonly" in told:
        return "it is read-only; make it writable or give another file"
    return "it is no SQLite file or is broken; give a new file"
