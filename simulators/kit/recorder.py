"""Puts journal, guard and faults around a simulator's data door."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qsl

from flask import Flask, Response, g, request

from simulators.kit.control import Controls
from simulators.kit.faults import Call
from simulators.kit.faults.responses import given, taken
from simulators.kit.gate.delivery import AT_ONCE, DELIVERY
from simulators.kit.guard import Guard, Operation, Sent, answer_violations, request_violations
from simulators.kit.journal import Entry, Exchange, Journal
from simulators.kit.journal.journal import LONGEST_BODY
from simulators.kit.journal.redact import FORM

# The account a request is for and its path inside the account; None for requests that are no API calls.
Locate = Callable[[], tuple[str, str] | None]
# How the simulator calls the key of the current request, such as "key #2"; None when it knows no such key.
Caller = Callable[[], str | None]

# The id of the key that the current request shows to an account.
KeyId = Callable[[str], int | None]

BODILESS = ("GET", "HEAD")
LONGEST_SENT = 8 * 2**20  # longer bodies are left to the data door to refuse
EXPLAIN = "X-Sim-Explain"  # a simulator puts it on answers that need explaining
_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
_TRACE = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


def record(
    app: Flask,
    controls: Controls,
    guard: Guard,
    locate: Locate,
    caller: Caller = lambda: None,
    key_id: KeyId = lambda _account: None,
) -> None:
    """From now on every API call of the app is judged, written down, and open to faults."""
    controls.struck = guard.names
    recorder = _Recorder(controls, guard, locate, caller, key_id)
    app.before_request(recorder.start)
    app.after_request(recorder.finish)


@dataclass(frozen=True, slots=True)
class _Recorder:
    controls: Controls
    guard: Guard
    locate: Locate
    caller: Caller
    key_id: KeyId

    def start(self) -> Response | None:
        """Keep what was sent; a fault may answer in place of the operation."""
        g.started = time.perf_counter()
        g.sent, g.struck = b"", ()
        if request.method not in BODILESS and (request.content_length or 0) <= LONGEST_SENT:
            # Kept by the request as well, so that a form can be read by its fields afterwards.
            g.sent = request.get_data(parse_form_data=False)
        place = self.locate()
        if place is None or not (faults := self.controls.faults(place[0])):
            return None
        struck = faults.instead(self._call(*place), self.controls.now(place[0]))
        g.struck = struck.kinds
        return None if struck.answer is None else given(struck.answer)

    def finish(self, answer: Response) -> Response:
        """Judge the call, let faults mangle the answer, and write it all down."""
        place = self.locate()
        if place is None:
            return answer
        (account, path), journal = place, self.controls.journal
        operation = self.guard.operation(request.method, path)
        sent = _sent(path)
        violations = _verdict(operation, sent, answer)
        explain = _explained(journal, account, answer)
        now = self.controls.now(account)
        answer = self._struck(account, path, now, answer)
        exchange = _exchange(self.guard, operation, sent, answer, journal.keeping(account).values)
        entry = _entry(now, account, operation.name if operation else None, exchange, answer)
        key = _key(journal, account, exchange.secret, self.caller)
        journal.write(entry._replace(violations=violations, explain=explain, key=key, faults=g.struck))
        return answer

    def _call(self, account: str, path: str) -> Call:
        operation = self.guard.operation(request.method, path)
        return Call(operation.name if operation else None, self.key_id(account))

    def _struck(self, account: str, path: str, now: datetime, answer: Response) -> Response:
        faults = self.controls.faults(account)
        if not faults:
            return answer
        before = request.environ.get(DELIVERY, AT_ONCE)
        struck = faults.strike(self._call(account, path), now, replace(taken(answer), delivery=before))
        g.struck += struck.kinds
        return answer if struck.answer is None or not struck.kinds else given(struck.answer)


def _entry(at: datetime, account: str, operation: str | None, exchange: Exchange, answer: Response) -> Entry:
    return Entry(
        at=at,
        scope=account,
        operation=operation,
        method=request.method,
        parameters=exchange.parameters(),
        status=answer.status_code,
        milliseconds=round((time.perf_counter() - g.started) * 1000, 3),
        request_id=_request_id(exchange.secret),
        violations=(),
        trace_id=_trace_id(),
        size=answer.content_length or 0,
        exchange=exchange,
    )


def _explained(journal: Journal, account: str, answer: Response) -> str | None:
    """Why nothing was found, as the simulator's data door tells it; the header goes if nobody wants it."""
    explain = answer.headers.get(EXPLAIN)
    if explain is not None and not journal.keeping(account).header:
        del answer.headers[EXPLAIN]
    return explain


def _sent(path: str) -> Sent:
    return Sent(
        path=path,
        query=request.query_string.decode(errors="replace"),
        headers=request.headers,
        media_type=request.mimetype if g.sent else "",
        body=g.sent,
    )


def _verdict(operation: Operation | None, sent: Sent, answer: Response) -> tuple[str, ...]:
    if operation is None:
        return ("no such operation in the contract",)
    # A refusal is the right answer to a request that departs, so each side is judged by itself.
    asked = request_violations(operation, sent)
    if g.struck:  # a fault answered in place of the operation: that is not the simulator's word
        return asked
    return asked + answer_violations(operation, answer.status_code, answer.mimetype or "", answer.get_data())


def _exchange(
    guard: Guard, operation: Operation | None, sent: Sent, answer: Response, keeps_values: bool
) -> Exchange:
    said = answer.get_data()
    return Exchange(
        path=sent.path,
        template=operation.template if operation else None,
        query=sent.query,
        sent_type=sent.media_type,
        sent=sent.body if len(sent.body) <= LONGEST_BODY else b"",
        answer_type=answer.mimetype or "",
        answer=said if len(said) <= LONGEST_BODY else b"",
        words=guard.words,
        keeps_values=keeps_values,
        secret=_secret(guard, sent),
    )


def _secret(guard: Guard, sent: Sent) -> str | None:
    """The key that was shown, in any place the contract has for one; a form may hold what a query may."""
    for name in guard.keys.headers:
        if value := request.headers.get(name):
            return value
    form = parse_qsl(sent.body.decode(errors="replace")) if sent.media_type == FORM else []
    shown = [*request.args.items(multi=True), *form]
    return next((value for name, value in shown if name in guard.keys.queries and value), None)


def _key(journal: Journal, account: str, secret: str | None, caller: Caller) -> str | None:
    if secret is None:
        return None
    return f"{caller() or 'unknown key'} ({journal.fingerprint(account, secret)})"


def _request_id(secret: str | None) -> str | None:
    """The caller's name for the call, unless it is none that a program makes up."""
    given = request.environ.get("HTTP_X_REQUEST_ID", "")
    return given if given and _ID.fullmatch(given) and given != secret else None


def _trace_id() -> str | None:
    given = request.environ.get("HTTP_TRACEPARENT")
    matched = _TRACE.fullmatch(given) if given else None
    return matched[1] if matched else None
