"""The service's settings: read once from the environment, checked all together, frozen."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service.core.account import Addresses
from service.core.model import Part, Preferences
from service.core.pins import Pins
from service.settings import accounts, values
from service.settings.values import NONE, Bind, Network

__all__ = ["CHECK_KEY", "Bind", "Settings", "SettingsError"]
CHECK_KEY = "BLOCK_CHECK_KEY"
"""No setting, but the key that `check` tries an account with: let stand, and never read here."""
_PREFIX = "BLOCK_"
_DOMAINS = "retailcrm.ru,retailcrm.pro,retailcrm.es,simla.com,simla.io,retailcrm.io,ecomlogic.com"
_USER = re.compile(r"//[^/@]*@")  # a name and password in an address
_NO_REDIS = "set BLOCK_REDIS_URL, through which workers keep one rate for a key; or write 1"


class SettingsError(Exception):
    """Something in the environment is not usable; the text has one line for each problem and its remedy."""


def _setting(default: str, read: Callable[[str], Any], meaning: str, *, secret: bool = False) -> Any:
    return dataclass_field(
        default=read(default),
        metadata={"default": default, "read": read, "meaning": meaning},
        repr=not secret,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default; `bind` is read from BLOCK_BIND, and so on."""

    bind: Bind = _setting(  # noqa: RUF009 - what it returns is frozen
        "127.0.0.1:8000", values.bind, "Address and port to listen on; port 0 picks a free one."
    )
    crm_url: str = _setting(
        "https://{subdomain}.{domain}",
        values.crm_url,
        "Address of an account. Plain http is accepted for this machine only.",
    )
    crm_domains: tuple[str, ...] = _setting(
        _DOMAINS,
        values.domains,
        "The only domains accounts may live on; the first goes with a bare subdomain.",
    )
    crm_hosts: tuple[str, ...] = _setting(
        NONE,
        values.hosts,
        "Hosts of customers with a server of their own, such as crm.shop.example; each is an account.",
    )
    crm_networks: tuple[Network, ...] = _setting(
        NONE,
        values.networks,
        "Networks beside the public ones that accounts may be in, such as 10.1.0.0/16.",
    )
    crm_ca: str = _setting(
        NONE, values.authorities, "File of PEM certificates to trust beside the public authorities."
    )
    accounts: Pins | None = _setting(  # noqa: RUF009 - what it returns is frozen
        NONE, values.accounts, "File of pinned accounts, whose API keys stay here; then no others are served."
    )
    deadline_seconds: float = _setting(
        "5", values.between(0.1, 55), "How long a block waits for RetailCRM, from 0.1 to 55 seconds."
    )
    crm_rate: float = _setting(
        "10", values.between(0.1, 1000), "Calls to RetailCRM a second for one API key."
    )
    fresh_seconds: float = _setting(
        "45",
        values.between(0, 59),
        "How long an answer of RetailCRM's is given again without asking, below a minute.",
    )
    stale_seconds: float = _setting(
        "14400",
        values.between(0, 86400),
        "How long an answer is kept for the case that RetailCRM fails; the block then tells its age.",
    )
    names_seconds: float = _setting(
        "3600",
        values.between(0, 86400),
        "How long the names of statuses, shops and the like are kept; near the end they are renewed unseen.",
    )
    rejected_seconds: float = _setting(
        "15", values.between(0, 3600), "How long a key that RetailCRM rejected is not tried again."
    )
    breaker_failures: int = _setting(
        "5",
        values.whole(1, 1_000_000),
        "Failures in a row after which an account's RetailCRM is left alone and only probed.",
    )
    cache_megabytes: float = _setting(
        "64", values.between(1, 65536), "Memory for answers and blocks; the longest unused go first."
    )
    redis_url: str = _setting(
        NONE,
        values.redis_url,
        "Redis or Valkey through which replicas share answers and the rate, such as redis://host:6379/0.",
        secret=True,
    )
    redis_seconds: float = _setting(
        "0.02",
        values.between(0.001, 1),
        "How long Redis may take to answer; after a failure the service goes on in memory.",
    )
    lang: str = _setting("en", values.lang, "Language of blocks that name none: en, ru, es or pt_BR.")
    phone_region: str = _setting(
        "RU", values.region, "Country whose phones need no country code, where a block names none."
    )
    show: frozenset[Part] = _setting(
        "-manager_comment",
        values.show,
        "Parts of blocks to add to the usual ones and, with a minus, to take away.",
    )
    time_zone: str = _setting(
        NONE,
        values.time_zone,
        "Time zone of the accounts, such as Europe/Moscow; with it blocks say “today”.",
    )
    tracking_url: str = _setting(
        NONE, values.tracking_url, "Where parcels are followed, such as https://track.example.com/{number}."
    )
    trusted_proxies: tuple[Network, ...] = _setting(
        NONE,
        values.networks,
        "Proxies whose X-Forwarded-For and -Proto are believed, such as 127.0.0.1, 10.1.0.0/16.",
    )
    threads: int = _setting("32", values.whole(1, 256), "Requests a worker serves at once, from 1 to 256.")
    workers: int = _setting(
        "1", values.whole(1, 64), "Processes that serve, from 1 to 64; more than one need Redis."
    )
    log: str = _setting(
        "text", values.one_of("text", "json"), "How log lines are written: text or json, on stderr."
    )
    log_level: str = _setting(
        "info",
        values.one_of("debug", "info", "warning", "error"),
        "The least that is logged: debug, info (a line for each block), warning or error.",
    )
    otlp_url: str = _setting(
        NONE,
        values.otlp_url,
        "Collector of OpenTelemetry traces, such as http://collector:4318; needs the extra telemetry.",
    )

    @property
    def addresses(self) -> Addresses:
        """Where accounts live."""
        return Addresses(self.crm_url, self.crm_domains, self.crm_hosts)

    @property
    def trusted_hosts(self) -> frozenset[str]:
        """The host of all accounts, where no request has a part in it."""
        host = urlsplit(self.crm_url).hostname or ""
        return frozenset() if "{" in host else frozenset({host})

    @property
    def preferences(self) -> Preferences:
        """How blocks look that do not say."""
        return Preferences(
            lang=self.lang,
            region=self.phone_region,
            parts=self.show,
            time_zone=self.time_zone,
            tracking=self.tracking_url,
        )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings.

        Raises:
            SettingsError: With every problem at once.
        """
        known = {_PREFIX + field.name.upper(): field for field in fields(cls)}
        found, problems = {}, [_unknown(name, known) for name in environ if _is_unknown(name, known)]
        for name in known.keys() & environ.keys():
            try:
                found[known[name].name] = known[name].metadata["read"](environ[name].strip())
            except ValueError as problem:
                problems.append(f"{name} is {_USER.sub('//…@', environ[name])!r}: {problem}")
        if isinstance(found.get("accounts"), Path):
            found["accounts"], wrong = cls._pinned(found, environ)
            problems += [f"BLOCK_ACCOUNTS is {environ['BLOCK_ACCOUNTS']!r}: {each}" for each in wrong]
        if found.get("workers", 1) > 1 and not found.get("redis_url"):
            problems.append(f"BLOCK_WORKERS is {environ['BLOCK_WORKERS']!r}: {_NO_REDIS}")
        if problems:
            raise SettingsError("\n".join(sorted(problems)))
        return cls(**found)

    @classmethod
    def _pinned(cls, found: Mapping[str, Any], environ: Mapping[str, str]) -> tuple[Pins, list[str]]:
        """Read the file of accounts in the light of the other settings."""
        path = found["accounts"]
        others = cls(**{**found, "accounts": None})
        return accounts.read(path, accounts.Office(others.addresses, others.preferences, environ))


def _is_unknown(name: str, known: Mapping[str, object]) -> bool:
    return name.startswith(_PREFIX) and name not in known and name != CHECK_KEY


def _unknown(name: str, known: Mapping[str, object]) -> str:
    nearest = difflib.get_close_matches(name, [*known, CHECK_KEY], n=1, cutoff=0.7)
    hint = f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(sorted(known))}."
    return f"{name} is no setting: {hint} Correct or remove it"
