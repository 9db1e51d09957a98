"""What Waitress says of its own accord, in our words."""

import secrets
import time
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, WSGITask

from service.web import problems
from service.web.arrival import ARRIVED
from service.web.headers import HEADERS

LARGEST_READ = 8 * 1024 * 1024
"""Bytes of a body that are read at all; from 1 MiB on the application answers 413 itself."""

_DETAILS: Mapping[int, str] = {
    HTTPStatus.BAD_REQUEST: "This is no request of HTTP/1.1.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: f"The body is larger than {problems.LARGEST_BODY} bytes.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The head of the request is larger than 256 KiB.",
    HTTPStatus.NOT_IMPLEMENTED: "Send the body whole or chunked, and no other way.",
}


_USUAL, _END = frozenset(HEADERS), b"\r\n"


@cache
def _lines(headers: tuple[tuple[str, str], ...]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode()


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # ships no types
    """Reads a request, and notes when it was whole."""

    arrived = 0.0

    def received(self, data: bytes) -> int:
        read: int = super().received(data)
        if self.completed and not self.arrived:
            self.arrived = time.monotonic()
        return read


class _Task(WSGITask):  # type: ignore[misc]  # ships no types
    """Answers a request; once the program ends, with the word that the connection does as well."""

    response_headers: list[tuple[str, str]]

    def get_environment(self) -> dict[str, object]:
        environ: dict[str, object] = super().get_environment()
        environ[ARRIVED] = self.request.arrived
        return environ

    def build_response_header(self) -> bytes:
        """Write the head; Waitress takes each header apart, but for those that all answers have."""
        headers = self.response_headers
        self.response_headers = [each for each in headers if each not in _USUAL]
        if self.channel.closing():
            self.set_close_on_finish()
        head: bytes = super().build_response_header()
        return head.removesuffix(_END) + _lines(tuple(each for each in headers if each in _USUAL)) + _END


class _Refusal(ErrorTask):  # type: ignore[misc]  # ships no types
    """Answers what never reaches the application as the application answers what it refuses."""

    def execute(self) -> None:
        code = self.request.error.code
        status = HTTPStatus(code)
        detail = _DETAILS.get(code, "Nothing could be answered.")
        body = problems.body(status.phrase, code, detail).encode()
        self.status = f"{code} {status.phrase}"
        self.response_headers.extend(
            [*HEADERS, ("Content-Type", problems.MEDIA_TYPE), ("X-Request-Id", secrets.token_hex(8))]
        )
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


def channel_class(closing: Callable[[], bool]) -> type[HTTPChannel]:
    """Return what handles connections; `closing` says whether each answer is to be the last."""
    classes = {"parser_class": _Parser, "task_class": _Task, "error_task_class": _Refusal}
    return type("Channel", (HTTPChannel,), {**classes, "closing": staticmethod(closing)})
