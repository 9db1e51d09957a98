"""What a WSGI program answers, taken whole, with the way it is to travel."""

import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from email.utils import formatdate
from functools import lru_cache, partial
from typing import Any
from wsgiref.types import WSGIApplication

from simulators.kit.gate.delivery import AT_ONCE, BEHIND_GATE, DELIVERY, Delivery

_BODILESS = ("1", "204", "304")
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer ready to send."""

    status: str
    headers: Headers
    body: bytes
    delivery: Delivery = AT_ONCE

    def head(self, *, keep_alive: bool) -> bytes:
        """The status line and the headers, those that the program left out among them."""
        sent = {name.lower() for name, _ in self.headers}
        lines = [f"HTTP/1.1 {self.status}", *(f"{name}: {value}" for name, value in self.headers)]
        if "date" not in sent:
            lines.append(f"Date: {_date(int(time.time()))}")
        if not self.status.startswith(_BODILESS):
            size = len(self.body) + self.delivery.padding
            lines += [] if "content-length" in sent else [f"Content-Length: {size}"]
        lines.append(f"Connection: {'keep-alive' if keep_alive else 'close'}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


@lru_cache(maxsize=2)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def plain(status: str) -> Answer:
    """An answer of the gate's own, for what never reaches the program."""
    text = f"{status}\n".encode()
    return Answer(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))], text)


def asked(app: WSGIApplication, environ: dict[str, Any]) -> Answer:
    """What the program answers; its failure is a 500, and told on stderr."""
    environ[BEHIND_GATE] = True
    started: list[tuple[str, Headers]] = []
    written: list[bytes] = []
    try:
        body = app(environ, partial(_start, started, written))
        whole = _joined(body, written)
        status, headers = started[-1]
    except Exception:  # noqa: BLE001 - whatever a program does, its caller gets an answer
        traceback.print_exc(file=sys.stderr)
        return plain("500 Internal Server Error")
    delivery: Delivery = environ.get(DELIVERY, AT_ONCE)
    if environ["REQUEST_METHOD"] == "HEAD" or status.startswith(_BODILESS):
        return Answer(status, headers, b"", replace(delivery, padding=0))
    if delivery.padding:
        headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
    return Answer(status, headers, whole, delivery)


def _joined(body: Iterable[bytes], written: list[bytes]) -> bytes:
    try:
        parts = list(body)
        return b"".join([*written, *parts])
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()


def _start(
    started: list[tuple[str, Headers]],
    written: list[bytes],
    status: str,
    headers: Headers,
    _trouble: Any = None,
) -> Callable[[bytes], object]:
    started.append((status, headers))
    return written.append
