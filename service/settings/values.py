"""What the values of settings mean: each reader returns the value, or says what to write instead."""

import ipaddress
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from service.core import phones, wishes
from service.core.language import LANGUAGES, choose
from service.core.model import USUAL_PARTS, Part

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
NONE = "none"
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.ASCII)
_REDIS_SCHEMES = ("redis", "rediss", "unix")
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Bind:
    """Where to listen; port 0 lets the system pick one."""

    host: str
    port: int


def bind(text: str) -> Bind:
    """Read HOST:PORT."""
    host, colon, port = text.rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) <= _HIGHEST_PORT):
        raise ValueError("write HOST:PORT, such as 127.0.0.1:8000")
    return Bind(host.strip("[]"), int(port))


def crm_url(text: str) -> str:
    """Read the address of an account, a template."""
    url = urlsplit(text.replace("{subdomain}", "subdomain").replace("{domain}", "example.com"))
    if "{subdomain}" not in text or "{" in url.geturl() or url.query or url.fragment or "@" in url.netloc:
        raise ValueError("write an address with {subdomain} in it, such as https://{subdomain}.{domain}")
    if not url.hostname or not (url.scheme == "https" or (url.scheme == "http" and _loopback(url.hostname))):
        raise ValueError(
            "use https; plain http is for this machine only, such as http://127.0.0.1:8001/{subdomain}"
        )
    if url.port and "{" in text.partition("//")[2].partition("/")[0]:
        raise ValueError("write a port only after a host that is the same for all accounts")
    return text.rstrip("/")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def domains(text: str) -> tuple[str, ...]:
    """Read names of domains."""
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not names or not all(_DOMAIN.fullmatch(name) for name in names):
        raise ValueError("write domains with commas between them, such as retailcrm.ru,simla.com")
    return names


def hosts(text: str) -> tuple[str, ...]:
    """Read names of hosts, or none."""
    if text == NONE:
        return ()
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not names or not all(_DOMAIN.fullmatch(name) and not name[-1].isdecimal() for name in names):
        raise ValueError(
            f"write names of hosts with commas between them, such as crm.shop.example, or {NONE}"
        )
    return names


def networks(text: str) -> tuple[Network, ...]:
    """Read networks, or none."""
    try:
        return () if text == NONE else tuple(ipaddress.ip_network(each.strip()) for each in text.split(","))
    except ValueError:
        raise ValueError(f"write networks with commas between them, such as 10.1.0.0/16, or {NONE}") from None


def authorities(text: str) -> str:
    """Read the name of a file of certificates, or none."""
    if text == NONE:
        return ""
    try:
        ssl.create_default_context(cafile=text)
    except (OSError, ValueError):
        raise ValueError(f"write the name of a readable file of PEM certificates, or {NONE}") from None
    return text


def between(lowest: float, highest: float) -> Callable[[str], float]:
    """Return a reader of numbers within bounds."""

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = highest + 1
        if not lowest <= number <= highest:
            raise ValueError(f"write a number from {lowest:g} to {highest:g}")
        return number

    return read


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a reader of whole numbers within bounds."""

    def read(text: str) -> int:
        digits = text if text.isdecimal() and len(text) <= len(str(highest)) else "-1"
        if not lowest <= int(digits) <= highest:
            raise ValueError(f"write a whole number from {lowest} to {highest}")
        return int(digits)

    return read


def one_of(*names: str) -> Callable[[str], str]:
    """Return what reads one of these names, in any case."""

    def read(text: str) -> str:
        if text.lower() not in names:
            raise ValueError(f"use one of {', '.join(names)}")
        return text.lower()

    return read


def lang(text: str) -> str:
    """Read one of our languages."""
    if not (language := choose(text)):
        raise ValueError(f"use one of {', '.join(LANGUAGES)}")
    return language


def region(text: str) -> str:
    """Read a country."""
    if text.upper() not in phones.REGIONS:
        raise ValueError("write a country's two letters, such as RU or BR")
    return text.upper()


def show(text: str) -> frozenset[Part]:
    """Read parts to add and to take away."""
    chosen, unknown = wishes.parts(text, USUAL_PARTS)
    if unknown:
        raise ValueError(f"use commas and these names, with a minus to take one away: {', '.join(Part)}")
    return chosen


def time_zone(text: str) -> str:
    """Read the name of a time zone."""
    zone = "" if text == NONE else wishes.time_zone(text)
    if zone is None:
        raise ValueError("write a zone's name, such as Europe/Moscow, or none")
    return zone


def tracking_url(text: str) -> str:
    """Read the address where parcels are followed."""
    address = "" if text == NONE else wishes.tracking(text)
    if address is None:
        raise ValueError("write an https address such as https://track.example.com/{number}, or none")
    return address


def accounts(text: str) -> Path | None:
    """Read the name of a file, or none; what is in it is read when all settings are known."""
    if not text:
        raise ValueError(f"write the name of a file, such as accounts.toml, or {NONE}")
    return None if text == NONE else Path(text)


def otlp_url(text: str) -> str:
    """Read the address of a collector of traces; without a path, the usual one is added."""
    if text == NONE:
        return ""
    url = urlsplit(text)
    if url.scheme not in {"http", "https"} or not url.hostname or "@" in url.netloc or url.query:
        raise ValueError(f"write an address such as http://collector:4318, or {NONE}")
    return text if url.path.strip("/") else f"{text.rstrip('/')}/v1/traces"


def redis_url(text: str) -> str:
    """Read the address of a Redis."""
    if text == NONE:
        return ""
    url = urlsplit(text)
    try:
        usable = url.path if url.scheme == "unix" else url.hostname and url.port != 0
    except ValueError:
        usable = False
    if not usable or url.scheme not in _REDIS_SCHEMES:
        raise ValueError(f"write redis://HOST:PORT/0, rediss://HOST:PORT/0, unix:///PATH or {NONE}")
    return text
