"""What proxies say of a request: those that the operator trusts are believed, nobody else."""

import ipaddress
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_SCHEMES = ("http", "https")
_LONGEST = 100


def behind(app: "WSGIApplication", trusted: Sequence[Network]) -> "WSGIApplication":
    """Return the application as it is to be asked through these proxies."""

    def forwarded(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        peer = address(environ.get("REMOTE_ADDR", ""))
        if peer and _is_among(peer, trusted):
            environ["REMOTE_ADDR"] = str(caller(peer, environ.get("HTTP_X_FORWARDED_FOR", ""), trusted))
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").strip().lower()
            environ["wsgi.url_scheme"] = scheme if scheme in _SCHEMES else environ["wsgi.url_scheme"]
        return app(environ, start)

    return forwarded


def caller(peer: Address, forwarded_for: str, trusted: Sequence[Network]) -> Address:
    """Return who called: from the right, the first address that is no trusted proxy.

    What stands further left is what that caller says of itself. A proxy that says nothing readable is taken
    for the caller.
    """
    named = peer
    for text in reversed(forwarded_for.split(",")):
        before = address(text)
        if before is None or not _is_among(named, trusted):
            break
        named = before
    return named


def address(text: str) -> Address | None:
    """Read an address, with or without a port, as proxies write them."""
    return _address(text) if len(text) <= _LONGEST else None


@lru_cache
def _address(text: str) -> Address | None:
    host = text.strip().strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        read = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, ipaddress.IPv6Address) else read


def _is_among(one: Address, networks: Sequence[Network]) -> bool:
    return any(one in network for network in networks)
