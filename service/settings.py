"""The service's settings: read once from the environment, checked all together, frozen."""

import difflib
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from typing import Any
from urllib.parse import urlsplit

from service.core import phones, wishes
from service.core.account import Addresses
from service.core.language import LANGUAGES, choose
from service.core.model import USUAL_PARTS, Part, Preferences

_PREFIX = "BLOCK_"
_NONE = "none"
_DOMAINS = "retailcrm.ru,retailcrm.pro,retailcrm.es,simla.com,simla.io,retailcrm.io,ecomlogic.com"
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.ASCII)
_USER = re.compile(r"//[^/@]*@")  # a name and password in an address
_REDIS_SCHEMES = ("redis", "rediss", "unix")
_HIGHEST_PORT = 65535


class SettingsError(Exception):
    """Something in the environment is not usable; the text has one line for each problem and its remedy."""


@dataclass(frozen=True, slots=True)
class Bind:
    """Where to listen; port 0 lets the system pick one."""

    host: str
    port: int


def _bind(text: str) -> Bind:
    host, colon, port = text.rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) <= _HIGHEST_PORT):
        raise ValueError("write HOST:PORT, such as 127.0.0.1:8000")
    return Bind(host.strip("[]"), int(port))


def _crm_url(text: str) -> str:
    url = urlsplit(text.replace("{subdomain}", "subdomain").replace("{domain}", "example.com"))
    if "{subdomain}" not in text or "{" in url.geturl() or url.query or url.fragment or "@" in url.netloc:
        raise ValueError("write an address with {subdomain} in it, such as https://{subdomain}.{domain}")
    if not url.hostname or not (url.scheme == "https" or (url.scheme == "http" and _loopback(url.hostname))):
        raise ValueError(
            "use https; plain http is for this machine only, such as http://127.0.0.1:8001/{subdomain}"
        )
    return text.rstrip("/")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _domains(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not names or not all(_DOMAIN.fullmatch(name) for name in names):
        raise ValueError("write domains with commas between them, such as retailcrm.ru,simla.com")
    return names


def _between(lowest: float, highest: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = highest + 1
        if not lowest <= number <= highest:
            raise ValueError(f"write a number from {lowest:g} to {highest:g}")
        return number

    return read


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        digits = text if text.isdecimal() and len(text) <= len(str(highest)) else "-1"
        if not lowest <= int(digits) <= highest:
            raise ValueError(f"write a whole number from {lowest} to {highest}")
        return int(digits)

    return read


def _lang(text: str) -> str:
    if not (language := choose(text)):
        raise ValueError(f"use one of {', '.join(LANGUAGES)}")
    return language


def _region(text: str) -> str:
    if text.upper() not in phones.REGIONS:
        raise ValueError("write a country's two letters, such as RU or BR")
    return text.upper()


def _show(text: str) -> frozenset[Part]:
    chosen, unknown = wishes.parts(text, USUAL_PARTS)
    if unknown:
        raise ValueError(f"use commas and these names, with a minus to take one away: {', '.join(Part)}")
    return chosen


def _time_zone(text: str) -> str:
    zone = "" if text == _NONE else wishes.time_zone(text)
    if zone is None:
        raise ValueError("write a zone's name, such as Europe/Moscow, or none")
    return zone


def _tracking_url(text: str) -> str:
    address = "" if text == _NONE else wishes.tracking(text)
    if address is None:
        raise ValueError("write an https address such as https://track.example.com/{number}, or none")
    return address


def _redis_url(text: str) -> str:
    if text == _NONE:
        return ""
    url = urlsplit(text)
    try:
        usable = url.path if url.scheme == "unix" else url.hostname and url.port != 0
    except ValueError:
        usable = False
    if not usable or url.scheme not in _REDIS_SCHEMES:
        raise ValueError(f"write redis://HOST:PORT/0, rediss://HOST:PORT/0, unix:///PATH or {_NONE}")
    return text


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
        "127.0.0.1:8000", _bind, "Address and port to listen on; port 0 picks a free one."
    )
    crm_url: str = _setting(
        "https://{subdomain}.{domain}",
        _crm_url,
        "Address of an account. Plain http is accepted for this machine only.",
    )
    crm_domains: tuple[str, ...] = _setting(
        _DOMAINS, _domains, "The only domains accounts may live on; the first goes with a bare subdomain."
    )
    deadline_seconds: float = _setting(
        "5", _between(0.1, 55), "How long a block waits for RetailCRM, from 0.1 to 55 seconds."
    )
    crm_rate: float = _setting("10", _between(0.1, 1000), "Calls to RetailCRM a second for one API key.")
    fresh_seconds: float = _setting(
        "45",
        _between(0, 59),
        "How long an answer of RetailCRM's is given again without asking, below a minute.",
    )
    stale_seconds: float = _setting(
        "14400",
        _between(0, 86400),
        "How long an answer is kept for the case that RetailCRM fails; the block then tells its age.",
    )
    rejected_seconds: float = _setting(
        "15", _between(0, 3600), "How long a key that RetailCRM rejected is not tried again."
    )
    breaker_failures: int = _setting(
        "5",
        _whole(1, 1_000_000),
        "Failures in a row after which an account's RetailCRM is left alone and only probed.",
    )
    cache_megabytes: float = _setting(
        "64", _between(1, 65536), "Memory for answers; the longest unused go first."
    )
    redis_url: str = _setting(
        _NONE,
        _redis_url,
        "Redis or Valkey through which replicas share answers and the rate, such as redis://host:6379/0.",
        secret=True,
    )
    redis_seconds: float = _setting(
        "0.02",
        _between(0.001, 1),
        "How long Redis may take to answer; after a failure the service goes on in memory.",
    )
    lang: str = _setting("en", _lang, "Language of blocks that name none: en, ru, es or pt_BR.")
    phone_region: str = _setting(
        "RU", _region, "Country whose phones need no country code, where a block names none."
    )
    show: frozenset[Part] = _setting(
        "-manager_comment", _show, "Parts of blocks to add to the usual ones and, with a minus, to take away."
    )
    time_zone: str = _setting(
        _NONE, _time_zone, "Time zone of the accounts, such as Europe/Moscow; with it blocks say “today”."
    )
    tracking_url: str = _setting(
        _NONE, _tracking_url, "Where parcels are followed, such as https://track.example.com/{number}."
    )
    threads: int = _setting("32", _whole(1, 256), "Requests served at once, from 1 to 256.")

    @property
    def addresses(self) -> Addresses:
        """Where accounts live."""
        return Addresses(self.crm_url, self.crm_domains)

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
        values, problems = {}, [_unknown(name, known) for name in environ if _is_unknown(name, known)]
        for name in known.keys() & environ.keys():
            try:
                values[known[name].name] = known[name].metadata["read"](environ[name].strip())
            except ValueError as problem:
                problems.append(f"{name} is {_USER.sub('//…@', environ[name])!r}: {problem}")
        if problems:
            raise SettingsError("\n".join(sorted(problems)))
        return cls(**values)


def _is_unknown(name: str, known: Mapping[str, object]) -> bool:
    return name.startswith(_PREFIX) and name not in known


def _unknown(name: str, known: Mapping[str, object]) -> str:
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    hint = f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(sorted(known))}."
    return f"{name} is no setting: {hint} Correct or remove it"
