"""A small foreign block server that does what real ones do, well or badly; each path is one way."""

import contextlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import trustme

MEGABYTE = 1_000_000
INTERACTIVE = """
<script>document.title = "a script element ran"</script>
<button onclick="this.textContent = 'handled'">Press me</button>
<a data-toggle="collapse" href="#folded">Unfold</a><div id="folded" class="collapse">Unfolded text</div>
<form action="about:blank" target="_blank"><input name="note" aria-label="Note"></form>
<a href="#" onclick="this.closest('.dynamic-block').querySelector('a.block-reload-button').click()">Again</a>
"""
WILD = "<style>* { color: red; font-size: 40px !important; } details { display: none }</style><p>Wild</p>"


@dataclass(slots=True)
class BlockServer:
    """Where it listens, and what it was sent, oldest first."""

    url: str
    paths: list[str] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    headers: list[list[tuple[str, str]]] = field(default_factory=list)
    meeting: threading.Condition = field(default_factory=threading.Condition)
    met: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def serving(authority: trustme.CA | None = None, host: str = "127.0.0.1") -> Iterator[BlockServer]:
    """The server, on a free port, until the block ends; slow answers end with it.

    With an authority it speaks TLS, and shows a certificate for the host.
    """
    server = _Server(("127.0.0.1", 0), _Handler)
    if authority:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if authority else "http"
    server.seen = BlockServer(f"{scheme}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.seen
    finally:
        server.seen.closing.set()
        server.seen.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128  # fifty agents may knock at once
    seen: BlockServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Callers hang up when they have waited long enough; that is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        is_json = self.headers.get_content_type() == "application/json"
        self.server.seen.bodies.append((json.loads(body) if is_json else body) or None)
        self.server.seen.texts.append(body)
        self.server.seen.paths.append(self.path)
        self.server.seen.headers.append(self.headers.items())
        WAYS[self.path.partition("?")[0]](self)

    def do_GET(self) -> None:
        """What a redirect may make of a POST."""
        self.do_POST()

    def answer(self, body: str, status: int = 200, header: tuple[str, str] = ("X-Block", "tests")) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body.encode())))
        self.send_header("Content-Type", "application/json")
        self.send_header(*header)
        self.end_headers()
        self.wfile.write(body.encode())

    def answers(self) -> None:
        self.answer(json.dumps({"html": f"<p>Answer {len(self.server.seen.bodies)}</p>", "rows": 3}))

    def says(self) -> None:
        """The HTML its URL asks for: `/says?html=…`."""
        self.answer(json.dumps({"html": parse_qs(urlsplit(self.path).query)["html"][0]}))

    def meets(self) -> None:
        """Answers when as many calls are here at once as `/meets?10` says."""
        seen, wanted = self.server.seen, int(urlsplit(self.path).query)
        with seen.meeting:
            seen.met += 1
            seen.meeting.notify_all()
            together = seen.meeting.wait_for(lambda: seen.met >= wanted, timeout=30)
        self.answer(json.dumps({"html": "<p>All here</p>" if together else "<p>Alone</p>"}))

    def overtaken(self) -> None:
        """The first answer waits until the test releases it."""
        seen = self.server.seen
        with seen.meeting:
            seen.met += 1
            first = seen.met == 1
            seen.meeting.notify_all()
        if first:
            seen.released.wait(30)
        self.answer(json.dumps({"html": "<p>Old</p>" if first else "<p>Newest</p>"}))

    def slow(self) -> None:
        """Answers when somebody lets it, however long that is: the real ones take 25 seconds and more."""
        self.server.seen.let_go.wait()
        self.answers()

    def drips(self, first: bytes) -> None:
        self.wfile.write(first)
        while not self.server.seen.closing.wait(0.05):
            self.wfile.write(b"x")

    def writes(self, answer: bytes) -> None:
        self.wfile.write(answer)

    def log_message(self, *_told: object) -> None:
        """Nothing: the tests tell what went wrong."""


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n"
_GZIP = b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"
WAYS: dict[str, Callable[[_Handler], None]] = {
    "/answers": _Handler.answers,
    "/settings/blocks/retail_crm": _Handler.answers,
    "/interactive": lambda handler: handler.answer(json.dumps({"html": INTERACTIVE})),
    "/empty": lambda handler: handler.answer('{"html": ""}'),
    "/fails": lambda handler: handler.answer('{"error": "oh"}', 500),
    "/missing": lambda handler: handler.answer("<h1>Not found</h1>", 404),
    "/text": lambda handler: handler.answer("<p>not JSON</p>"),
    "/stray": lambda handler: handler.answer('Notice: undefined index\n{"html": "<p>late</p>"}'),
    "/trailing": lambda handler: handler.answer('{"html": "<p>early</p>"}<!-- 0.2 s -->'),
    "/no-html": lambda handler: handler.answer('{"result": "<p>x</p>"}'),
    "/list": lambda handler: handler.answer('["<p>x</p>"]'),
    "/html-number": lambda handler: handler.answer('{"html": 5}'),
    "/redirect": lambda handler: handler.answer("", 302, ("Location", "/answers")),
    "/moved-for-good": lambda handler: handler.answer("", 308, ("Location", "/answers")),
    "/redirects-forever": lambda handler: handler.answer("", 302, ("Location", "/redirects-forever")),
    "/redirect-to-ftp": lambda handler: handler.answer("", 302, ("Location", "ftp://127.0.0.1/")),
    "/latin": lambda handler: handler.writes(_HEAD.replace(b"900", b"13") + b'\r\n{"html": "\xe9"}'),
    "/huge": lambda handler: handler.answer(json.dumps({"html": "x" * 2 * MEGABYTE})),
    "/cookie": lambda handler: handler.answer('{"html": "<p>x</p>"}', 200, ("Set-Cookie", "a=b")),
    "/hangs-up": lambda _handler: None,
    "/breaks-off": lambda handler: handler.writes(_HEAD + b'\r\n{"html": "x'),
    "/no-gzip": lambda handler: handler.writes(b"HTTP/1.1 200 OK\r\n" + _GZIP),
    "/says": _Handler.says,
    "/wide": lambda handler: handler.answer(json.dumps({"html": '<div style="width: 900px">Wide</div>'})),
    "/wild": lambda handler: handler.answer(json.dumps({"html": WILD})),
    "/meets": _Handler.meets,
    "/overtaken": _Handler.overtaken,
    "/slow": _Handler.slow,
    "/drips-body": lambda handler: handler.drips(_HEAD + b"\r\n"),
    "/drips-headers": lambda handler: handler.drips(_HEAD + b"X-Long: "),
}
