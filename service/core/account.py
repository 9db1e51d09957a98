"""Which RetailCRM address an administrator means."""

import re
from dataclasses import dataclass

from service.core.model import Account, Mistake

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"(?P<name>{_LABEL})(?:\.(?P<domain>{_LABEL}(?:\.{_LABEL})+))?", re.ASCII)
_A_KEY = re.compile(r"(?=.*\d)[a-z0-9]{32}")
"""What an API key looks like; in the wrong field it must not be asked for as a host name, for all to see."""

_KEY = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where accounts live: a template with `{subdomain}` and `{domain}`, and the only domains allowed in it.

    The first domain is taken when the administrator gave the account's name alone. `hosts` are those of
    customers with a server of their own, each an account by its whole name.
    """

    template: str
    domains: tuple[str, ...]
    hosts: tuple[str, ...] = ()

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


def mistakes(subdomain: str, key: str, account: Account | None) -> tuple[Mistake, ...]:
    """Name everything that is wrong with a block's settings; empty when they can be tried."""
    found = []
    if account is None:
        found.append(Mistake.BAD_SUBDOMAIN if subdomain.strip() else Mistake.NO_SUBDOMAIN)
    if not _KEY.fullmatch(key):
        found.append(Mistake.BAD_KEY if key else Mistake.NO_KEY)
    return tuple(found)
