"""Overhears every call of our programs' Flask applications, wherever they run, and writes down the counts.

The programs know nothing of it: what is instrumented is Flask itself, as tracing tools do it.
"""

import atexit
import io
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from tests.contract_coverage.exchange import Exchange
from tests.contract_coverage.listener import Listener
from tests.contract_coverage.operations import media_type

FOLDER = "CONTRACT_SEEN"
"""The variable of the environment that names the folder to write to; without it nothing is recorded."""

LONGEST_BODY = 256 * 2**10
_WRITTEN_EVERY_SECONDS = 1.0
DOORS = {
    "service.web.app": ("block", re.compile("(/.*)", re.DOTALL)),
    "simulators.retailcrm_mock.app": ("retailcrm", re.compile(r"/(?!_sim/)[^/]+(/api/.*)", re.DOTALL)),
}
"""Which calls of which applications are a contract's, and the path by which it knows them."""

CONTROL_DOOR = "control", re.compile(r"/_sim(/(?!static/|openapi\.json$).+)", re.DOTALL)
"""The same for every application that has a control door; what its page is made of is no part of it."""


class Tap:
    """Counts what is heard in this process, and writes the counts to a file of its own.

    They are written when something new was heard, at most once a second, and when the process ends.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listener, self._lock = Listener(), threading.Lock()
        self._written = 0.0

    def open(self) -> None:
        """Hear every Flask application from now on."""
        answer = Flask.__call__

        def heard(app: Flask, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            place = _place(app, environ)
            if place is None:
                return answer(app, environ, start)
            call = _Overheard(environ, start)
            body = call.body(answer(app, environ, call.start))
            self._hear(app, *place, call)
            return body

        Flask.__call__ = heard  # type: ignore[method-assign,assignment]  # see the top
        atexit.register(self.write)

    def _hear(self, app: Flask, contract: str, path: str, call: "_Overheard") -> None:
        with self._lock:
            exchange = call.exchange(path)
            new = self._listener.hear(contract, exchange, lambda: _usual(app, call.environ, exchange.status))
            due = new and time.monotonic() - self._written > _WRITTEN_EVERY_SECONDS
        if due:
            self.write()

    def write(self) -> None:
        """Write the counts."""
        with self._lock:
            self._written = time.monotonic()
            if not self._listener.seen.calls:
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            who = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            file = self._folder / f"{who}-{os.getpid()}.json"
            begun = file.with_suffix(".begun")
            begun.write_text(self._listener.seen.as_json(), encoding="utf-8")
            begun.replace(file)


@cache
def begin() -> None:
    """Record, if the environment names a folder; to ask twice is to ask once."""
    folder = os.environ.get(FOLDER)
    if folder:
        Tap(Path(folder)).open()


def _place(app: Flask, environ: WSGIEnvironment) -> tuple[str, str] | None:
    path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
    doors = [CONTROL_DOOR] if "control" in app.blueprints else []
    doors += [DOORS[app.import_name]] if app.import_name in DOORS else []
    for contract, pattern in doors:
        if matched := pattern.fullmatch(path):
            return contract, matched[1]
    return None


def _usual(app: Flask, environ: WSGIEnvironment, status: int) -> bool:
    """Whether the program answered by itself, in its default dialect: neither a fault nor a switch did."""
    controls = app.extensions.get("controls")
    account = unquote(environ["PATH_INFO"]).split("/")[1]
    if controls is None or account == "_sim":
        return True
    if controls.dialect(account).chosen():
        return False
    lately = controls.journal.entries(account)[-100:]
    return not any(entry.faults for entry in lately if entry.status == status)


class _Overheard:
    """One call on its way through; what it says is kept as far as the program reads and tells it."""

    def __init__(self, environ: WSGIEnvironment, start: StartResponse) -> None:
        self.environ = environ
        self._start, self._status, self._type = start, 0, ""
        self._sent, self._answer = io.BytesIO(), b""
        environ["wsgi.input"] = _Read(environ["wsgi.input"], self._sent)

    def start(self, status: str, headers: list[tuple[str, str]], *trouble: Any) -> Callable[[bytes], object]:
        """WSGI's `start_response`, on its way."""
        self._status = int(status[:3])
        self._type = next((value for name, value in headers if name.lower() == "content-type"), "")
        return self._start(status, headers, *trouble)

    def body(self, pieces: Iterable[bytes]) -> list[bytes]:
        """The answer's body, taken whole: no answer of a contract is a stream."""
        try:
            whole = list(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        self._answer = b"".join(whole)[:LONGEST_BODY]
        return whole

    def exchange(self, path: str) -> Exchange:
        """The call, once it has passed."""
        return Exchange(
            method=self.environ["REQUEST_METHOD"],
            path=path,
            status=self._status,
            query=self.environ.get("QUERY_STRING", ""),
            sent_type=media_type(self.environ.get("CONTENT_TYPE", "")),
            sent=self._sent.getvalue(),
            answer_type=media_type(self._type),
            answer=self._answer,
        )


class _Read:
    """A request's body that notes what is read of it."""

    def __init__(self, stream: Any, kept: io.BytesIO) -> None:
        self._stream, self._kept = stream, kept

    def read(self, *size: int) -> bytes:
        return self._noted(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._noted(self._stream.readline(*size))

    def __iter__(self) -> Iterator[bytes]:
        return map(self._noted, self._stream)

    def __getattr__(self, name: str) -> Any:
        if name == "readinto":  # whoever finds no such method takes `read`, which notes
            raise AttributeError(name)
        return getattr(self._stream, name)

    def _noted(self, piece: bytes) -> bytes:
        if self._kept.tell() < LONGEST_BODY:
            self._kept.write(piece)
        return piece
