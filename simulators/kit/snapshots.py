"""Snapshots: the whole data of accounts as one JSON document, and copies kept under a name.

A snapshot is to be kept and put back, not to be written by hand: a digest tells whether it is whole.
Clock, dialect, faults and journal are no part of it.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from simulators.kit.errors import ControlError

Json = dict[str, Any]
FORMAT = 1
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


class Keeper(Protocol):
    """What snapshots need of a simulator."""

    def snapshot(self, account: str) -> Json:
        """All the data of the account."""
        ...

    def restore(self, states: Mapping[str, Json]) -> None:
        """Put data in place of what these accounts hold; raises ControlError, changing nothing."""
        ...

    def keep(self, account: str, name: str) -> None:
        """Keep a copy of the account's data under the name."""
        ...

    def kept(self, account: str) -> list[str]:
        """The names of the copies kept, the oldest first."""
        ...

    def put_back(self, account: str, name: str) -> None:
        """Put the copy, which there is, in place of the account's data."""
        ...

    def drop(self, account: str, name: str) -> None:
        """Forget the copy, which there is."""
        ...


class UnknownSnapshot(ControlError):  # noqa: N818 - reads aloud: raise it
    """No such snapshot is kept."""

    status = 404


class Snapshots:
    """The snapshots of one simulator, whose title tells its documents from another's."""

    def __init__(self, title: str, keeper: Keeper) -> None:
        self._title = title
        self._keeper = keeper

    def take(self, accounts: Sequence[str]) -> str:
        """The accounts as one JSON document."""
        texts = {name: _text(self._keeper.snapshot(name)) for name in accounts}
        # A state is large: what its digest is made of is sent, rather than written a second time.
        held = [
            f'{json.dumps(name)}: {{"digest": "{_digest(text)}", "state": {text}}}'
            for name, text in texts.items()
        ]
        told = f'"simulator": {json.dumps(self._title)}, "format": {FORMAT}'
        return f'{{{told}, "accounts": {{{", ".join(held)}}}}}'

    def put(self, document: Json, account: str | None) -> list[str]:
        """Put the document's accounts in place, or into the one account named; tells which.

        Raises:
            ControlError: the document is broken, of another simulator, or does not hold the account.
        """
        states = self._read(document)
        if account is not None and account not in states and len(states) != 1:
            raise ControlError(f"the snapshot holds {', '.join(states)} and no {account!r}; name one of them")
        if account is not None:
            states = {account: states[account] if account in states else next(iter(states.values()))}
        self._keeper.restore(states)
        return list(states)

    def named(self, accounts: Sequence[str]) -> Json:
        """The names kept, by account."""
        return {account: self._keeper.kept(account) for account in accounts}

    def keep(self, accounts: Sequence[str], name: object) -> None:
        """Keep a copy of each account under the name, in place of an older one; raises ControlError."""
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise ControlError(
                f"name of a snapshot is {name!r}; give letters, digits, dots, hyphens, underlines, at most 64"
            )
        for account in accounts:
            self._keeper.keep(account, name)

    def put_back(self, accounts: Sequence[str], name: str) -> list[str]:
        """Put the copy in place of the data of each account that has one; tells which.

        Raises:
            UnknownSnapshot: none has.
        """
        having = self._having(accounts, name)
        for account in having:
            self._keeper.put_back(account, name)
        return having

    def drop(self, accounts: Sequence[str], name: str) -> None:
        """Forget the copies of this name; raises UnknownSnapshot."""
        for account in self._having(accounts, name):
            self._keeper.drop(account, name)

    def _having(self, accounts: Sequence[str], name: str) -> list[str]:
        kept = self.named(accounts)
        having = [account for account in accounts if name in kept[account]]
        if not having:
            known = ", ".join(sorted({one for names in kept.values() for one in names})) or "none"
            raise UnknownSnapshot(f"no snapshot {name!r}; there are: {known}")
        return having

    def _read(self, document: Json) -> dict[str, Json]:
        said = (document.get("simulator"), document.get("format"))
        if said != (self._title, FORMAT):
            raise ControlError(
                f"this is no snapshot of the {self._title}, format {FORMAT}; take one by GET /_sim/snapshot"
            )
        accounts = document.get("accounts")
        if not isinstance(accounts, dict) or not accounts:
            raise ControlError("the snapshot holds no accounts; send what GET /_sim/snapshot told")
        return {name: _whole(name, held) for name, held in accounts.items()}


def _whole(account: str, held: object) -> Json:
    state = held.get("state") if isinstance(held, dict) else None
    if (
        not isinstance(held, dict)
        or not isinstance(state, dict)
        or held.get("digest") != _digest(_text(state))
    ):
        raise ControlError(
            f"the snapshot of {account!r} is broken or edited; take a new one, or load data by /_sim/seed"
        )
    return state


def _text(state: Json) -> str:
    return json.dumps(state, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
