"""Who calls: the one place that tells a request's remote address."""

import ipaddress

from flask import Request

from service.web.proxies import address

_OWN_OF_IPV6 = 64
"""Bits of an IPv6 address that its owner cannot choose."""


def caller_of(request: Request) -> str:
    """Name the network that a request came from: an IPv4 address, or the /64 of an IPv6 one."""
    remote = address(request.remote_addr or "")
    if isinstance(remote, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((remote, _OWN_OF_IPV6), strict=False))
    return str(remote or "")
