"""Puts journal, guard and faults around a simulator's data door."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.wrappers import Request

from simulators.kit.control import Controls
from simulators.kit.faults import Answer, Call
from simulators.kit.faults.sending import send
from simulators.kit.faults.standing import Faults
from simulators.kit.guard import Guard, Operation, Sent, answer_violations, request_violations
from simulators.kit.journal import Entry, Exchange, Journal
from simulators.kit.journal.journal import LONGEST_BODY
from simulators.kit.journal.redact import FORM

BODILESS = ("GET", "HEAD")
LONGEST_SENT = 8 * 2**20  # longer bodies are left to the data door to refuse
EXPLAIN = "X-Sim-Explain"  # on answers that need explaining; the real system sends no such header
_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_TRACE = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


class Place(NamedTuple):
    """The account a request is for, whether there is one, and its path inside the account."""

    account: str
    path: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; what the simulator calls the key shown, such as "key #2"; why nothing was found."""

    answer: Answer
    key: str | None = None
    explain: str | None = None


class DataDoor(Protocol):
    """Where programs ask a simulator."""

    def place(self, path: str) -> Place | None:
        """What the path is for; None if it is no call of the API."""
        ...

    def answer(self, request: Request, place: Place) -> Told:
        """The answer to a call."""
        ...

    def key_id(self, request: Request, account: str) -> int | None:
        """The id of the key that the request shows, if it is one of the account's."""
        ...


class Recorder:
    """WSGI in front of an app: every call of the data door is judged, written down, and open to faults.

    Args:
        app: answers all that is no call of the API.
        door: answers calls.
        controls: faults, clocks and the journal.
        guard: judges calls.
    """

    def __init__(self, app: WSGIApplication, door: DataDoor, controls: Controls, guard: Guard) -> None:
        self._app, self._door, self._controls, self._guard = app, door, controls, guard
        controls.struck = guard.names

    def wsgi(self, environ: WSGIEnvironment, start: StartResponse, /) -> Iterable[bytes]:
        """Answer a request, whoever it is for."""
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        place = self._door.place(path)
        if place is None:
            return self._app(environ, start)
        request = Request(environ)
        answer = self._recorded(request, place) if place.known else self._door.answer(request, place).answer
        return send(answer, environ, start)

    def _recorded(self, request: Request, place: Place) -> Answer:
        """The answer, judged, mangled by faults, and all of it written down."""
        started, account, journal = time.perf_counter(), place.account, self._controls.journal
        operation = self._guard.operation(request.method, place.path)
        sent = _sent(request, place.path)
        told, struck = self._struck(request, place, operation)
        keeping = journal.keeping(account)
        answer = _explained(told) if keeping.header else told.answer
        violations = _verdict(operation, sent, None if struck else answer)
        answer, mangled = self._mangled(request, place, operation, answer)
        exchange = _exchange(self._guard, operation, request, sent, answer, keeps_values=keeping.values)
        journal.write(
            Entry(
                at=self._controls.now(account),
                scope=account,
                operation=operation.name if operation else None,
                method=request.method,
                parameters=exchange.parameters(),
                status=answer.status,
                milliseconds=round((time.perf_counter() - started) * 1000, 3),
                request_id=_request_id(request, exchange.secret),
                violations=violations,
                trace_id=_trace_id(request),
                size=len(answer.body),
                exchange=exchange,
                explain=told.explain,
                key=_key(journal, account, exchange.secret, told.key),
                faults=struck + mangled,
            )
        )
        return answer

    def _struck(
        self, request: Request, place: Place, operation: Operation | None
    ) -> tuple[Told, tuple[str, ...]]:
        """The door's answer, or that of a fault in its place."""
        if faults := self._controls.faults(place.account):
            struck = faults.instead(self._call(request, place, operation), self._controls.now(place.account))
            if struck.answer is not None:
                return Told(struck.answer), struck.kinds
        return self._door.answer(request, place), ()

    def _mangled(
        self, request: Request, place: Place, operation: Operation | None, answer: Answer
    ) -> tuple[Answer, tuple[str, ...]]:
        faults: Faults = self._controls.faults(place.account)
        if not faults:
            return answer, ()
        call = self._call(request, place, operation)
        struck = faults.strike(call, self._controls.now(place.account), answer)
        return struck.answer or answer, struck.kinds

    def _call(self, request: Request, place: Place, operation: Operation | None) -> Call:
        return Call(operation.name if operation else None, self._door.key_id(request, place.account))


def _explained(told: Told) -> Answer:
    """The answer, with why nothing was found in a header."""
    if told.explain is None:
        return told.answer
    return replace(told.answer, headers=(*told.answer.headers, (EXPLAIN, told.explain)))


def _sent(request: Request, path: str) -> Sent:
    body = b""
    if request.method not in BODILESS and (request.content_length or 0) <= LONGEST_SENT:
        # Kept by the request as well, so that a form can be read by its fields afterwards.
        body = request.get_data(parse_form_data=False)
    return Sent(
        path=path,
        query=request.query_string.decode(errors="replace"),
        headers=request.headers,
        media_type=request.mimetype if body else "",
        body=body,
    )


def _verdict(operation: Operation | None, sent: Sent, answer: Answer | None) -> tuple[str, ...]:
    """Where the call departs from the contract; an answer that is not the simulator's own word is None."""
    if operation is None:
        return ("no such operation in the contract",)
    # A refusal is the right answer to a request that departs, so each side is judged by itself.
    asked = request_violations(operation, sent)
    if answer is None:
        return asked
    media_type = answer.content_type.partition(";")[0].strip().lower()
    return asked + answer_violations(operation, answer.status, media_type, answer.body)


def _exchange(
    guard: Guard,
    operation: Operation | None,
    request: Request,
    sent: Sent,
    answer: Answer,
    *,
    keeps_values: bool,
) -> Exchange:
    return Exchange(
        path=sent.path,
        template=operation.template if operation else None,
        query=sent.query,
        sent_type=sent.media_type,
        sent=sent.body if len(sent.body) <= LONGEST_BODY else b"",
        answer_type=answer.content_type.partition(";")[0].strip(),
        answer=answer.body if len(answer.body) <= LONGEST_BODY else b"",
        words=guard.words,
        keeps_values=keeps_values,
        secret=_secret(guard, request, sent),
    )


def _secret(guard: Guard, request: Request, sent: Sent) -> str | None:
    """The key that was shown, in any place the contract has for one; a form may hold what a query may."""
    for name in guard.keys.headers:
        if value := request.headers.get(name):
            return value
    form = parse_qsl(sent.body.decode(errors="replace")) if sent.media_type == FORM else []
    shown = [*request.args.items(multi=True), *form]
    return next((value for name, value in shown if name in guard.keys.queries and value), None)


def _key(journal: Journal, account: str, secret: str | None, told: str | None) -> str | None:
    if secret is None:
        return None
    return f"{told or 'unknown key'} ({journal.fingerprint(account, secret)})"


def _request_id(request: Request, secret: str | None) -> str | None:
    """The caller's name for the call, unless it is none that a program makes up."""
    given = request.environ.get("HTTP_X_REQUEST_ID", "")
    return given if given and _ID.fullmatch(given) and given != secret else None


def _trace_id(request: Request) -> str | None:
    given = request.environ.get("HTTP_TRACEPARENT")
    matched = _TRACE.fullmatch(given) if given else None
    return matched[1] if matched else None
