"""A request as it came over the wire, and as WSGI wants it. Pure."""

import io
import sys
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

Address = tuple[str, int]


@dataclass(slots=True)
class Request:
    """What the parser has read so far; `keep_alive` is known when it is whole."""

    target: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    size: int = 0
    body: list[bytes] = field(default_factory=list)
    method: str = ""
    version: str = "1.1"
    keep_alive: bool = True

    def expects_continue(self) -> bool:
        """Whether the caller waits for leave to send the body."""
        return any(
            name.lower() == b"expect" and value.lower() == b"100-continue" for name, value in self.headers
        )


def environ(request: Request, server: Address, peer: Address, *, tls: bool) -> dict[str, Any]:
    """The WSGI environment of a whole request (PEP 3333)."""
    path, query = _split(request.target)
    body = b"".join(request.body)
    made: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "REQUEST_URI": request.target.decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{request.version}",
        "REMOTE_ADDR": peer[0],
        "REMOTE_PORT": str(peer[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if tls else "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    _add_headers(made, request.headers)
    made["CONTENT_LENGTH"] = str(len(body))
    return made


def _add_headers(made: dict[str, Any], headers: list[tuple[bytes, bytes]]) -> None:
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            continue  # it would pass for the same header written with a hyphen
        key = "CONTENT_TYPE" if name.lower() == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
        if key in made:
            value = f"{made[key]}{'; ' if key == 'HTTP_COOKIE' else ', '}{value}"
        made[key] = value
    for hop in ("HTTP_TRANSFER_ENCODING", "HTTP_CONTENT_LENGTH"):
        made.pop(hop, None)  # the body stands whole in wsgi.input


def _split(target: bytes) -> tuple[bytes, bytes]:
    """Path and query of a request target, in whichever form of RFC 9112 it came."""
    if not target.startswith(b"/"):
        parts = urlsplit(target)
        return parts.path or b"/", parts.query
    path, _, query = target.partition(b"?")
    return path, query
