import socket
import time
from collections.abc import Iterator
from urllib.parse import unquote

import pytest

from simulators.usedesk_mock import answer
from simulators.usedesk_mock.answer import Outcome, Reply, Shown
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.wire import Outgoing
from tests.simulators.usedesk_mock.block_server import MEGABYTE, BlockServer, serving

LIMIT = 0.3
REQUEST = Outgoing({}, "application/json", b'{"ticket_id": 1}')


@pytest.fixture(scope="module")
def server() -> Iterator[BlockServer]:
    with serving() as server:
        yield server


def show(url: str, limit: float = LIMIT) -> Shown:
    started = time.perf_counter()
    reply = Caller(limit).post(url, REQUEST)
    return answer.read(reply, (time.perf_counter() - started) * 1000, limit)


def test_an_answer_with_extra_keys_is_shown(server: BlockServer) -> None:
    shown = show(f"{server.url}/answers", 5)
    assert (shown.outcome, shown.status) == (Outcome.ANSWERED, 200)
    assert shown.html == f"<p>Answer {len(server.bodies)}</p>"
    assert shown.size > 0
    assert server.bodies[-1] == {"ticket_id": 1}


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("fails", Outcome.HTTP_ERROR),
        ("missing", Outcome.HTTP_ERROR),
        ("redirect", Outcome.REDIRECT),
        ("text", Outcome.NOT_JSON),
        ("stray", Outcome.NOT_JSON),
        ("no-html", Outcome.NO_HTML),
        ("list", Outcome.NO_HTML),
        ("html-number", Outcome.NO_HTML),
        ("empty", Outcome.ANSWERED),
        ("huge", Outcome.TOO_LARGE),
        ("hangs-up", Outcome.BROKEN),
        ("breaks-off", Outcome.BROKEN),
        ("no-gzip", Outcome.BROKEN),
    ],
)
def test_each_answer_ends_in_its_own_outcome(server: BlockServer, path: str, outcome: Outcome) -> None:
    shown = show(f"{server.url}/{path}", 5)
    assert (shown.outcome, shown.html) == (outcome, "")


@pytest.mark.parametrize("path", ["slow", "drips-body", "drips-headers"])
def test_a_server_that_takes_its_time_runs_into_the_limit(server: BlockServer, path: str) -> None:
    shown = show(f"{server.url}/{path}")
    assert shown.outcome is Outcome.TIMED_OUT
    assert shown.milliseconds < 5_000
    assert shown.advice == "The block did not answer within 0.3 s."


def test_nobody_at_the_address_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers, and nobody else gets the port
        assert show(f"http://127.0.0.1:{taken.getsockname()[1]}/", 5).outcome is Outcome.UNREACHABLE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "block",
        "ftp://127.0.0.1/",
        "http://",
        "http://[",
        "//a[]",
        "http://*.x/",
        "http://127.0.0.1:99999/",
    ],
)
def test_an_odd_url_is_told(url: str) -> None:
    assert show(url, 5).outcome in (Outcome.BAD_URL, Outcome.UNREACHABLE)


def test_the_answer_is_cut_at_a_megabyte(server: BlockServer) -> None:
    assert show(f"{server.url}/huge", 5).size == MEGABYTE


def test_no_cookie_comes_back(server: BlockServer) -> None:
    caller = Caller(5)
    for _ in range(2):
        caller.post(f"{server.url}/cookie", REQUEST)
    assert "Cookie" not in server.headers[-1]


def test_variables_in_the_url_stay_as_they_are(server: BlockServer) -> None:
    assert show(f"{server.url}/answers?client={{{{client_id}}}}", 5).outcome is Outcome.ANSWERED
    assert unquote(server.paths[-1]) == "/answers?client={{client_id}}"


@pytest.mark.parametrize(
    "body", [b'{"html": NaN}', b'\xef\xbb\xbf{"html": ""}', b'{"html": "\xff"}', b"[" * 99_999]
)
def test_what_php_could_not_read_is_not_json(body: bytes) -> None:
    assert answer.read(Reply(200, body), 1, 60).outcome is Outcome.NOT_JSON


def test_an_answer_after_the_limit_is_late_however_good() -> None:
    assert answer.read(Reply(200, b'{"html": "x"}'), 60_001, 60).outcome is Outcome.TIMED_OUT


def test_every_outcome_has_words() -> None:
    for outcome in Outcome:
        shown = Shown(outcome, 404, "", 0, 1.0, 60.0)
        assert shown.title
        assert shown.advice
        assert "{" not in shown.title
