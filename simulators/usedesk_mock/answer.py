"""What became of a block's request: reads the answer. Pure."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

LARGEST = 1_000_000
OK = 200
Headers = tuple[tuple[str, str], ...]
_MOST_BRACES = 200  # of stray output that are tried for the beginning of the JSON


class Outcome(StrEnum):
    """How a request can end. The words are ours: what Usedesk shows when a block fails is not public."""

    ANSWERED = "answered"
    EMPTY = "empty"
    NO_HTML = "no_html"
    HTML_NOT_TEXT = "html_not_text"
    NOT_JSON = "not_json"
    STRAY_OUTPUT = "stray_output"
    TRAILING_OUTPUT = "trailing_output"
    NOT_UTF8 = "not_utf8"
    HTTP_ERROR = "http_error"
    REDIRECT = "redirect"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"
    NO_HOST = "no_host"
    TLS_FAILED = "tls_failed"
    BAD_URL = "bad_url"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, headers and body, or a failure; `body` holds at most `LARGEST` + 1 bytes.

    Attributes:
        headers: as received; the body stands here without its content encoding.
        detail: what the failure was, in the words of the library that met it.
    """

    status: int = 0
    headers: Headers = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    failure: Outcome | None = None
    detail: str = ""

    def header(self, name: str) -> str:
        """A header's value, empty when it did not come."""
        return next((value for one, value in self.headers if one.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reply ended; `place` is the byte where other output meets the JSON, or that is no UTF-8."""

    outcome: Outcome
    html: str = field(default="", repr=False)
    place: int = 0


def read(reply: Reply) -> Reading:
    """What the reply comes to."""
    if reply.failure is not None:
        return Reading(reply.failure)
    if 300 <= reply.status < 400:  # noqa: PLR2004 - the statuses of redirects
        return Reading(Outcome.REDIRECT)
    if reply.status != OK:
        return Reading(Outcome.HTTP_ERROR)
    if len(reply.body) > LARGEST:
        return Reading(Outcome.TOO_LARGE)
    return _read(reply.body)


def is_json(content_type: str) -> bool:
    """Whether this is the media type a block should answer with."""
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _read(body: bytes) -> Reading:
    try:
        text = body.decode()
    except UnicodeDecodeError as trouble:
        return Reading(Outcome.NOT_UTF8, place=trouble.start)
    try:
        document = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return _stray(text)
    return _html(document)


def _html(document: object) -> Reading:
    if not isinstance(document, dict) or "html" not in document:
        return Reading(Outcome.NO_HTML)
    html = document["html"]
    if not isinstance(html, str):
        return Reading(Outcome.HTML_NOT_TEXT)
    return Reading(Outcome.ANSWERED if html.strip() else Outcome.EMPTY, html)


def _stray(text: str) -> Reading:
    """Whether an answer hides in text that is no JSON: PHP prints its notices before or after it."""
    start = -1
    for _ in range(_MOST_BRACES):
        start = text.find("{", start + 1)
        if start < 0:
            break
        try:
            document, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if "html" in document:
            stray = bool(text[:start].strip(" \t\r\n"))
            outcome = Outcome.STRAY_OUTPUT if stray else Outcome.TRAILING_OUTPUT
            return Reading(outcome, place=len(text[: start if stray else end].encode()))
    return Reading(Outcome.NOT_JSON)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")  # Python reads NaN and Infinity, PHP does not


_DECODER = json.JSONDecoder(parse_constant=_refuse)
