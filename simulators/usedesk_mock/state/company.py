"""One company of the helpdesk: everything it knows."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from simulators.kit import database
from simulators.usedesk_mock.state.database import Database
from simulators.usedesk_mock.state.desk import Desk
from simulators.usedesk_mock.state.model import CHANNEL_TYPES, EXTENSIONS
from simulators.usedesk_mock.state.settings import Settings

# Ranges far apart: an id in the wrong place shows at once.
_FIRST = {"blocks": 1, "channels": 101, "tickets": 1_001, "clients": 50_001}
_CHANNEL_NAMES = {
    "email": "E-mail", "chat": "Chat widget", "whatsapp": "WhatsApp", "telephony": "Telephone", "vk": "VK",
    "wechat": "WeChat", "yandex_market": "Yandex Market", "api": "API",
}  # fmt: skip


class Company:
    """The state of one company. Safe to share between threads.

    Attributes:
        desk: its clients and tickets.
        settings: its blocks and extensions.
    """

    def __init__(self, base: database.Database, number: int) -> None:
        self._base = base
        self._number = number
        self._db = Database(base, number)
        self.desk = Desk(self._db)
        self.settings = Settings(self._db)

    def clear(self) -> None:
        """Forget everything: no client, no ticket, no block, every extension off."""
        with self._db.transaction():
            self._db.empty()
            for kind, first in _FIRST.items():
                self._db.change("INSERT INTO counters VALUES (?1, ?, ?, 0)", kind, first - 1)
            for type_ in CHANNEL_TYPES:
                self.desk.add_channel(type_, _CHANNEL_NAMES.get(type_, type_.capitalize()))
            for name in EXTENSIONS:
                self._db.change("INSERT INTO extensions VALUES (?1, ?, 0)", name)

    def start(self) -> dict[str, Any]:
        """What the company was made from."""
        told: dict[str, Any] = json.loads(
            self._db.rows("SELECT start FROM companies WHERE number = ?1")[0][0]
        )
        return told

    def counts(self) -> dict[str, int]:
        """How many clients, tickets and blocks there are."""
        sql = "SELECT kind, held FROM counters WHERE company = ?1 AND kind != 'channels' ORDER BY kind"
        return dict(self._db.rows(sql))

    def snapshot(self) -> dict[str, Any]:
        """All that is known, as JSON, and what the company was made from."""
        with self._db.transaction():
            return {"start": self.start(), "tables": self._db.taken()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put a state that `snapshot` told in place of all that is known; raises ControlError."""
        self._db.put(state.get("tables"))

    def keep(self, name: str) -> None:
        """Keep a copy of all that is known under the name, in place of the one that had it."""
        with self._db.transaction():
            self.drop(name)
            sql = "INSERT INTO snapshots (company, name, state) VALUES (?1, ?, ?)"
            self._db.change(sql, name, json.dumps(self.snapshot()))

    def kept(self) -> list[str]:
        """The names of the copies kept, the oldest first."""
        sql = "SELECT name FROM snapshots WHERE company = ?1 ORDER BY number"
        return [name for (name,) in self._db.rows(sql)]

    def put_back(self, name: str) -> None:
        """Put the copy, which there is, in place of all that is known."""
        sql = "SELECT state FROM snapshots WHERE company = ?1 AND name = ?"
        self.restore(json.loads(self._db.rows(sql, name)[0][0]))

    def drop(self, name: str) -> None:
        """Forget the copy; an unknown one is fine."""
        self._db.change("DELETE FROM snapshots WHERE company = ?1 AND name = ?", name)

    def transaction(self) -> AbstractContextManager[None]:
        """All of the changes made inside, or none of them."""
        return self._db.transaction()

    def close(self, *, forget: bool = False) -> None:
        """Let go of the connection, with `forget` of all it holds too; it is of no use afterwards."""
        if forget:
            with self._db.transaction():
                self._db.empty()
                self._db.change("DELETE FROM snapshots WHERE company = ?1")
                self._db.change("DELETE FROM companies WHERE number = ?1")
        self._base.close()
