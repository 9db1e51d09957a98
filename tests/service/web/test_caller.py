"""A caller is the network they cannot leave at will."""

import pytest
from flask import Request
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from service.web.caller import caller_of


@pytest.mark.parametrize(
    ("remote", "caller"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("a socket", ""),
    ],
)
def test_a_caller_is_their_network(remote: str, caller: str) -> None:
    environ = EnvironBuilder(environ_base={"REMOTE_ADDR": remote}).get_environ()
    assert caller_of(Request(environ)) == caller


def test_what_a_request_says_of_itself_is_not_believed() -> None:
    forwarded = {
        "X-Forwarded-For": "198.51.100.7",
        "Forwarded": "for=198.51.100.7",
        "X-Real-Ip": "198.51.100.7",
    }
    builder = EnvironBuilder(environ_base={"REMOTE_ADDR": "192.0.2.1"}, headers=Headers(forwarded))
    assert caller_of(Request(builder.get_environ())) == "192.0.2.1"
