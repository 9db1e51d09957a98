"""API keys: what a program shows to be let in, and to what."""

import json
import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.state import ids
from simulators.retailcrm_mock.state.database import Document
from simulators.retailcrm_mock.state.documents import text

ACCESSES = ("access_full", "access_selective")
# RetailCRM PrestaShop module, retailcrm.php: the rights it knows. A reader's come first.
SCOPES = (
    "customer_read", "order_read", "reference_read", "customer_write", "order_write", "reference_write",
    "store_read", "store_write", "delivery_read", "segment_read", "custom_fields_read", "integration_read",
    "integration_write", "cost_read", "payments_read", "file_read", "loyalty_read", "user_read", "task_read",
    "telephony_read", "analytics_write", "verification_read",
)  # fmt: skip
READING = SCOPES[:3]


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of an account. With `access_selective` it sees only `sites`."""

    id: int
    value: str
    comment: str
    access: str
    sites: tuple[str, ...]
    scopes: tuple[str, ...]
    created_at: datetime

    def __repr__(self) -> str:
        return f"<ApiKey {self.id}>"  # a key's value is for nobody's log

    @property
    def shops(self) -> tuple[str, ...] | None:
        """The codes of the shops it sees; None for all."""
        return self.sites if self.access == "access_selective" else None


WISHES = ("value", "comment", "access", "sites", "scopes")
_VALUE = re.compile(r"[!-~]{1,255}")
COLUMNS = "id, value, comment, access, sites, scopes, created_at"


def row(key: ApiKey) -> tuple[object, ...]:
    """The key as its table holds it, in the order of COLUMNS."""
    sites, scopes = json.dumps(key.sites), json.dumps(key.scopes)
    return (key.id, key.value, key.comment, key.access, sites, scopes, key.created_at.isoformat())


def from_row(held: tuple[Any, ...]) -> ApiKey:
    """The key that a row of its table, in the order of COLUMNS, holds."""
    number, value, comment, access, sites, scopes, created_at = held
    moment = datetime.fromisoformat(created_at)
    return ApiKey(number, value, comment, access, tuple(json.loads(sites)), tuple(json.loads(scopes)), moment)


def make(
    comment: str,
    access: str,
    sites: Iterable[str],
    scopes: Iterable[str],
    value: str | None,
    created_at: datetime,
) -> ApiKey:
    """A key not yet in any account; its value is made up, 32 signs, unless given."""
    return ApiKey(0, value or secrets.token_hex(16), comment, access, tuple(sites), tuple(scopes), created_at)


def insert(write: sqlite3.Connection, account: int, key: ApiKey) -> ApiKey:
    """Put the key in the account, under the next free id.

    Raises:
        ControlError: the account has a key of this value.
    """
    numbered = replace(key, id=ids.free(write, account, "key"))
    sql = f"INSERT INTO keys (account, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of ours
    try:
        write.execute(sql, (account, *row(numbered)))
    except sqlite3.IntegrityError as error:
        raise ControlError(
            "the account has a key of this value already; leave the value out to get a new one"
        ) from error
    return numbered


def read(wish: Document, sites: list[str], created_at: datetime) -> ApiKey:
    """A key as it is wished for, everything optional: by default it reads everything in every shop.

    Raises:
        ControlError: access, a shop or a scope does not exist, or a value is no text.
    """
    extra = sorted(set(wish) - set(WISHES))
    if extra:
        raise ControlError(f"a key has no {', '.join(map(repr, extra))}; known: {', '.join(WISHES)}")
    value, comment = (text(wish, name, "a key") for name in ("value", "comment"))
    access = wish.get("access", ACCESSES[0])
    if access not in ACCESSES:
        raise ControlError(f"access of a key is {access!r}; give one of {', '.join(ACCESSES)}")
    shops, scopes = _codes(wish, "sites", [], sites), _codes(wish, "scopes", list(READING), list(SCOPES))
    return make(comment, access, shops, scopes, check_value(value) if value else None, created_at)


def check_value(value: object) -> str:
    """The value, if a header can hold it; raises ControlError, without repeating it, if not."""
    if not isinstance(value, str) or not _VALUE.fullmatch(value):
        raise ControlError("a key is 1 to 255 plain signs without spaces; give such a one, or leave it out")
    return value


def _codes(wish: Document, name: str, default: list[str], known: list[str]) -> list[str]:
    held = wish.get(name, default)
    if not isinstance(held, list) or not all(one in known for one in held):
        raise ControlError(f"{name} of a key are {held!r}; give a list of: {', '.join(known) or 'none'}")
    return held
