"""Who calls: the one place that tells a request's remote address."""

import ipaddress

from flask import Request

_OWN_OF_IPV6 = 64
"""Bits of an IPv6 address that its owner cannot choose."""


def caller_of(request: Request) -> str:
    """Name the network that a request came from: an IPv4 address, or the /64 of an IPv6 one."""
    remote = (request.remote_addr or "").partition("%")[0]
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _OWN_OF_IPV6), strict=False))
    return str(address)
