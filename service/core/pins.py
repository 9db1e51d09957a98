"""Accounts that the operator pins: a block brings a secret of its own, and RetailCRM's key stays here."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from service.core.account import Entry
from service.core.model import Account, Mistake, Outcome, Preferences


def digest(secret: str) -> bytes:
    """Return what is kept of a secret; all are equally long."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Pin:
    """One account: its key, the digests of its blocks' secrets, and preferences that are not up to blocks.

    `names` are the ways in which a block may name the account, in small letters.
    """

    account: Account
    key: str = field(repr=False)
    secrets: tuple[bytes, ...] = field(repr=False)
    names: frozenset[str] = frozenset()
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pins:
    """All pinned accounts; no other is served."""

    pins: tuple[Pin, ...]

    def enter(self, subdomain: str, secret: str) -> Entry:
        """Tell whose the secret is; the account need not be named, but not another either."""
        pin = self._of(secret)
        if pin is None:
            return Entry(refused=Outcome.SECRET_UNKNOWN)
        if subdomain.strip() and _plain(subdomain) not in pin.names:
            return Entry(refused=Outcome.NOT_CONFIGURED, mistakes=(Mistake.OTHER_ACCOUNT,))
        return Entry(pin.account, pin.key)

    def settle(self, secret: str, wanted: Preferences) -> Preferences:
        """Return what a block wants, but for what is not up to it."""
        pin = self._of(secret)
        return replace(wanted, **pin.fixed) if pin else wanted

    def _of(self, secret: str) -> Pin | None:
        """Compare with all of them, each to its end, so that the time it takes tells nothing."""
        given, found = digest(secret), None
        for pin in self.pins:
            for known in pin.secrets:
                if hmac.compare_digest(given, known):
                    found = pin
        return found


def names_of(name: str, account: Account) -> frozenset[str]:
    """Return the ways to name an account: as the operator calls it, its own name, and its address."""
    return frozenset({name.casefold(), account.name, _plain(account.origin)})


def doubled(pins: Iterable[Pin]) -> list[tuple[Pin, Pin]]:
    """Return the pairs of pins that have a secret in common."""
    owner: dict[bytes, Pin] = {}
    return [
        (owner[secret], pin)
        for pin in pins
        for secret in pin.secrets
        if owner.setdefault(secret, pin) is not pin
    ]


def _plain(typed: str) -> str:
    return typed.strip().casefold().removeprefix("https://").removesuffix("/")
