import http.client
import json
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.validate import validator

import pytest
import requests
from flask import Flask, Response, request
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulators.kit.gate import DELIVERY, Delivery
from simulators.kit.launcher import running
from simulators.kit.tls import Authority

DELIVERIES = {
    "reset": Delivery(reset=True),
    "cut": Delivery(cut=6),
    "cut-hard": Delivery(cut=6, reset=True),
    "silent": Delivery(silent=True),
    "paced": Delivery(pace=200),
    "padded": Delivery(padding=300_000),
    "refuse": Delivery(refuse=0.3),
}


def _app() -> Flask:
    app = Flask(__name__)

    @app.route("/echo/<path:rest>", methods=["GET", "POST"])
    def echo(rest: str) -> Response:
        told: dict[str, str | None] = {
            "path": rest,
            "query": request.query_string.decode(),
            "body": request.get_data().decode("latin-1"),
        }
        told |= {"type": request.content_type, "tags": request.headers.get("X-Tag")}
        return Response(json.dumps(told), content_type="application/json")

    @app.get("/by/<name>")
    def by(name: str) -> Response:
        request.environ[DELIVERY] = DELIVERIES[name]
        return Response('{"deep":"enough"}', content_type="application/json")

    @app.get("/slow")
    def slow() -> str:
        app.extensions["entered"].set()
        app.extensions["leave"].wait(20)
        return "done"

    app.extensions |= {"entered": threading.Event(), "leave": threading.Event()}
    return app


@pytest.fixture(scope="module")
def app() -> Flask:
    return _app()


@pytest.fixture(scope="module")
def url(app: Flask) -> Iterator[str]:
    with running(app) as served:
        yield served.url


def _asked(method: str, url: str, **more: Any) -> requests.Response:
    with requests.Session() as session:
        return session.request(method, url, timeout=20, **more)


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)


def _said(url: str, sent: bytes) -> bytes:
    """All that is answered until the other side closes."""
    with _connected(url) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_requests_sent_ahead_are_answered_in_their_order_on_one_connection(url: str) -> None:
    said = _said(url, b"".join(b"GET /echo/%d HTTP/1.1\r\nHost: x\r\n\r\n" % n for n in range(30)))

    assert [int(path) for path in re.findall(rb'"path": "(\d+)"', said)] == list(range(30))


@settings(max_examples=60)
@given(
    path=st.text(
        st.characters(exclude_characters="/", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
    ),
    body=st.binary(max_size=3000),
    tag=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20),
    chunked=st.booleans(),
)
def test_whatever_is_sent_arrives(url: str, path: str, body: bytes, tag: str, chunked: bool) -> None:
    sent: Any = iter([body[:7], body[7:]]) if chunked else body
    escaped = quote(path, safe="")
    answer = _asked("POST", f"{url}/echo/x{escaped}?a=b%20c", data=sent, headers={"X-Tag": tag})

    assert answer.json() == {
        "path": f"x{path}",
        "query": "a=b%20c",
        "body": body.decode("latin-1"),
        "type": None,
        "tags": tag,
    }


def test_the_program_is_called_as_pep_3333_says() -> None:
    def hello(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["PATH_INFO"].encode(), environ["wsgi.input"].read(5)]

    with running(validator(hello)) as served:
        answer = _asked("POST", f"{served.url}/a%20b", data=b"hello world")

    assert (answer.content, answer.headers["Content-Length"]) == (b"/a bhello", "9")


def test_a_caller_may_wait_to_be_asked_for_the_body(url: str) -> None:
    with _connected(url) as connection:
        connection.sendall(b"POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n")
        connection.sendall(b"Expect: 100-continue\r\nConnection: close\r\n\r\n")
        leave = connection.recv(100)
        connection.sendall(b"hi")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert leave == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert b'"body": "hi"' in answer


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"hello\r\n\r\n", b"400 Bad Request"),
        (b"GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"400 Bad Request"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414 URI Too Long"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", b"431 Request Header Fields Too Large"),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", b"400 Bad Request"),
    ],
)
def test_who_does_not_speak_http_is_told_so_and_sent_away(url: str, sent: bytes, status: bytes) -> None:
    assert _said(url, sent).startswith(b"HTTP/1.1 " + status + b"\r\n")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=400))
@example(noise=b"GET / HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nPRI * HTTP/2.0\r\n\r\n")
@example(noise=b"OPTIONS * HTTP/1.1\r\n\r\nGET")
def test_no_noise_on_one_connection_disturbs_another(url: str, noise: bytes) -> None:
    _said(url, noise)

    assert _asked("GET", f"{url}/echo/x").ok


def test_a_head_request_is_answered_without_a_body(url: str) -> None:
    said = _said(url, b"HEAD /echo/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert said.partition(b"\r\n\r\n")[2] == b""
    assert int(dict(line.split(b": ") for line in said.split(b"\r\n")[1:] if line)[b"Content-Length"]) > 0


def test_a_program_that_fails_is_answered_for(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_environ: WSGIEnvironment, _start: StartResponse) -> list[bytes]:
        raise LookupError("on purpose")

    with running(broken) as served:
        answer = _asked("GET", served.url)

    assert (answer.status_code, "on purpose" in answer.text) == (500, False)
    assert "on purpose" in capsys.readouterr().err


def test_an_answer_may_be_a_reset_connection(url: str) -> None:
    with _connected(url) as connection:
        connection.sendall(b"GET /by/reset HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            connection.recv(100)


@pytest.mark.parametrize("way", ["cut", "cut-hard"])
def test_an_answer_may_break_off_in_its_body(url: str, way: str) -> None:
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    connection.request("GET", f"/by/{way}")
    answer = connection.getresponse()
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)) as broken:
        answer.read()
    connection.close()

    assert answer.getheader("Content-Length") == "17"
    if isinstance(broken.value, http.client.IncompleteRead):
        assert broken.value.partial == b'{"deep'


def test_silence_keeps_neither_others_waiting_nor_the_end(app: Flask) -> None:
    with running(app) as served:
        silent = [_connected(served.url) for _ in range(100)]
        for one in silent:
            one.sendall(b"GET /by/silent HTTP/1.1\r\nHost: x\r\n\r\n")
        answered = _asked("GET", f"{served.url}/echo/x")
    said = {one.recv(10) for one in silent}  # the end of the server is the end of its silence
    for one in silent:
        one.close()

    assert (answered.status_code, said) == (200, {b""})


@pytest.mark.parametrize(("way", "length"), [("paced", 17), ("padded", 300_017)])
def test_an_answer_may_drip_or_swell_and_still_be_whole(url: str, way: str, length: int) -> None:
    answer = _asked("GET", f"{url}/by/{way}")

    assert (answer.json(), len(answer.content)) == ({"deep": "enough"}, length)


def test_refused_connections_are_accepted_again_after_a_while(app: Flask) -> None:
    with running(app) as served:
        first = _asked("GET", f"{served.url}/by/refuse")
        outcomes = _outcomes_until_welcome(served.url)

    assert first.ok
    assert (outcomes[0], outcomes[-1]) == ("refused", "welcome")


def _outcomes_until_welcome(url: str) -> list[str]:
    outcomes: list[str] = []
    while outcomes[-1:] != ["welcome"]:
        try:
            _connected(url).close()
            outcomes.append("welcome")
        except ConnectionRefusedError:
            outcomes.append("refused")
    return outcomes


def test_a_request_that_is_being_answered_is_answered_before_the_end() -> None:
    app = _app()
    answers: list[requests.Response] = []
    with running(app) as served:
        asking = threading.Thread(target=lambda: answers.append(_asked("GET", f"{served.url}/slow")))
        asking.start()
        app.extensions["entered"].wait(20)
        app.extensions["leave"].set()
    asking.join()

    assert [answer.text for answer in answers] == ["done"]


def test_https_is_trusted_by_who_trusts_the_authority_and_by_nobody_else(app: Flask, tmp_path: Path) -> None:
    certificate = tmp_path / "authority.pem"
    with running(app, authority=Authority(certificate)) as served:
        answer = _asked("GET", f"{served.url}/echo/x", verify=str(certificate))
        with pytest.raises(requests.exceptions.SSLError):
            _asked("GET", f"{served.url}/echo/x")
        trusted = ssl.create_default_context(cafile=str(certificate))
        with trusted.wrap_socket(
            _connected(served.url), server_hostname="localhost", suppress_ragged_eofs=False
        ) as connection:
            connection.sendall(b"GET /by/reset HTTP/1.1\r\nHost: x\r\n\r\n")
            with pytest.raises((ConnectionResetError, ssl.SSLEOFError)):
                connection.recv(100)

    assert answer.ok
