"""The store: all accounts of one simulator."""

import json
from collections.abc import Callable
from datetime import datetime

from simulators.kit.clock import wall_clock
from simulators.retailcrm_mock.state.account import Account, empty
from simulators.retailcrm_mock.state.database import Database, Document


class Store:
    """Accounts in a SQLite file, or in memory. Safe to share between threads.

    Args:
        path: the file; None keeps the state in memory.
        now: the time of an account, in UTC.

    Raises:
        StateError: the file is locked, broken, another program's or out of reach.
    """

    def __init__(
        self, path: str | None = None, now: Callable[[str], datetime] = lambda _account: wall_clock()
    ) -> None:
        self._database = Database(path)
        self._now = now

    def accounts(self) -> list[str]:
        """The names of the accounts, the oldest first."""
        return [name for (name,) in self._database.rows("SELECT name FROM accounts ORDER BY number")]

    def account(self, name: str) -> Account | None:
        """The account of that name."""
        rows = self._database.rows("SELECT number FROM accounts WHERE name = ?", (name,))
        return Account(self._database, rows[0][0], name, lambda: self._now(name)) if rows else None

    def create(self, name: str, start: Document | None = None) -> Account:
        """A new, empty account; `start` is what `Account.start` tells later.

        Raises:
            ValueError: there is such an account.
        """
        with self._database.lock:
            if self.account(name):
                raise ValueError(
                    f"there is an account {name!r} already; choose another name, or delete it first"
                )
            with self._database.transaction() as write:
                values = (name, json.dumps(start or {}), "{}")
                write.execute("INSERT INTO accounts (name, start, settings) VALUES (?, ?, ?)", values)
            created = self.account(name)
        assert created is not None  # noqa: S101 - just made, and the lock is held
        return created

    def delete(self, name: str) -> None:
        """Remove the account and all it holds; an unknown name is fine."""
        with self._database.lock:
            account = self.account(name)
            if account is None:
                return
            with self._database.transaction() as write:
                empty(write, account.number)
                write.execute("DELETE FROM accounts WHERE number = ?", (account.number,))

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        self._database.close()
