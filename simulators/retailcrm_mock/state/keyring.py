"""The API keys of one account, in its tables."""

from collections.abc import Callable, Iterable
from datetime import datetime

from simulators.retailcrm_mock.state import find, ids, keys
from simulators.retailcrm_mock.state.database import Database
from simulators.retailcrm_mock.state.find import Condition
from simulators.retailcrm_mock.state.keys import ApiKey


class KeyRing:
    """The keys of the account of this number."""

    def __init__(self, database: Database, number: int, now: Callable[[], datetime]) -> None:
        self.number = number
        self._database = database
        self._now = now
        self._remembered: tuple[int, dict[str, ApiKey]] = (-1, {})  # the keys by value, as of a version

    def keys(self) -> list[ApiKey]:
        """The account's keys, the oldest first."""
        return self._keys(find.EVERYTHING)

    def key_ids(self) -> list[int]:
        """The ids of the keys."""
        return [key.id for key in self.keys()]

    def key(self, number: int) -> ApiKey | None:
        """The key with this id."""
        return next(iter(self._keys(find.one_of("id", [number]))), None)

    def key_by_value(self, value: str) -> ApiKey | None:
        """The key a program shows."""
        with self._database.lock:
            version = self._database.version
            if self._remembered[0] != version:  # every request asks, and keys seldom change
                self._remembered = version, {key.value: key for key in self.keys()}
            return self._remembered[1].get(value)

    def add_key(
        self, comment: str, access: str, sites: Iterable[str], scopes: Iterable[str], value: str | None = None
    ) -> ApiKey:
        """A new key; its value is made up unless given."""
        with self._database.transaction() as write:
            made = keys.make(comment, access, sites, scopes, value, self._now())
            return keys.insert(write, self.number, made)

    def save_key(self, key: ApiKey) -> None:
        """Keep the key's comment, access, shops and scopes."""
        with self._database.transaction() as write:
            marks = ", ".join("?" * len(keys.row(key)))
            sql = f"REPLACE INTO keys (account, {keys.COLUMNS}) VALUES (?, {marks})"  # noqa: S608 - names of ours
            write.execute(sql, (self.number, *keys.row(key)))

    def delete_key(self, number: int) -> None:
        """Take the key away; an unknown one is fine."""
        with self._database.transaction() as write:
            held = (self.number, number)
            gone = write.execute(
                "DELETE FROM keys WHERE account = ? AND id = ? RETURNING id", held
            ).fetchall()
            ids.retire(write, self.number, "key", (one for (one,) in gone))

    def _keys(self, condition: Condition) -> list[ApiKey]:
        sql = f"SELECT {keys.COLUMNS} FROM keys WHERE account = ? AND {condition.sql} ORDER BY id"  # noqa: S608
        return [keys.from_row(row) for row in self._database.rows(sql, (self.number, *condition.values))]
