"""What became of a block's request: reads the answer and says it in words. Pure."""

import json
from dataclasses import dataclass, field
from enum import StrEnum

LARGEST = 1_000_000
OK = 200


class Outcome(StrEnum):
    """How a request can end. The words are ours: what Usedesk shows when a block fails is not public."""

    ANSWERED = "answered"
    NO_HTML = "no_html"
    NOT_JSON = "not_json"
    HTTP_ERROR = "http_error"
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    BROKEN = "broken"
    UNREACHABLE = "unreachable"
    BAD_URL = "bad_url"


# A title and an advice; {status} and {limit} are filled in.
_WORDS = {
    Outcome.ANSWERED: ("Answered", "The block answered."),
    Outcome.NO_HTML: ("No “html” in the answer", 'The block must answer {{"html": "…"}}, with a string.'),
    Outcome.NOT_JSON: ("Not JSON", 'The block must answer {{"html": "…"}}, nothing before or after it.'),
    Outcome.HTTP_ERROR: ("HTTP status {status}", "The block must answer 200, bad news included."),
    Outcome.REDIRECT: ("Redirect not followed", "It answered {status}; give the block the final address."),
    Outcome.TOO_LARGE: ("Too large", "The answer passed 1 MB; reading stopped there."),
    Outcome.TIMED_OUT: ("No answer in time", "The block did not answer within {limit:g} s."),
    Outcome.BROKEN: ("Broken off", "The block's server closed the connection before its answer was whole."),
    Outcome.UNREACHABLE: ("Unreachable", "No connection to the block's URL. Does its server run?"),
    Outcome.BAD_URL: ("Unusable URL", "The block's URL can't be called; begin it with http:// or https://."),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a status and a body, or a failure instead. `body` holds at most `LARGEST` + 1 bytes."""

    status: int = 0
    body: bytes = field(default=b"", repr=False)
    failure: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The end of one request, as the agent is shown it."""

    outcome: Outcome
    status: int
    html: str = field(repr=False)
    size: int
    milliseconds: float
    limit: float

    @property
    def title(self) -> str:
        """The outcome in a few words."""
        return _WORDS[self.outcome][0].format(status=self.status)

    @property
    def advice(self) -> str:
        """What it means and what to do."""
        return _WORDS[self.outcome][1].format(status=self.status, limit=self.limit)


def read(reply: Reply, milliseconds: float, limit: float) -> Shown:
    """The reply as the agent is shown it; `limit` is the longest wait, in seconds."""
    late = milliseconds > limit * 1000
    outcome, html = (Outcome.TIMED_OUT, "") if late else _read(reply)
    return Shown(outcome, reply.status, html, min(len(reply.body), LARGEST), milliseconds, limit)


def _read(reply: Reply) -> tuple[Outcome, str]:
    if reply.failure is not None:
        return reply.failure, ""
    if 300 <= reply.status < 400:  # noqa: PLR2004 - the statuses of redirects
        return Outcome.REDIRECT, ""
    if reply.status != OK:
        return Outcome.HTTP_ERROR, ""
    if len(reply.body) > LARGEST:
        return Outcome.TOO_LARGE, ""
    return _html(reply.body)


def _html(body: bytes) -> tuple[Outcome, str]:
    try:
        document = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):  # ValueError covers bad UTF-8 too
        return Outcome.NOT_JSON, ""
    html = document.get("html") if isinstance(document, dict) else None
    return (Outcome.ANSWERED, html) if isinstance(html, str) else (Outcome.NO_HTML, "")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")  # Python reads NaN and Infinity, PHP does not
