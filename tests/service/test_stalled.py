"""Clients that stall occupy nothing that others need."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.running.program import CONNECTIONS
from service.running.waiting import Waiting
from tests.service.programs import ask, serving

HEAD = b"POST /settings/blocks/retail_crm HTTP/1.1\r\nHost: here\r\n"
BODY = HEAD + b'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"sub'


@contextmanager
def _stalled(origin: str, count: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Let so many clients send so much and no more."""
    url = urlsplit(origin)
    with ExitStack() as stack:
        sockets = []
        for _ in range(count):
            client = socket.create_connection((str(url.hostname), int(url.port or 0)))
            sockets.append(stack.enter_context(client))
            client.sendall(sent)
        yield sockets


@pytest.mark.parametrize("sent", [b"", HEAD, BODY], ids=["before", "in the head", "in the body"])
def test_two_hundred_stalled_clients_keep_nobody_waiting(sent: bytes) -> None:
    with serving(BLOCK_THREADS="2") as (_, origin), _stalled(origin, 200, sent):
        assert ask(origin, "GET", "/healthz")[0] == 200


@pytest.mark.parametrize("sent", [HEAD, BODY], ids=["in the head", "in the body"])
def test_more_stalled_clients_than_connections_make_room_for_others(sent: bytes) -> None:
    with serving(BLOCK_THREADS="2") as (_, origin), _stalled(origin, CONNECTIONS + 200, sent) as sockets:
        assert [ask(origin, "GET", "/healthz")[0] for _ in range(20)] == [200] * 20
        sockets[0].settimeout(20)
        assert sockets[0].recv(1) == b""  # it waited longest


@dataclass(eq=False)
class Client:
    """A connection, as far as its waiting goes."""

    requests: list[str] = field(default_factory=list)
    request: str | None = None
    last_activity: float = 0.0


@given(st.lists(st.floats(1, 29), min_size=2, max_size=50))
def test_whoever_sends_a_byte_now_and_then_keeps_us_waiting_since_the_first(pauses: list[float]) -> None:
    waiting, client, now = Waiting(), Client(request="half"), 0.0
    for pause in pauses:
        assert waiting.since([client], now) == [(client, 0.0)]
        client.last_activity = now = now + pause


def test_each_request_has_its_own_time() -> None:
    waiting, client = Waiting(), Client(request="half")
    waiting.since([client], 5)
    client.request = "another"
    assert waiting.since([client], 9) == [(client, 9)]
    client.request, client.last_activity = None, 11.0
    assert waiting.since([client], 20) == [(client, 11.0)]


def test_who_is_being_answered_keeps_nobody_waiting() -> None:
    assert Waiting().since([Client(requests=["whole"])], 99) == []


@pytest.mark.parametrize(
    ("sent", "status", "title"),
    [
        (HEAD + b"Content-Length: 8388609\r\n\r\n", 413, "Request Entity Too Large"),
        (HEAD + b"X: " + b"x" * 2**18 + b"\r\n\r\n", 431, "Request Header Fields Too Large"),
        (HEAD + b"Transfer-Encoding: gzip\r\n\r\n", 501, "Not Implemented"),
        (b"HELLO\r\n\r\n", 400, "Bad Request"),
    ],
    ids=["413", "431", "501", "400"],
)
def test_what_never_reaches_the_application_is_a_problem_like_others(
    sent: bytes, status: int, title: str
) -> None:
    with serving() as (_, origin), _stalled(origin, 1, sent) as (client,):
        head, body = client.makefile("rb").read().split(b"\r\n\r\n")
    problem = json.loads(body)
    assert (problem["status"], problem["title"]) == (status, title)
    for name in (b"Content-Security-Policy: default-src 'none'", b"X-Request-Id: ", b"Connection: close"):
        assert name.lower() in head.lower()
