"""Whose block it is: which RetailCRM an administrator means, and the key to it."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from service.core.model import Account, Mistake, Outcome, Preferences

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"(?P<name>{_LABEL})(?:\.(?P<domain>{_LABEL}(?:\.{_LABEL})+))?", re.ASCII)
_A_KEY = re.compile(r"(?=.*\d)[a-z0-9]{32}")
"""What an API key looks like; in the wrong field it must not be asked for as a host name, for all to see."""

_NOWHERE = Account("", "")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Entry:
    """The account and the key to it; or why there is none, with every mistake in the block's settings."""

    account: Account = _NOWHERE
    key: str = field(default="", repr=False)
    refused: Outcome | None = None
    mistakes: tuple[Mistake, ...] = ()


class Accounts(Protocol):
    """Tells whose a block is by what its administrator typed."""

    def enter(self, subdomain: str, secret: str) -> Entry:
        """Return the account and the key to it, or why there is none."""
        ...

    def settle(self, secret: str, wanted: Preferences) -> Preferences:
        """Return what a block wants, but for what is not up to it."""
        ...


@dataclass(frozen=True, slots=True)
class Addresses:
    """Accounts as the article has them, each block bringing the key of its own.

    They live where a template with `{subdomain}` and `{domain}` says, on the only domains allowed in it; the
    first is taken when the administrator gave the account's name alone. `hosts` are those of customers with a
    server of their own, each an account by its whole name.
    """

    template: str
    domains: tuple[str, ...]
    hosts: tuple[str, ...] = ()

    def enter(self, subdomain: str, secret: str) -> Entry:
        """Take the secret for the key."""
        account = self.find(subdomain)
        if wrong := mistakes(subdomain, secret, account):
            return Entry(refused=Outcome.NOT_CONFIGURED, mistakes=wrong)
        return Entry(account or _NOWHERE, secret)

    def settle(self, secret: str, wanted: Preferences) -> Preferences:  # noqa: ARG002 - whoever it is
        """Let blocks look as they want."""
        return wanted

    def find(self, typed: str) -> Account | None:
        """Return the account for `company`, `company.retailcrm.ru` or `https://company.retailcrm.ru/`.

        Anything else is None: a value from outside must never choose another host.
        """
        written = typed.strip().lower().removeprefix("https://").removesuffix("/")
        if written in self.hosts:
            return Account(written, f"https://{written}")
        address = _ADDRESS.fullmatch(written)
        if address is None or _A_KEY.fullmatch(address["name"]):
            return None
        if (address["domain"] or self.domains[0]) not in self.domains:
            return None
        domain = address["domain"] or self.domains[0]
        origin = self.template.replace("{subdomain}", address["name"]).replace("{domain}", domain)
        return Account(address["name"], origin.rstrip("/"))


def is_key(text: str) -> bool:
    """Tell whether a text could be an API key."""
    return bool(_KEY.fullmatch(text))


def mistakes(subdomain: str, key: str, account: Account | None) -> tuple[Mistake, ...]:
    """Name everything that is wrong with a block's settings; empty when they can be tried."""
    found = []
    if account is None:
        found.append(Mistake.BAD_SUBDOMAIN if subdomain.strip() else Mistake.NO_SUBDOMAIN)
    if not is_key(key):
        found.append(Mistake.BAD_KEY if key else Mistake.NO_KEY)
    return tuple(found)
