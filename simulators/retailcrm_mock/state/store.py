"""The store: all accounts of one simulator."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime

from simulators.kit.clock import wall_clock
from simulators.retailcrm_mock.state import holdings
from simulators.retailcrm_mock.state.account import Account
from simulators.retailcrm_mock.state.database import SHAPE, Database, Document

_OWN = "SELECT number, name, start, whole FROM accounts ORDER BY number"


class Store:
    """Accounts in a SQLite file, or in memory. Safe to share between threads.

    Each account has a connection of its own, so that none waits for what another is looking for.

    Args:
        path: the file; None keeps the state in memory.
        now: the time of an account, in UTC.

    Raises:
        StateError: the file is locked, broken, another program's or out of reach.
    """

    def __init__(
        self, path: str | None = None, now: Callable[[str], datetime] = lambda _account: wall_clock()
    ) -> None:
        self._database = Database(path, SHAPE)
        self._now = now
        self._lock = threading.RLock()
        self._accounts: dict[str, Account] = {}
        self._making: dict[str, Account] = {}
        self._unfinished: dict[str, Document] = {}
        for number, name, start, whole in self._database.rows(_OWN):
            if whole:
                self._accounts[name] = self._opened(self._database.beside(), number, name)
            else:
                self._unfinished[name] = json.loads(start)

    def accounts(self) -> list[str]:
        """The names of the accounts, the oldest first."""
        with self._lock:
            return list(self._accounts)

    def account(self, name: str) -> Account | None:
        """The account of that name."""
        return self._accounts.get(name)

    def unfinished(self) -> dict[str, Document]:
        """The accounts that a simulator died over while making them: name and start. They are not shown."""
        return dict(self._unfinished)

    def create(self, name: str, start: Document | None = None) -> Account:
        """A new, empty account; `start` is what `Account.start` tells later.

        Raises:
            ValueError: there is such an account.
        """
        with self.making(name, start) as account:
            return account

    @contextlib.contextmanager
    def making(self, name: str, start: Document | None = None) -> Iterator[Account]:
        """A new account that nobody sees before the block ends; after an exception there is none.

        An unfinished one of the name is made anew.

        Raises:
            ValueError: there is such an account.
        """
        account = self._begun(name, start or {})
        try:
            yield account
            account.finish()
        except BaseException as error:
            with self._lock:
                del self._making[name]
            # Who is told to stop has no time to clean up: the next start sees to it.
            account.close(forget=isinstance(error, Exception))
            raise
        with self._lock:
            self._accounts[name] = self._making.pop(name)

    def _begun(self, name: str, start: Document) -> Account:
        with self._lock:
            if name in self._accounts or name in self._making:
                raise ValueError(
                    f"there is an account {name!r} already; choose another name, or delete it first"
                )
            database = self._database.beside()
            with database.transaction() as write:
                holdings.forget(write, name)
                values = (name, json.dumps(start), "{}")
                sql = "INSERT INTO accounts (name, start, settings, whole) VALUES (?, ?, ?, 0)"
                number = write.execute(sql, values).lastrowid or 0
            self._unfinished.pop(name, None)
            account = self._making[name] = self._opened(database, number, name)
        return account

    def delete(self, name: str) -> None:
        """Remove the account and all it holds; an unknown name is fine."""
        with self._lock:
            account = self._accounts.pop(name, None)
        if account is not None:
            account.close(forget=True)

    def check(self, state: Document) -> None:
        """See that an account can have this state of `Snapshots.take`'s; raises ControlError if not."""
        with self._database.transaction() as read:
            holdings.check(read, state)

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        with self._lock:
            for account in (*self._accounts.values(), *self._making.values()):
                account.close()
            self._database.close()

    def _opened(self, database: Database, number: int, name: str) -> Account:
        return Account(database, number, name, lambda: self._now(name))
