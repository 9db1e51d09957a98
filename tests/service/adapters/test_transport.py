"""Whatever the other side does, a call ends at its deadline with a named error."""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from service.adapters.egress import Egress
from service.adapters.transport import LARGEST_ANSWER, Answer, Transport
from service.ports import Deadline, Late, Unavailable
from tests.service.adapters.hostile import LOOPBACK, Script, Talk, answer, hostile_server

SECONDS = 0.3
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n"
Call = Callable[[str], Answer]


@pytest.fixture
def call() -> Iterator[Call]:
    transport = Transport(2, Egress(LOOPBACK))

    def get(origin: str) -> Answer:
        deadline = Deadline(time.monotonic() + SECONDS, time.monotonic)
        return transport.get(
            f"{origin}/path", {"filter[name]": "secret phone"}, {"X-API-KEY": "key"}, deadline
        )

    yield get
    transport.close()


def _silent(talk: Talk) -> None:
    talk.wait()


def _drip_status(talk: Talk) -> None:
    talk.drip(b"H")


def _drip_header(talk: Talk) -> None:
    talk.say(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    talk.drip(b"a")


def _drip_headers(talk: Talk) -> None:
    talk.say(b"HTTP/1.1 200 OK\r\n")
    talk.drip(b"X: 1\r\n", pause=0.05)


def _drip_body(talk: Talk) -> None:
    talk.say(HEAD + b"\r\n")
    talk.drip(b" ")


def _drip_chunks(talk: Talk) -> None:
    talk.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    talk.drip(b"1\r\n \r\n")


def _drip_interim(talk: Talk) -> None:
    talk.drip(b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize(
    "script",
    [_silent, _drip_status, _drip_header, _drip_headers, _drip_body, _drip_chunks, _drip_interim],
)
def test_a_slow_answer_ends_at_the_deadline(script: Script, call: Call) -> None:
    with hostile_server(script) as origin:
        started = time.monotonic()
        with pytest.raises((Late, Unavailable)):
            call(origin)
        assert time.monotonic() - started < SECONDS + 0.5


@pytest.mark.parametrize("script", [_silent, _drip_header, _drip_body])
def test_a_slow_answer_is_called_late(script: Script, call: Call) -> None:
    with hostile_server(script) as origin, pytest.raises(Late):
        call(origin)


def _truncated(talk: Talk) -> None:
    talk.hear()
    talk.say(HEAD + b"\r\n{")


def _reset(talk: Talk) -> None:
    talk.hear()
    talk.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _no_http(talk: Talk) -> None:
    talk.hear()
    talk.say(b"SSH-2.0-OpenSSH\r\n\r\n")


def _hang_up(talk: Talk) -> None:
    talk.hear()


def _bad_gzip(talk: Talk) -> None:
    talk.hear()
    talk.say(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd")


def _huge(talk: Talk) -> None:
    talk.hear()
    talk.say(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    for _ in range(LARGEST_ANSWER // 2**20 + 1):
        talk.say(b" " * 2**20)


def _bomb(talk: Talk) -> None:
    talk.hear()
    bomb = gzip.compress(b" " * (LARGEST_ANSWER + 1))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    talk.say(head.encode() + bomb)


def _endless_header(talk: Talk) -> None:
    talk.hear()
    talk.say(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000)


@pytest.mark.parametrize(
    "script", [_truncated, _reset, _no_http, _hang_up, _bad_gzip, _bomb, _huge, _endless_header]
)
def test_a_broken_answer_is_unavailable_and_tells_no_data(script: Script, call: Call) -> None:
    with hostile_server(script) as origin, pytest.raises(Unavailable) as caught:
        call(origin)
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__cause__ is None


def test_a_refused_port_is_unavailable(call: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        origin = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Unavailable):
        call(origin)


def test_a_redirect_is_not_followed(call: Call) -> None:
    visited = threading.Event()

    def elsewhere(_talk: Talk) -> None:
        visited.set()

    with hostile_server(elsewhere) as target:
        redirect = answer(b"", "302 Found", f"Location: {target}/")
        with hostile_server(redirect) as origin:
            assert call(origin) == Answer(302, b"")
    assert not visited.is_set()


def test_no_time_left_means_no_call() -> None:
    deadline = Deadline(time.monotonic() - 1, time.monotonic)
    with pytest.raises(Late):
        Transport(1, Egress(LOOPBACK)).get("http://127.0.0.1:1/", {}, {}, deadline)


def test_a_proxy_of_the_environment_is_not_used(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with hostile_server(answer(b"{}")) as origin:
        assert call(origin) == Answer(200, b"{}")


def test_a_connection_is_used_again(call: Call) -> None:
    connections = []

    def twice(talk: Talk) -> None:
        connections.append(talk)
        while talk.hear():
            talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with hostile_server(twice) as origin:
        assert [call(origin), call(origin)] == [Answer(200, b"{}")] * 2
    assert len(connections) == 1


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        (["Retry-After: 7"], 7),
        (["Retry-After:  7 "], 7),
        (["Retry-After: " + "9" * 400], 999_999_999),
        (["Retry-After: Wed, 25 Nov 2026 10:00:07 GMT", "Date: Wed, 25 Nov 2026 10:00:00 GMT"], 7),
        (["Retry-After: Wed, 25 Nov 2026 09:00:00 GMT", "Date: Wed, 25 Nov 2026 10:00:00 GMT"], 0),
        (["Retry-After: Wed, 25 Nov 2026 10:00:07 GMT"], None),
        (["Retry-After: soon"], None),
        (["Retry-After: -1"], None),
        (["Retry-After: ²"], None),
        ([], None),
    ],
)
def test_how_long_to_wait_is_read_in_both_its_spellings(
    headers: list[str], after: float | None, call: Call
) -> None:
    with hostile_server(answer(b"{}", "429 Too Many Requests", *headers)) as origin:
        assert call(origin) == Answer(429, b"{}", after)


def test_a_call_tells_when_its_request_is_out_and_before_the_answer_comes() -> None:
    told, transport = threading.Event(), Transport(1, Egress(LOOPBACK))

    def after_hearing(talk: Talk) -> None:
        talk.hear()
        assert told.wait(10)
        talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with hostile_server(after_hearing) as origin:
        deadline = Deadline(time.monotonic() + 20, time.monotonic)
        assert transport.get(f"{origin}/", {}, {}, deadline, sent=told.set) == Answer(200, b"")
    transport.close()
