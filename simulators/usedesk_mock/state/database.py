"""The tables behind the helpdesk, in a SQLite file or in memory, as one company sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from simulators.kit import database
from simulators.kit import tables as kit_tables
from simulators.kit.database import Shape, StateError

__all__ = ["SHAPE", "Database", "StateError"]

# Parents first. Every row names its company, and is kept beside the other rows of it.
HELD = ("channels", "extensions", "blocks", "clients", "tickets", "messages", "counters")
_TABLES = """
    CREATE TABLE companies (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, start TEXT NOT NULL);
    -- The last id given of each kind, and how many there are: nobody counts rows to show a page.
    CREATE TABLE counters (company INTEGER, kind TEXT, last INTEGER NOT NULL, held INTEGER NOT NULL,
        PRIMARY KEY (company, kind)) WITHOUT ROWID;
    CREATE TABLE channels (company INTEGER, id INTEGER, type TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (company, id)) WITHOUT ROWID;
    CREATE TABLE clients (company INTEGER, id INTEGER, name TEXT, searched TEXT NOT NULL, card TEXT NOT NULL,
        PRIMARY KEY (company, id)) WITHOUT ROWID;
    -- `type` is the channel's, `folded` the subject without regard to letter case.
    CREATE TABLE tickets (company INTEGER, id INTEGER, client INTEGER NOT NULL, channel INTEGER NOT NULL,
        type TEXT NOT NULL, contact TEXT NOT NULL, join_key TEXT NOT NULL, subject TEXT NOT NULL,
        folded TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (company, id),
        FOREIGN KEY (company, client) REFERENCES clients, FOREIGN KEY (company, channel) REFERENCES channels
    ) WITHOUT ROWID;
    CREATE INDEX tickets_by_address ON tickets (company, type, join_key, id);
    CREATE INDEX tickets_by_channel ON tickets (company, type, id);
    CREATE INDEX tickets_by_client ON tickets (company, client, id);
    CREATE INDEX tickets_by_status ON tickets (company, status, id);
    CREATE TABLE messages (company INTEGER, ticket INTEGER, number INTEGER, author TEXT NOT NULL,
        text TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (company, ticket, number),
        FOREIGN KEY (company, ticket) REFERENCES tickets) WITHOUT ROWID;
    CREATE TABLE blocks (company INTEGER, id INTEGER, place INTEGER NOT NULL, fields TEXT NOT NULL,
        PRIMARY KEY (company, id)) WITHOUT ROWID;
    CREATE TABLE extensions (company INTEGER, name TEXT, enabled INTEGER NOT NULL,
        PRIMARY KEY (company, name)) WITHOUT ROWID;
    CREATE TABLE snapshots (number INTEGER PRIMARY KEY, company INTEGER, name TEXT NOT NULL,
        state TEXT NOT NULL, UNIQUE (company, name));
    CREATE TRIGGER blocks_insert AFTER INSERT ON blocks BEGIN
        UPDATE counters SET held = held + 1 WHERE company = NEW.company AND kind = 'blocks'; END;
    CREATE TRIGGER blocks_delete AFTER DELETE ON blocks BEGIN
        UPDATE counters SET held = held - 1 WHERE company = OLD.company AND kind = 'blocks'; END;
    CREATE TRIGGER clients_insert AFTER INSERT ON clients BEGIN
        UPDATE counters SET held = held + 1 WHERE company = NEW.company AND kind = 'clients'; END;
    CREATE TRIGGER clients_delete AFTER DELETE ON clients BEGIN
        UPDATE counters SET held = held - 1 WHERE company = OLD.company AND kind = 'clients'; END;
    CREATE TRIGGER tickets_insert AFTER INSERT ON tickets BEGIN
        UPDATE counters SET held = held + 1 WHERE company = NEW.company AND kind = 'tickets'; END;
    CREATE TRIGGER tickets_delete AFTER DELETE ON tickets BEGIN
        UPDATE counters SET held = held - 1 WHERE company = OLD.company AND kind = 'tickets'; END;
    -- What SQLite is to think of the tables, whatever they hold: many rows, few companies. Rows in all, then
    -- how many share the first column of the index, the first two, and so on. Left to itself it takes a
    -- company for ten rows, and goes through all of it.
    ANALYZE sqlite_master;
    INSERT INTO sqlite_stat1 VALUES
        ('clients', 'clients', '10000 10000 1'),
        ('tickets', 'tickets', '10000 10000 1'),
        ('tickets', 'tickets_by_address', '10000 10000 1000 2 1'),
        ('tickets', 'tickets_by_channel', '10000 10000 1000 1'),
        ('tickets', 'tickets_by_client', '10000 10000 2 1'),
        ('tickets', 'tickets_by_status', '10000 10000 2000 1'),
        ('messages', 'messages', '30000 30000 3 1');
"""
SHAPE = Shape(mark=0x55534544, version=3, tables=_TABLES)


class Database:
    """One company's rows, for all threads; `?1` in every statement is the company's number."""

    def __init__(self, base: database.Database, company: int) -> None:
        self._base = base
        self._company = company

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return self._base.rows(query, (self._company, *values))

    def change(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        with self._base.transaction() as write:
            write.execute(statement, (self._company, *values))

    def take_id(self, kind: str, wanted: int | None = None) -> int:
        """An id nobody of this kind had before, or the one wanted; later ones are higher than both."""
        with self._base.transaction() as write:
            sql = "UPDATE counters SET last = max(last, ?) WHERE company = ? AND kind = ?"
            write.execute(sql, (wanted or self._last(kind) + 1, self._company, kind))
        return wanted or self._last(kind)

    def _last(self, kind: str) -> int:
        last: int = self.rows("SELECT last FROM counters WHERE company = ?1 AND kind = ?", kind)[0][0]
        return last

    def empty(self) -> None:
        """Take all rows of the company away, its snapshots excepted."""
        with self._base.transaction() as write:
            for table in reversed(HELD):
                write.execute(f"DELETE FROM {table} WHERE company = ?", (self._company,))  # noqa: S608 - our own names

    def taken(self) -> dict[str, Any]:
        """All rows of the company, as JSON."""
        with self._base.transaction() as read:
            return kit_tables.taken(read, HELD, ("company", self._company))

    def check(self, held: object) -> dict[str, Any]:
        """The rows, if a company can have them; raises ControlError if not."""
        with self._base.transaction() as read:
            return kit_tables.checked(read, HELD, held, leave_out="company")

    def put(self, held: object) -> None:
        """Put rows that were taken in place of the company's; raises ControlError, changing nothing."""
        with self._base.transaction() as write:
            given = self.check(held)
            self.empty()
            # The counters stand last in HELD: what the triggers count meanwhile is in them already.
            kit_tables.put(write, {table: given[table] for table in HELD}, ("company", self._company))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the changes made inside, or none of them; one inside another is part of it."""
        with self._base.transaction():
            yield
