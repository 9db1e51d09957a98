"""An address formed from a request leads to an allowed name in a public network, and nowhere else."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_network
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.egress import Egress, Place, is_public
from service.adapters.transport import Answer, Transport
from service.core.account import Addresses
from service.ports import CrmError, Deadline, Late, Unavailable
from tests.service.adapters.hostile import Talk, answer, hostile_server

NAME = "company.retailcrm.ru"
ADDRESSES = Addresses("https://{subdomain}.{domain}", ("retailcrm.ru", "simla.com"), ("crm.shop.example",))
ON_LOOPBACK = (ip_network("127.0.0.0/8"),)


class Resolver:
    """A resolver that says what it is told, the last word for ever, and remembers what it was asked."""

    def __init__(self, *places: Place) -> None:
        self.places = list(places)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[Place]:
        self.asked.append(host)
        return [self.places.pop(0) if len(self.places) > 1 else self.places[0]]


def _deadline(seconds: float = 10) -> Deadline:
    return Deadline(time.monotonic() + seconds, time.monotonic)


def _get(egress: Egress, url: str = f"https://{NAME}/", authorities: str = "", seconds: float = 10) -> Answer:
    transport = Transport(1, egress, authorities)
    try:
        return transport.get(url, {}, {}, _deadline(seconds))
    finally:
        transport.close()


def _place(origin: str) -> Place:
    host, _, port = origin.partition("//")[2].rpartition(":")
    return host, int(port)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0",  # noqa: S104 - to be refused
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "168.63.129.16",
        "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1",
        "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "2002:7f00:1::",
        "2001:0:7f00:1::", "100::1", "5f00::1",
    ],
)  # fmt: skip
def test_no_address_of_an_inner_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "185.71.76.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


wrapped = st.sampled_from(["::ffff:{}", "64:ff9b::{}", "{}"])


@given(st.ip_addresses(v=4), wrapped)
def test_what_wraps_an_address_is_as_public_as_it(address: IPv4Address, wrapping: str) -> None:
    assert is_public(wrapping.format(address)) == is_public(str(address))


@given(st.ip_addresses())
def test_nothing_that_python_calls_inner_is_public(address: IPv4Address | IPv6Address) -> None:
    inner = not address.is_global or address.is_multicast or address.is_loopback or address.is_link_local
    if inner and not str(address).startswith("64:ff9b:") and not getattr(address, "ipv4_mapped", None):
        assert not is_public(str(address))


def test_a_network_that_the_operator_names_may_be_called() -> None:
    assert is_public("10.1.2.3", [ip_network("10.1.0.0/16")])
    assert is_public("::ffff:10.1.2.3", [ip_network("10.1.0.0/16")])
    assert not is_public("10.2.0.1", [ip_network("10.1.0.0/16"), ip_network("fd00::/8")])


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"])
def test_a_name_that_means_this_machine_is_not_connected_to(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    visited = threading.Event()
    with hostile_server(lambda _talk: visited.set()) as origin, pytest.raises(Unavailable):
        _get(Egress(resolve=Resolver((address, _place(origin)[1]))))
    assert not visited.is_set()
    told = f"a CRM host is at {address}, which is not public; see BLOCK_CRM_NETWORKS"
    assert [record.getMessage() for record in caplog.records] == [told]


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to() -> None:
    visited = threading.Event()
    with hostile_server(lambda _talk: visited.set()) as checked, hostile_server(answer(b"")) as other:
        resolver = Resolver(_place(checked), _place(other))
        Egress(networks=ON_LOOPBACK, resolve=resolver).connect(NAME, 443, _deadline()).close()
        assert visited.wait(10)
    assert resolver.asked == [NAME]


def test_a_name_that_means_something_else_at_the_next_connection_is_checked_again() -> None:
    with hostile_server(answer(b"")) as origin:
        resolver = Resolver(_place(origin), ("169.254.169.254", 80))
        egress = Egress(networks=ON_LOOPBACK, resolve=resolver)
        with egress.connect(NAME, 443, _deadline()), pytest.raises(Unavailable):
            egress.connect(NAME, 443, _deadline())


def test_of_several_addresses_only_those_that_may_be_called_are_tried() -> None:
    with hostile_server(answer(b"")) as origin:
        here = _place(origin)
        places = [("10.0.0.1", here[1]), ("169.254.169.254", 80), here]
        with Egress(networks=ON_LOOPBACK, resolve=lambda *_: places).connect(NAME, 443, _deadline()) as made:
            assert made.getpeername() == here


def test_an_address_that_does_not_answer_gives_way_to_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        dead = "127.0.0.1", gone.getsockname()[1]
    with hostile_server(answer(b"")) as origin:
        places = [dead, _place(origin)]
        with Egress(networks=ON_LOOPBACK, resolve=lambda *_: places).connect(NAME, 443, _deadline()) as made:
            assert made.getpeername() == places[1]


def test_a_resolver_that_is_silent_is_left_at_the_deadline() -> None:
    over = threading.Event()

    def silent(_host: str, _port: int) -> list[Place]:
        over.wait(60)
        return []

    try:
        with pytest.raises(Late):
            _get(Egress(resolve=silent), seconds=0.2)
    finally:
        over.set()


def test_a_name_that_means_nothing_is_unavailable() -> None:
    def unknown(_host: str, _port: int) -> list[Place]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    with pytest.raises(Unavailable):
        _get(Egress(resolve=unknown))


@pytest.mark.parametrize(
    "url",
    [
        "http://company.retailcrm.ru/", "https://company.retailcrm.ru:8443/", "https://user@company.retailcrm.ru/",
        "https://company.retailcrm.ru@evil.example/", "https://127.0.0.1/", "https://[::1]/", "https://2130706433/",
        "https://0x7f.1/", "https://localhost/", "https://10.1/", "file:///etc/passwd", "https:///",
    ],
)  # fmt: skip
def test_only_https_to_a_bare_name_is_admitted(url: str) -> None:
    resolver = Resolver(("127.0.0.1", 1))
    with pytest.raises(Unavailable):
        _get(Egress(networks=ON_LOOPBACK, resolve=resolver), url)
    assert resolver.asked == []


pieces = st.sampled_from(
    [
        "company", "retailcrm.ru", "simla.com", "evil.example", "crm.shop.example", "127.0.0.1", "[::1]",
        "localhost", "169.254.169.254", "2130706433", "https://", "http://", "//", "/", "\\", "@", ":",
        "#", "?", "%2e", "%00", ".", "。", "．", "\u200b", "\t", "\n", "\r\nHost: evil", " ", "-",
        "xn--", "..", "{domain}", "Ｋ", "ß", "0x7f.1",
    ]
)  # fmt: skip


@given(st.lists(pieces, max_size=6).map("".join) | st.text(max_size=30))
def test_whatever_is_typed_only_allowed_names_are_looked_up(typed: str) -> None:
    account, resolver = ADDRESSES.find(typed), Resolver(("127.0.0.1", 1))
    if account:
        with pytest.raises(CrmError):
            _get(Egress(resolve=resolver), account.origin + "/api/v5/customers")
    assert all(_is_allowed(host) for host in resolver.asked)
    assert len(resolver.asked) == (account is not None)


def _is_allowed(host: str) -> bool:
    label, _, domain = host.partition(".")
    one_label = label.isascii() and label.replace("-", "").isalnum()
    return host in ADDRESSES.hosts or (one_label and domain in ADDRESSES.domains)


@contextmanager
def _tls_server(authority: trustme.CA, name: str, asked: list[str]) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    context.sni_callback = lambda _socket, server_name, _context: asked.append(server_name)

    def script(talk: Talk) -> None:
        asked.append(talk.hear().partition(b"Host: ")[2].partition(b"\r\n")[0].decode())
        talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with hostile_server(script, context) as origin:
        yield origin


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def test_tls_asks_for_the_name_and_trusts_the_operators_own_authority(
    authority: trustme.CA, trusted: str
) -> None:
    asked: list[str] = []
    with _tls_server(authority, NAME, asked) as origin:
        egress = Egress(networks=ON_LOOPBACK, resolve=Resolver(_place(origin)))
        assert _get(egress, authorities=trusted) == Answer(200, b"{}")
    assert asked == [NAME, NAME]


@pytest.mark.parametrize(("name", "is_trusted"), [(NAME, False), ("other.retailcrm.ru", True)])
def test_a_certificate_of_nobody_we_trust_or_for_another_name_is_refused(
    name: str, is_trusted: bool, authority: trustme.CA, trusted: str
) -> None:
    asked: list[str] = []
    with _tls_server(authority, name, asked) as origin:
        egress = Egress(networks=ON_LOOPBACK, resolve=Resolver(_place(origin)))
        with pytest.raises(Unavailable, match="SSLError"):
            _get(egress, authorities=trusted if is_trusted else "")
    assert asked == [NAME]
