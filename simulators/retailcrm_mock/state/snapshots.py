"""Snapshots of one account: all that it holds as JSON, sent away or kept inside under a name."""

import json
import sqlite3

from simulators.retailcrm_mock.state import documents, holdings
from simulators.retailcrm_mock.state.database import Database, Document

READY = 4_000_000  # signs of a snapshot that is small


class Snapshots:
    """Takes and restores the account of this number."""

    def __init__(self, database: Database, number: int) -> None:
        self._database = database
        self._number = number
        self._ready: dict[str, Document] = {}  # small snapshots kept inside, read already

    def take(self) -> Document:
        """All that the account holds, and what it was made from."""
        with self._database.transaction() as read:
            sql = "SELECT start, settings FROM accounts WHERE number = ?"
            start, settings = map(json.loads, read.execute(sql, (self._number,)).fetchone())
            return {"start": start, "settings": settings, "tables": holdings.taken(read, self._number)}

    def restore(self, state: Document) -> None:
        """Put a state in place of all there is; a reset still goes back to how the account was made.

        Raises:
            ControlError: it is none that `take` told; nothing has changed then.
        """
        with self._database.transaction() as write:
            holdings.check(write, state)
            self._put(write, state)

    def keep(self, name: str) -> None:
        """Keep a snapshot inside under this name, in place of the one that had it."""
        with self._database.transaction() as write:
            state = self.take()
            held = documents.stored(state, "a snapshot")
            self.drop(name)
            write.execute("INSERT INTO snapshots VALUES (?, ?, ?)", (self._number, name, held))
        if len(held) < READY:
            self._ready[name] = state

    def kept(self) -> list[str]:
        """The names of the snapshots kept inside, the oldest first."""
        sql = "SELECT name FROM snapshots WHERE account = ? ORDER BY rowid"
        return [name for (name,) in self._database.rows(sql, (self._number,))]

    def put_back(self, name: str) -> bool:
        """Restore the snapshot of this name; False, changing nothing, if there is none."""
        with self._database.transaction() as write:
            state = self._ready.get(name) or self._read(write, name)
            if state is not None:
                self._put(write, state)
        return state is not None

    def drop(self, name: str) -> None:
        """Forget the snapshot of this name; an unknown one is fine."""
        with self._database.transaction() as write:
            write.execute("DELETE FROM snapshots WHERE account = ? AND name = ?", (self._number, name))
            self._ready.pop(name, None)

    def _read(self, read: sqlite3.Connection, name: str) -> Document | None:
        sql = "SELECT state FROM snapshots WHERE account = ? AND name = ?"
        found = read.execute(sql, (self._number, name)).fetchone()
        state: Document | None = json.loads(found[0]) if found else None
        return state

    def _put(self, write: sqlite3.Connection, state: Document) -> None:
        values = (json.dumps(state["settings"]), self._number)
        write.execute("UPDATE accounts SET settings = ? WHERE number = ?", values)
        holdings.fill(write, self._number, state["tables"])
