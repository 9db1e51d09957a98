"""A simulator's state in SQLite: in one file or in memory, safe among threads, whole after a kill -9."""

import contextlib
import fcntl
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

BUSY_SECONDS = 0.5  # how long to wait for another program before saying that it has the file
CACHE_KIB = 64 * 1024


class StateError(ValueError):
    """The state can't be opened; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a simulator keeps.

    Attributes:
        mark: SQLite's application_id; tells our files from other programs' files.
        version: of the tables; goes up with every change of them.
        tables: the SQL that makes them.
    """

    mark: int
    version: int
    tables: str


@dataclass(slots=True)
class _Place:
    """Where the state is: a file, which one simulator holds at a time, or memory."""

    path: str | None
    held: IO[bytes] | None = None
    # In a file SQLite lets one connection write at a time; queueing here keeps it from ever saying "busy".
    writing: threading.RLock = field(default_factory=threading.RLock)
    connections: int = 0


class Database:
    """One connection behind one lock: every read sees whole writes, from any number of threads.

    Args:
        path: the file; None keeps the state in memory.
        shape: what it holds.
        place: what `beside` shares.

    Raises:
        StateError: the file is in use, broken, another program's, another version's or out of reach.
    """

    def __init__(self, path: str | None, shape: Shape, place: _Place | None = None) -> None:
        self.lock = threading.RLock()
        self._place = place or _Place(path, None if path is None else _take(path))
        self._shape = shape
        self._connection, self.new = _opened(self._place, shape)
        # For those who let go of it without closing.
        self._let_go = weakref.finalize(self, _close, self._connection, self._place)

    def beside(self) -> "Database":
        """One more connection, to the same file or to a memory of its own; it reads while others write."""
        return Database(None, self._shape, None if self.in_memory else self._place)

    @property
    def in_memory(self) -> bool:
        """Whether all is gone when the program ends."""
        return self._place.path is None

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self.lock:
            return self._connection.execute(sql, values).fetchall()

    def rows_within(
        self, steps: int, sql: str, values: Sequence[object] = ()
    ) -> list[tuple[Any, ...]] | None:
        """All rows of a query, or None if SQLite needs more than about so many thousand steps for them."""
        left = iter(range(steps))
        with self.lock:
            self._connection.set_progress_handler(lambda: next(left, None) is None, 1000)
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    return None
                raise
            finally:
                self._connection.set_progress_handler(None, 0)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside stands together, or after an exception not at all.

        One inside another is part of it.
        """
        with self.lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            with self._place.writing:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    _undo(self._connection)
                    raise

    def close(self) -> None:
        """Let go of the connection; of the file too, once no other is open."""
        with self.lock:
            self._let_go()


def _take(path: str) -> IO[bytes]:
    """The file, kept from every other simulator until it is closed."""
    held = None
    try:
        held = Path(path).open("a+b")  # noqa: SIM115 - it stays open as long as the state
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        _shut(held)
        raise StateError(_in_use(path)) from error
    except (OSError, ValueError) as error:
        _shut(held)
        reason = error.strerror if isinstance(error, OSError) else error
        raise StateError(
            f"cannot open {path}: {reason}; give --db a file in a folder you may write to"
        ) from error
    return held


def _shut(held: IO[bytes] | None) -> None:
    if held is not None:
        held.close()


def _opened(place: _Place, shape: Shape) -> tuple[sqlite3.Connection, bool]:
    connection = sqlite3.connect(
        place.path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    with place.writing:
        place.connections += 1
        try:
            return connection, _prepare(connection, place.path, shape)
        except BaseException as error:
            _close(connection, place)
            if isinstance(error, sqlite3.Error):
                raise StateError(_why(place.path, error)) from error
            raise


def _undo(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:  # SQLite may have given up by itself: a full disk
        connection.execute("ROLLBACK")


def _close(connection: sqlite3.Connection, place: _Place) -> None:
    """Close a connection, and with the last one the file."""
    connection.close()
    with place.writing:
        place.connections -= 1
        if not place.connections:
            _shut(place.held)


def _prepare(connection: sqlite3.Connection, path: str | None, shape: Shape) -> bool:
    """Make the tables, or see that they are ours; tells whether they are new."""
    connection.execute("BEGIN IMMEDIATE")
    mark, version = (_pragma(connection, name) for name in ("application_id", "user_version"))
    known = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if known and mark != shape.mark:
        raise StateError(f"{path} belongs to another program; give --db another file")
    if known and version != shape.version:
        raise StateError(
            f"{path} holds tables of version {version}, this simulator's are {shape.version}; "
            "give --db another file, or delete this one"
        )
    if not known:
        marks = f"PRAGMA application_id = {shape.mark}; PRAGMA user_version = {shape.version};"
        connection.executescript(f"BEGIN; {marks} {shape.tables} COMMIT;")
        connection.execute("ANALYZE sqlite_master")  # reads what the tables say of themselves
    for setting in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {setting}")
    return not known


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    held: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return held


def _why(path: str | None, error: sqlite3.Error) -> str:
    if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _in_use(path)
    if error.sqlite_errorcode == sqlite3.SQLITE_READONLY:
        return f"{path} is read-only; make it writable, or give --db another file"
    return f"{path} cannot be used ({error}); give --db another file, or delete this one"


def _in_use(path: str | None) -> str:
    return f"{path} is in use by another program; stop it, or give --db another file"
