"""Personal data and keys planted anywhere come out nowhere, but for the agent's own block."""

import contextlib
import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from service.bootstrap import build
from service.core.model import Preferences
from service.observing.logs import JsonFormatter, TextFormatter
from service.settings import Settings
from service.web.app import BLOCK_PATH, create_app
from tests.service.adapters.hostile import Talk, hostile_server
from tests.service.canaries import Canaries, Listening, answers, canaries, request_of

EAGER = {
    "BLOCK_FRESH_SECONDS": "0",
    "BLOCK_STALE_SECONDS": "0",
    "BLOCK_REJECTED_SECONDS": "0",
    "BLOCK_BREAKER_FAILURES": "1000000",
    "BLOCK_CRM_RATE": "1000",
    "BLOCK_DEADLINE_SECONDS": "0.5",
}
FEW = settings(max_examples=5)
"""These are about the ways out; one canary sings like the other."""

KEY_HEADER = re.compile(rb"\r\nX-API-KEY: [^\r]*")


@dataclass
class World:
    """The whole service before a CRM that says what it is told."""

    client: FlaskClient
    say: tuple[str, list[str], bytes] = ("200 OK", [], b"{}")
    heard: list[bytes] = field(default_factory=list)

    def talk(self, talk: Talk) -> None:
        self.heard.append(talk.hear())
        status, headers, body = self.say
        length = [] if any("Content-Length" in each for each in headers) else [f"Content-Length: {len(body)}"]
        head = "\r\n".join([f"HTTP/1.1 {status}", *length, *headers, "Connection: close", "", ""])
        talk.say(head.encode() + body)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with _made(EAGER) as made:
        yield made


@pytest.fixture(scope="module")
def calm() -> Iterator[World]:
    """A world whose CRM refuses nobody: after a refusal the service calls less for a while."""
    with _made(EAGER | {"BLOCK_DEADLINE_SECONDS": "20"}) as made:
        yield made


@contextlib.contextmanager
def _made(environment: dict[str, str]) -> Iterator[World]:
    made = World(Flask(__name__).test_client())
    with hostile_server(made.talk) as origin:
        chosen = Settings.from_environ({"BLOCK_CRM_URL": f"{origin}/{{subdomain}}", **environment})
        made.client = build(chosen).test_client()
        yield made


def _outside(answer: TestResponse) -> list[str]:
    """Everything of an answer but the block."""
    told = [f"{name}: {value}" for name, value in answer.headers.items()]
    return told if answer.status_code == 200 else [*told, answer.text]


@pytest.mark.parametrize("which", range(13))
@FEW
@given(planted=canaries)
def test_whatever_the_crm_says_only_the_block_tells_of_it(
    world: World, planted: Canaries, which: int
) -> None:
    world.say, world.heard = answers(planted)[which], []
    with Listening() as logs:
        answer = world.client.post(BLOCK_PATH, json=request_of(planted, "company"))
        figures = [world.client.get(path).text for path in ("/metrics", "/readyz", "/healthz", "/")]
    assert planted.seen_in(*_outside(answer), *figures, *logs.heard) == []
    assert answer.status_code == 200
    assert planted.key not in answer.text
    assert logs.heard


@FEW
@given(planted=canaries)
def test_the_key_is_sent_in_its_header_and_stands_in_no_address(calm: World, planted: Canaries) -> None:
    calm.say, calm.heard = answers(planted)[0], []
    calm.client.post(BLOCK_PATH, json=request_of(planted, "company"))
    sent = [each for each in calm.heard if planted.key.encode() in each]
    assert sent
    assert {tuple(KEY_HEADER.findall(each)) for each in sent} == {(f"\r\nX-API-KEY: {planted.key}".encode(),)}
    elsewhere = b"".join(KEY_HEADER.sub(b"", each) for each in sent).decode()
    assert planted.key not in elsewhere
    assert planted.name not in elsewhere


def _as_key(planted: Canaries) -> str:
    return planted.key


def _in_an_address(planted: Canaries) -> str:
    return f"https://{planted.key}.retailcrm.ru/{planted.email}"


def _as_a_host(planted: Canaries) -> str:
    return f"{planted.name}.{planted.email.partition('@')[0]}.example"


@given(planted=canaries, subdomain=st.sampled_from([_as_key, _in_an_address, _as_a_host]))
def test_what_is_typed_as_subdomain_is_asked_of_nobody_and_told_in_no_log(
    world: World, planted: Canaries, subdomain: Callable[[Canaries], str]
) -> None:
    world.heard = []
    with Listening() as logs:
        answer = world.client.post(BLOCK_PATH, json=request_of(planted, subdomain(planted)))
    assert planted.seen_in(*_outside(answer), *logs.heard) == []
    assert planted.seen_in(*(each.decode() for each in world.heard)) == []
    assert planted.key not in answer.text


def _sent(planted: Canaries) -> list[dict[str, Any]]:
    """Requests that Usedesk cannot send."""
    told = f"{planted.name} {planted.phone} {planted.email} {planted.key}"
    json = {"method": "POST", "path": BLOCK_PATH, "content_type": "application/json"}
    return [
        {**json, "data": f'["{told}"]'},
        {**json, "data": f'{{"{told}": '},
        {**json, "data": told.encode() + b"\xff"},
        {**json, "data": told.ljust(2**20 + 1)},
        {**json, "data": told, "content_type": f"text/{planted.name}"},
        {"method": "POST", "path": BLOCK_PATH, "data": f"a[{'][' * 20}{told}]=1"},
        {"method": "GET", "path": BLOCK_PATH, "query_string": {"phone": planted.phone, planted.key: "1"}},
        {"method": "GET", "path": f"/{planted.name}/{planted.phone}/{planted.email}?{planted.key}"},
        {"method": "TRACE", "path": BLOCK_PATH},
    ]


@pytest.mark.parametrize("which", range(9))
@FEW
@given(planted=canaries)
def test_what_usedesk_cannot_send_is_refused_without_an_echo(
    world: World, planted: Canaries, which: int
) -> None:
    told = {"Cookie": f"a={planted.key}", "User-Agent": planted.name, "X-Request-Id": planted.phone}
    told |= {"Referer": f"https://x/{planted.email}", "X-Forwarded-For": planted.phone}
    form = {"content_type": "application/x-www-form-urlencoded"}
    with Listening() as logs:
        answer = world.client.open(**{**form, **_sent(planted)[which]}, headers=told)
    assert planted.seen_in(*_outside(answer), *logs.heard) == []
    assert 400 <= answer.status_code < 500


def _failures(planted: Canaries) -> list[Exception]:
    """Exceptions as libraries raise them, with what they were about in their text."""
    told = f"{planted.name} {planted.phone} {planted.email} {planted.key}"
    chained = RuntimeError(told)
    chained.__cause__ = KeyError(told)
    chained.add_note(told)
    return [
        ValueError(told),
        OSError(2, told, told),
        UnicodeDecodeError("utf-8", told.encode(), 0, 1, told),
        ExceptionGroup(told, [ValueError(told)]),
        RecursionError(told),
        chained,
    ]


@pytest.mark.parametrize("which", range(6))
@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()], ids=["text", "json"])
@FEW
@given(planted=canaries)
def test_what_a_library_logs_of_an_exception_is_written_without_its_text(
    formatter: logging.Formatter, which: int, planted: Canaries
) -> None:
    failure = _failures(planted)[which]
    try:
        raise failure
    except Exception:  # noqa: BLE001 - it is what is logged
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", None, sys.exc_info())
    written = formatter.format(record)
    assert planted.seen_in(written) == []
    assert type(failure).__name__ in written


@pytest.mark.parametrize("which", range(6))
@FEW
@given(planted=canaries)
def test_a_mistake_of_ours_is_logged_without_what_it_was_about(which: int, planted: Canaries) -> None:
    def fail(*_: object) -> Any:
        raise _failures(planted)[which]

    client = create_app(fail, Preferences(), time.monotonic).test_client()
    with Listening() as logs:
        answer = client.post(BLOCK_PATH, json=request_of(planted, "company"))
    assert planted.seen_in(answer.text, *_outside(answer), *logs.heard) == []
    assert [each for each in logs.heard if each.startswith("unexpected ")]
