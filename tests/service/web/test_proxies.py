"""Only what trusted proxies add is believed: nobody chooses the address they are counted by."""

import ipaddress
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bootstrap import build
from service.core.model import Outcome
from service.settings import Settings
from service.web.proxies import Address, address, behind, caller

TRUSTED = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8"))
ADDRESSES = st.ip_addresses()
PROXIES = st.one_of(*(st.ip_addresses(network=network) for network in TRUSTED))
STRANGERS = ADDRESSES.filter(lambda one: not any(one in network for network in TRUSTED)).filter(
    lambda one: not (isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped)
)


def _written(one: Address) -> st.SearchStrategy[str]:
    bare = str(one)
    ways = [f"[{bare}]", f"[{bare}]:4711", f'"[{bare}]"'] if one.version == 6 else [f"{bare}:4711"]
    return st.sampled_from([bare, f" {bare} ", *ways])


@given(
    ADDRESSES.filter(lambda one: not getattr(one, "ipv4_mapped", None)).flatmap(
        lambda one: st.tuples(st.just(one), _written(one))
    )
)
def test_an_address_is_read_in_every_notation(case: tuple[Address, str]) -> None:
    one, written = case
    assert address(written) == one


@given(st.text())
def test_any_text_is_an_address_or_none(text: str) -> None:
    read = address(text)
    assert read is None or address(str(read)) == read


@given(STRANGERS, st.text())
def test_who_is_no_trusted_proxy_is_the_caller_whatever_they_say(stranger: Address, said: str) -> None:
    assert caller(stranger, said, TRUSTED) == stranger


@given(STRANGERS, st.lists(PROXIES, min_size=1, max_size=4), st.text(), st.data())
def test_through_a_chain_the_caller_is_whom_the_outermost_proxy_saw(
    stranger: Address, chain: list[Address], said: str, data: st.DataObject
) -> None:
    *before, peer = chain
    seen = [data.draw(_written(each)) for each in (stranger, *before)]
    assert caller(peer, ",".join([said, *seen]), TRUSTED) == stranger


@given(PROXIES, st.lists(PROXIES))
def test_a_request_of_the_proxies_own_comes_from_the_first_of_them(
    peer: Address, chain: list[Address]
) -> None:
    named = next(iter(chain), peer)
    assert caller(peer, ",".join(map(str, chain)), TRUSTED) == named


@pytest.mark.parametrize("said", ["", "unknown", "198.51.100.7, unknown", "198.51.100.7,"])
def test_a_proxy_that_says_nothing_readable_is_the_caller(said: str) -> None:
    peer = ipaddress.ip_address("10.0.0.1")
    assert caller(peer, said, TRUSTED) == peer


@pytest.mark.parametrize(
    ("peer", "proto", "scheme"),
    [
        ("10.0.0.1", "https", "https"),
        ("10.0.0.1", " HTTPS ", "https"),
        ("10.0.0.1", "gopher", "http"),
        ("10.0.0.1", "https,http", "http"),
        ("192.0.2.1", "https", "http"),
        ("", "https", "http"),
    ],
)
def test_only_a_trusted_proxy_says_that_a_request_came_by_https(peer: str, proto: str, scheme: str) -> None:
    environ = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_PROTO": proto, "wsgi.url_scheme": "http"}
    behind(lambda *_: [], TRUSTED)(environ, lambda *_: lambda _: None)
    assert environ["wsgi.url_scheme"] == scheme


@pytest.mark.parametrize(("peer", "limited"), [("192.0.2.1", True), ("10.0.0.1", False)])
def test_who_tries_keys_cannot_pass_for_others(tmp_path: Path, peer: str, limited: bool) -> None:
    file = tmp_path / "accounts.toml"
    file.write_text('[accounts.shop]\naddress = "shop"\nkey = "k3y"\nsecrets = ["0123456789abcdef"]\n')
    environ = {"BLOCK_ACCOUNTS": str(file), "BLOCK_TRUSTED_PROXIES": "10.0.0.0/8"}
    asking = build(Settings.from_environ(environ)).test_client()
    for number in range(11):
        answer = asking.post(
            "/settings/blocks/retail_crm",
            data=json.dumps({"subdomain": "shop", "secret": f"wrong-{number}", "contact": "a@example.com"}),
            content_type="application/json",
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
            environ_base={"REMOTE_ADDR": peer},
        )
    assert (f'data-outcome="{Outcome.TOO_MANY_KEYS}"' in answer.get_json()["html"]) is limited
