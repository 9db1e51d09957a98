"""Where connections may go: an address formed from a request leads into public networks and nowhere else.

A name is looked up once for each connection and what it means is checked; the connection then goes to the
very address that was checked, so no later answer of the resolver leads elsewhere. TLS asks for the name.
"""

import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from service.ports import Deadline, Unavailable

Network = IPv4Network | IPv6Network
Place = tuple[str, int]
"""A numeric address and a port."""
Resolve = Callable[[str, int], Sequence[Place]]

_CONNECT_SECONDS = 3.0
_LOOKUPS_AT_ONCE = 8
_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
_SPECIAL = tuple(
    ip_network(text)
    for text in (
        "168.63.129.16/32",  # Azure's metadata; it looks public
        "192.0.0.0/24",  # protocols' own, and Oracle's metadata
        "192.88.99.0/24",  # relays of 6to4
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "2001::/32",  # Teredo: another
    )
)
_log = logging.getLogger("service")


def is_public(text: str, besides: Sequence[Network] = ()) -> bool:
    """Tell whether a numeric address lies in a public network, or in one of those besides.

    Loopback, private, link-local, shared, metadata, multicast and reserved addresses do not, in whatever way
    IPv6 wraps an IPv4 address.
    """
    address = _unwrapped(ip_address(text.partition("%")[0]))
    if any(address in network for network in besides):
        return True
    if any(address in network for network in _SPECIAL):
        return False
    unicast = address in _UNICAST if address.version == 6 else not address.is_multicast  # noqa: PLR2004 - IPv6
    return unicast and address.is_global


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address


def look_up(host: str, port: int) -> list[Place]:
    """Ask the system what a name means."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(place[0]), port) for *_, place in found))


class Egress:
    """Opens connections to hosts that may be called.

    Args:
        trusted: Hosts that the operator names and no request chooses; they may be anything, anywhere.
        networks: Networks that are not public and may be called all the same.
        resolve: What tells the addresses of a name.
    """

    def __init__(
        self,
        trusted: frozenset[str] = frozenset(),
        networks: Sequence[Network] = (),
        resolve: Resolve = look_up,
    ) -> None:
        self._trusted, self._networks, self._resolve = trusted, networks, resolve
        self._looking = ThreadPoolExecutor(_LOOKUPS_AT_ONCE, thread_name_prefix="look-up")

    def admit(self, url: str) -> None:
        """Let an address pass, if it has nothing but https and a name, or the operator trusts its host.

        Raises:
            Unavailable: It is not to be called.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host in self._trusted:
            return
        if parts.scheme != "https" or parts.netloc != host or not _is_name(host):
            raise Unavailable("not an address to call")

    def connect(self, host: str, port: int, deadline: Deadline) -> socket.socket:
        """Connect to the first address of a host that may be called and answers.

        Raises:
            Unavailable: None of them may be called.
            OSError: None answers, or the name means nothing.
        """
        error: OSError | None = None
        for place in self._admitted(host, port, deadline):
            seconds = min(deadline.remaining(), _CONNECT_SECONDS)
            if seconds <= 0:
                break
            try:
                connection = socket.create_connection(place, seconds)
            except OSError as trouble:
                error = trouble
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        raise error or TimeoutError("no time left")

    def close(self) -> None:
        """Look up nothing more."""
        self._looking.shutdown(wait=False, cancel_futures=True)

    def _admitted(self, host: str, port: int, deadline: Deadline) -> Iterator[Place]:
        lookup = self._looking.submit(self._resolve, host, port)  # it knows no deadline of its own
        try:
            places = lookup.result(max(0.0, deadline.remaining()))
        finally:
            lookup.cancel()
        admitted = [place for place in places if host in self._trusted or is_public(place[0], self._networks)]
        if places and not admitted:
            _log.warning("a CRM host is at %s, which is not public; see BLOCK_CRM_NETWORKS", places[0][0])
            raise Unavailable("the host is in a network that is not called")
        yield from admitted


def _is_name(host: str) -> bool:
    """Tell a name from an address, in any of the spellings that systems take for one."""
    label = host.rpartition(".")[2]
    return "." in host and label.isascii() and not label[:1].isdecimal() and ":" not in host
