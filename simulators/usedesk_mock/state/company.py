"""The one company of the helpdesk: everything it knows."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from simulators.usedesk_mock.state.database import Database
from simulators.usedesk_mock.state.desk import Desk
from simulators.usedesk_mock.state.model import CHANNEL_TYPES, EXTENSIONS
from simulators.usedesk_mock.state.settings import Settings

# Three ranges far apart: an id in the wrong place shows at once.
_FIRST_CHANNEL, _FIRST_CLIENT, _FIRST_TICKET = 101, 50_001, 1_001
_TABLES = ("messages", "tickets", "clients", "channels", "blocks", "extensions")
_PARENTS_FIRST = (*reversed(_TABLES), "sqlite_sequence")
_CHANNEL_NAMES = {
    "email": "E-mail", "chat": "Chat widget", "whatsapp": "WhatsApp", "telephony": "Telephone", "vk": "VK",
    "wechat": "WeChat", "yandex_market": "Yandex Market", "api": "API",
}  # fmt: skip


class Company:
    """The state of one simulator. Safe to share between threads; lives in the file `path` if one is given.

    Raises:
        StateError: the file can't be used.
    """

    def __init__(self, path: str | None = None) -> None:
        self._db = Database(path)
        self.desk = Desk(self._db)
        self.settings = Settings(self._db)
        self.new = not self._db.rows("SELECT 1 FROM channels LIMIT 1")
        if self.new:
            self.clear()

    def clear(self) -> None:
        """Forget everything: no client, no ticket, no block, every extension off."""
        with self._db.transaction():
            for table in _TABLES:
                self._db.change(f"DELETE FROM {table}")  # noqa: S608 - our own names
            self._db.change("DELETE FROM sqlite_sequence")
            for table, first in (("clients", _FIRST_CLIENT), ("tickets", _FIRST_TICKET)):
                self._db.change("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, first - 1)
            for number, type_ in enumerate(CHANNEL_TYPES, _FIRST_CHANNEL):
                name = _CHANNEL_NAMES.get(type_, type_.capitalize())
                self._db.change("INSERT INTO channels VALUES (?, ?, ?)", number, type_, name)
            for name in EXTENSIONS:
                self._db.change("INSERT INTO extensions VALUES (?, 0)", name)

    def counts(self) -> dict[str, int]:
        """How many clients, tickets and blocks there are."""
        tables = ("clients", "tickets", "blocks")
        return {table: self._db.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608 - our own names

    def snapshot(self) -> dict[str, Any]:
        """All that is known, as JSON."""
        return {"tables": self._db.taken(_PARENTS_FIRST)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put a state that `snapshot` told in place of all that is known; raises ControlError."""
        self._db.put(_PARENTS_FIRST, state.get("tables"))

    def keep(self, name: str) -> None:
        """Keep a copy of all that is known under the name, in place of the one that had it."""
        with self._db.transaction():
            self.drop(name)
            self._db.change("INSERT INTO snapshots VALUES (?, ?)", name, json.dumps(self.snapshot()))

    def kept(self) -> list[str]:
        """The names of the copies kept, the oldest first."""
        return [name for (name,) in self._db.rows("SELECT name FROM snapshots ORDER BY rowid")]

    def put_back(self, name: str) -> None:
        """Put the copy, which there is, in place of all that is known."""
        self.restore(json.loads(self._db.rows("SELECT state FROM snapshots WHERE name = ?", name)[0][0]))

    def drop(self, name: str) -> None:
        """Forget the copy; an unknown one is fine."""
        self._db.change("DELETE FROM snapshots WHERE name = ?", name)

    def transaction(self) -> AbstractContextManager[None]:
        """All of the changes made inside, or none of them."""
        return self._db.transaction()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
