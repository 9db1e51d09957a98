"""The companies of one simulator: none knows of another."""

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from simulators.kit.database import Database
from simulators.kit.errors import ControlError
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.database import SHAPE
from simulators.usedesk_mock.state.database import Database as Rows


class Companies:
    """Companies in a SQLite file, or in memory. Safe to share between threads.

    Each has a connection of its own, so that none waits for what another is looking for.

    Args:
        path: the file; None keeps the state in memory.

    Raises:
        StateError: the file is in use, broken, another program's or out of reach.
    """

    def __init__(self, path: str | None = None) -> None:
        self._database = Database(path, SHAPE)
        self._lock = threading.RLock()
        self._making: set[str] = set()
        self._held = {
            name: Company(self._database.beside(), number)
            for number, name in self._database.rows("SELECT number, name FROM companies ORDER BY number")
        }

    def names(self) -> list[str]:
        """The names of the companies, the oldest first."""
        with self._lock:
            return list(self._held)

    def company(self, name: str) -> Company | None:
        """The company of that name."""
        return self._held.get(name)

    @contextlib.contextmanager
    def making(self, name: str, start: Mapping[str, Any]) -> Iterator[Company]:
        """A new, empty company that nobody sees before the block ends; after an exception there is none.

        Raises:
            ControlError: there is such a company.
        """
        self._reserve(name)
        database = self._database.beside()
        try:
            with database.transaction() as write:
                sql = "INSERT INTO companies (name, start) VALUES (?, ?)"
                company = Company(database, write.execute(sql, (name, json.dumps(start))).lastrowid or 0)
                company.clear()
                yield company
            with self._lock:
                self._held[name] = company
        except BaseException:
            database.close()
            raise
        finally:
            self._making.discard(name)

    def delete(self, name: str) -> None:
        """Remove the company and all it holds; an unknown name is fine."""
        with self._lock:
            company = self._held.pop(name, None)
        if company is not None:
            company.close(forget=True)

    def check(self, state: Mapping[str, Any]) -> None:
        """See that a company can have this state of `Company.snapshot`'s; raises ControlError if not."""
        if not isinstance(state.get("start"), dict):
            raise ControlError("the snapshot has no start; take a new one")
        Rows(self._database, 0).check(state.get("tables"))

    def close(self) -> None:
        """Let go of the file; the companies are of no use afterwards."""
        with self._lock:
            for company in self._held.values():
                company.close()
            self._database.close()

    def _reserve(self, name: str) -> None:
        with self._lock:
            if name in self._held or name in self._making:
                raise ControlError(
                    f"there is an account {name!r} already; choose another name, or delete it first"
                )
            self._making.add(name)
