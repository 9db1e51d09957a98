import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from simulators.kit.errors import ControlError
from simulators.usedesk_mock import words
from simulators.usedesk_mock.answer import LARGEST, Outcome, Reading, Reply, read
from simulators.usedesk_mock.caller import Caller, Patience, asking
from simulators.usedesk_mock.wire import Outgoing
from tests.simulators.usedesk_mock.block_server import MEGABYTE, BlockServer, serving

LIMIT = 0.3
REQUEST = Outgoing({}, "application/json", b'{"ticket_id": 1}')


@pytest.fixture(scope="module")
def server() -> Iterator[BlockServer]:
    with serving() as server:
        yield server


def post(url: str, limit: float = 5, *, follow: bool = False) -> Reply:
    return Caller().post(asking(url, REQUEST), Patience(limit, follow))


def test_an_answer_with_extra_keys_is_read(server: BlockServer) -> None:
    reply = post(f"{server.url}/answers")
    assert read(reply) == Reading(Outcome.ANSWERED, f"<p>Answer {len(server.bodies)}</p>")
    assert server.bodies[-1] == {"ticket_id": 1}


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("fails", Outcome.HTTP_ERROR),
        ("missing", Outcome.HTTP_ERROR),
        ("redirect", Outcome.REDIRECT),
        ("text", Outcome.NOT_JSON),
        ("stray", Outcome.STRAY_OUTPUT),
        ("trailing", Outcome.TRAILING_OUTPUT),
        ("no-html", Outcome.NO_HTML),
        ("list", Outcome.NO_HTML),
        ("html-number", Outcome.HTML_NOT_TEXT),
        ("latin", Outcome.NOT_UTF8),
        ("empty", Outcome.EMPTY),
        ("huge", Outcome.TOO_LARGE),
        ("hangs-up", Outcome.BROKEN),
        ("breaks-off", Outcome.BROKEN),
        ("no-gzip", Outcome.BROKEN),
    ],
)
def test_each_answer_ends_in_its_own_outcome(server: BlockServer, path: str, outcome: Outcome) -> None:
    reading = read(post(f"{server.url}/{path}"))
    assert (reading.outcome, reading.html) == (outcome, "")


@pytest.mark.parametrize("path", ["slow", "drips-body", "drips-headers"])
def test_a_server_that_takes_its_time_runs_into_the_limit(server: BlockServer, path: str) -> None:
    assert post(f"{server.url}/{path}", LIMIT).failure is Outcome.TIMED_OUT


def test_a_slow_answer_within_the_limit_is_waited_for() -> None:
    with serving() as server, ThreadPoolExecutor(1) as pool:
        reply = pool.submit(post, f"{server.url}/slow", 25)
        while not server.bodies:
            server.let_go.wait(0.01)
        assert not reply.done()
        server.let_go.set()
        assert read(reply.result()).outcome is Outcome.ANSWERED


def test_nobody_at_the_address_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers, and nobody else gets the port
        assert post(f"http://127.0.0.1:{taken.getsockname()[1]}/").failure is Outcome.UNREACHABLE


def test_a_host_nobody_knows_is_told() -> None:
    assert post("http://block.invalid/").failure is Outcome.NO_HOST


@pytest.mark.parametrize(
    "url",
    [
        "",
        "block",
        "ftp://127.0.0.1/",
        "http://",
        "http://[",
        "//a[]",
        "http://127.0.0.1:99999/",
    ],
)
def test_an_odd_url_is_told(url: str) -> None:
    assert post(url).failure is Outcome.BAD_URL


def test_the_answer_is_cut_at_a_megabyte(server: BlockServer) -> None:
    assert len(post(f"{server.url}/huge").body) == LARGEST + 1 == MEGABYTE + 1


def test_no_cookie_comes_back(server: BlockServer) -> None:
    for _ in range(2):
        post(f"{server.url}/cookie")
    assert "Cookie" not in dict(server.headers[-1])


def test_variables_in_the_url_stay_as_they_are(server: BlockServer) -> None:
    post(f"{server.url}/answers?client={{{{client_id}}}}")
    assert unquote(server.paths[-1]) == "/answers?client={{client_id}}"


def test_https_is_trusted_by_the_public_authorities_and_one_that_is_given(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with serving(authority) as secure:
        asked, patience = asking(f"{secure.url}/answers", REQUEST), Patience(5)
        refused = Caller().post(asked, patience)
        trusted = Caller(str(tmp_path / "ca.pem")).post(asked, patience)
    assert refused.failure is Outcome.TLS_FAILED
    assert refused.detail == "unable to get local issuer certificate"
    assert read(trusted).outcome is Outcome.ANSWERED


def test_a_server_that_speaks_no_tls_is_told(server: BlockServer) -> None:
    reply = post(server.url.replace("http:", "https:"))
    assert (reply.failure, reply.detail) == (Outcome.TLS_FAILED, "wrong version number")


def test_a_certificate_of_another_host_is_told(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with serving(authority, "block.example") as secure:
        reply = Caller(str(tmp_path / "ca.pem")).post(asking(secure.url, REQUEST), Patience(5))
    assert reply.failure is Outcome.TLS_FAILED
    assert "127.0.0.1" in reply.detail


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_an_authority_that_cannot_be_read_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content)
    with pytest.raises(ControlError, match="give --block-ca a PEM file"):
        Caller(str(file))


@pytest.mark.parametrize("user", ["", "anna:pass@"])
def test_the_headers_told_are_the_headers_sent(server: BlockServer, user: str) -> None:
    asked = asking(server.url.replace("//", f"//{user}") + "/answers", REQUEST)
    Caller().post(asked, Patience(5))
    assert list(asked.headers) == server.headers[-1]
    assert ("Authorization" in dict(asked.headers)) is bool(user)


def test_the_headers_of_the_answer_are_told_as_they_came(server: BlockServer) -> None:
    headers = post(f"{server.url}/cookie").headers
    assert [name for name, _ in headers] == ["Server", "Date", "Content-Length", "Content-Type", "Set-Cookie"]
    assert headers[-1] == ("Set-Cookie", "a=b")


@pytest.mark.parametrize("path", ["redirect", "moved-for-good"])
def test_a_redirect_is_followed_when_asked_for_and_keeps_the_method_as_its_status_says(
    server: BlockServer, path: str
) -> None:
    assert read(post(f"{server.url}/{path}", follow=True)).outcome is Outcome.ANSWERED
    assert server.bodies[-1] == (None if path == "redirect" else {"ticket_id": 1})


@pytest.mark.parametrize(
    ("path", "outcome"), [("redirects-forever", Outcome.REDIRECT_LOOP), ("redirect-to-ftp", Outcome.BAD_URL)]
)
def test_a_redirect_that_leads_nowhere_is_told(server: BlockServer, path: str, outcome: Outcome) -> None:
    assert post(f"{server.url}/{path}", follow=True).failure is outcome


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b'{"html": NaN}', Outcome.NOT_JSON),
        (b"[" * 99_999, Outcome.NOT_JSON),
        (b'{"a": ' * 99_999, Outcome.NOT_JSON),
        (b"Notice: {x}", Outcome.NOT_JSON),
        (b'Notice: {"error": 1}', Outcome.NOT_JSON),
        (b'{"html": "\xff"}', Outcome.NOT_UTF8),
    ],
)
def test_what_php_could_not_read_is_told(body: bytes, outcome: Outcome) -> None:
    assert read(Reply(200, body=body)).outcome is outcome


@given(st.text().filter(lambda text: text.strip(" \t\r\n") and "{" not in text), st.booleans())
def test_output_beside_the_json_is_told_by_the_byte_where_they_meet(stray: str, before: bool) -> None:
    inner = json.dumps({"html": "<p>x</p>"})
    told = read(Reply(200, body=(stray + inner if before else inner + stray).encode()))
    outcome = Outcome.STRAY_OUTPUT if before else Outcome.TRAILING_OUTPUT
    assert told == Reading(outcome, place=len((stray if before else inner).encode()))


def test_a_byte_order_mark_is_stray_output() -> None:
    assert read(Reply(200, body=b'\xef\xbb\xbf{"html": ""}')) == Reading(Outcome.STRAY_OUTPUT, place=3)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words_that_tell_what_is_known(outcome: Outcome) -> None:
    reply = Reply(404, detail="certificate has expired")
    title, advice = words.title(outcome, reply), words.advice(Reading(outcome, place=7), reply, 2.5)
    assert "%" not in f"{title} {advice}"
    known = {"404": ("http_error", "redirect"), "expired": ("tls_failed",), "2.5 s": ("timed_out",)}
    for told, outcomes in known.items():
        assert (told in f"{title} {advice}") is (outcome in outcomes)


@pytest.mark.parametrize("type_", ["", "text/html; charset=utf-8"])
def test_another_content_type_is_shown_with_a_warning(type_: str) -> None:
    reply = Reply(200, (("content-type", type_),), b'{"html": "x"}')
    assert read(reply).outcome is Outcome.ANSWERED
    assert list(map(str, words.remarks(read(reply), reply))) == [
        "The content type is not application/json; whether Usedesk minds is unknown."
    ]
