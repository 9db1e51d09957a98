"""One SQLite connection behind one lock: every read sees whole writes, from any number of threads."""

import contextlib
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from typing import Any

Document = dict[str, Any]

MARK = 0x52435243  # SQLite's application_id: tells our files from other programs' files
SCHEMA = """
CREATE TABLE accounts (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, start TEXT, settings TEXT);
CREATE TABLE keys (account INTEGER, id INTEGER, value TEXT, comment TEXT, access TEXT, sites TEXT,
    scopes TEXT, created_at TEXT, PRIMARY KEY (account, id), UNIQUE (account, value)) WITHOUT ROWID;
CREATE TABLE reference (account INTEGER, name TEXT, code TEXT, position INTEGER, document TEXT,
    PRIMARY KEY (account, name, code)) WITHOUT ROWID;
CREATE TABLE customers (account INTEGER, id INTEGER, external_id TEXT, type TEXT, site TEXT,
    is_contact INTEGER, created_at TEXT, email TEXT, email_folded TEXT, names TEXT,
    digit_in_name INTEGER, document TEXT);
CREATE UNIQUE INDEX customer_id ON customers (account, id);
CREATE INDEX customer_external_id ON customers (account, external_id);
CREATE INDEX customer_created_at ON customers (account, created_at, id);
CREATE INDEX customer_email ON customers (account, email_folded);
CREATE INDEX customer_digit_name ON customers (account, id) WHERE digit_in_name;
CREATE TABLE orders (account INTEGER, id INTEGER, external_id TEXT, number TEXT, site TEXT, status TEXT,
    created_at TEXT, customer_id INTEGER, contact_id INTEGER, total NUMERIC, email TEXT,
    email_folded TEXT, names TEXT, digit_in_name INTEGER, document TEXT);
CREATE UNIQUE INDEX order_id ON orders (account, id);
CREATE INDEX order_external_id ON orders (account, external_id);
CREATE INDEX order_number ON orders (account, number);
CREATE INDEX order_created_at ON orders (account, created_at, id);
CREATE INDEX order_customer ON orders (account, customer_id, total);
CREATE INDEX order_contact ON orders (account, contact_id);
CREATE INDEX order_email ON orders (account, email_folded);
CREATE INDEX order_digit_name ON orders (account, id) WHERE digit_in_name;
CREATE TABLE phones (number INTEGER PRIMARY KEY, account INTEGER, kind TEXT, owner INTEGER, raw TEXT,
    digits TEXT);
CREATE INDEX phone_owner ON phones (account, kind, owner);
-- Every tail of a phone's digits: digits inside a phone begin one of its tails, so finding them is a
-- range in this key, as quick among millions as among hundreds.
CREATE TABLE tails (account INTEGER, kind TEXT, tail TEXT, phone INTEGER,
    PRIMARY KEY (account, kind, tail, phone)) WITHOUT ROWID;
CREATE TABLE notes (account INTEGER, id INTEGER, customer_id INTEGER, site TEXT, manager_id INTEGER,
    created_at TEXT, text TEXT, text_folded TEXT, PRIMARY KEY (account, id)) WITHOUT ROWID;
CREATE INDEX note_customer ON notes (account, customer_id);
"""


class StateError(ValueError):
    """The state can't be opened; the message names the file and the remedy."""


class Database:
    """The connection, its lock and its transactions."""

    def __init__(self, path: str | None) -> None:
        self.lock = threading.RLock()
        self._connection = _opened(path)
        weakref.finalize(self, self._connection.close)  # for those who let go of it without closing

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self.lock:
            return self._connection.execute(sql, values).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside stands together, or after an exception not at all."""
        with self.lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self._connection.close()


def _opened(path: str | None) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            path or ":memory:", timeout=0.5, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise StateError(
            f"cannot open {path}: {error}; give --db a file in a folder you may write to"
        ) from error
    try:
        _prepare(connection, str(path))
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise StateError(_why(path, error)) from error
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: str) -> None:
    # Exclusive: a second simulator on the same file is told so at its start, not surprised later.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN EXCLUSIVE")
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    known = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if known and mark != MARK:
        raise StateError(f"{path} belongs to another program; give --db another file")
    if not known:
        connection.executescript(f"BEGIN; PRAGMA application_id = {MARK}; {SCHEMA} COMMIT;")
    connection.execute("PRAGMA journal_mode = WAL")


def _why(path: str | None, error: sqlite3.Error) -> str:
    if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return f"{path} is in use by another program; stop it, or give --db another file"
    return f"{path} cannot be used ({error}); give --db another file, or delete this one"
