"""Opening a ticket: a block of it is asked, the request judged, the call written down."""

import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs

from simulators.kit.control import Controls
from simulators.kit.faults import Answer, Call
from simulators.kit.faults.standing import Struck
from simulators.kit.guard.reading import words as names_of
from simulators.kit.journal import Entry, Exchange
from simulators.kit.journal.journal import LONGEST_BODY
from simulators.usedesk_mock import wire, words
from simulators.usedesk_mock.answer import LARGEST, Outcome, Reply, read
from simulators.usedesk_mock.caller import Caller, Patience, asking
from simulators.usedesk_mock.shown import Answered, Asked, Shown, Verdict
from simulators.usedesk_mock.state.model import Block, Ticket

OPERATION = "showBlock"


class Opening:
    """Shows blocks beside tickets.

    Args:
        contract: the JSON Schema every request should keep.
        named: the fields the contract names; the journal keeps no other names, which people made up.
        limit: the seconds a block has to answer.
    """

    def __init__(
        self,
        controls: Controls,
        caller: Caller,
        contract: Mapping[str, Any],
        named: Collection[str],
        limit: float,
    ) -> None:
        self._controls = controls
        self._caller = caller
        self._contract = jsonschema_rs.validator_for(dict(contract))
        self._named = frozenset(named)
        self._words = names_of(contract)
        self._limit = limit

    def show(self, company: str, ticket: Ticket, block: Block) -> Shown:
        """Ask the block about the company's ticket, and tell how it ended."""
        dialect = self._controls.dialect(company)
        request = wire.compose(ticket, block, dialect.positions())
        asked, departures = asking(block.url, request), self._departures(request.fields)
        started = time.perf_counter()
        reply, faults = self._reply(company, asked)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        shown = self._shown(asked, reply, milliseconds)
        shown = replace(shown, dialect=dialect.chosen(), faults=faults)
        shown = replace(shown, verdict=replace(shown.verdict, request=departures))
        self._write(company, shown, block, request)
        return shown

    def _reply(self, company: str, asked: Asked) -> tuple[Reply, tuple[str, ...]]:
        """What the block answers, or a fault in its place, and the kinds of the faults that struck."""
        faults, now = self._controls.faults(company), self._controls.now(company)
        instead = faults.instead(Call(OPERATION), now)
        reply = self._caller.post(asked, Patience(self._limit)) if instead.answer is None else Reply()
        if reply.failure is not None:
            return reply, ()
        reply = _struck(reply, instead, self._limit)
        after = faults.strike(Call(OPERATION), now, _as_answer(reply))
        mangled = after if after.kinds and reply.failure is None else Struck(None)
        return _struck(reply, mangled, self._limit), instead.kinds + mangled.kinds

    def _shown(self, asked: Asked, reply: Reply, milliseconds: float) -> Shown:
        if milliseconds > self._limit * 1000:
            reply = replace(reply, failure=Outcome.TIMED_OUT)
        reading = read(reply)
        return Shown(
            outcome=reading.outcome,
            title=words.title(reading.outcome, reply),
            advice=words.advice(reading, reply, self._limit),
            status=reply.status,
            html=reading.html,
            size=min(len(reply.body), LARGEST),
            milliseconds=milliseconds,
            limit=self._limit,
            asked=asked,
            answered=Answered(reply.headers, reply.body) if reply.status else None,
            verdict=Verdict(answer=words.remarks(reading, reply)),
            dialect={},
            faults=(),
        )

    def _write(self, company: str, shown: Shown, block: Block, request: wire.Outgoing) -> None:
        self._controls.journal.write(
            Entry(
                at=self._controls.now(company),
                scope=company,
                operation=OPERATION,
                method=shown.asked.method,
                parameters=self._names(request.fields),
                status=shown.status,
                milliseconds=shown.milliseconds,
                request_id=None,
                violations=(*(f"request {one}" for one in shown.verdict.request), *_violations(shown)),
                size=shown.size,
                faults=shown.faults,
                exchange=self._exchange(company, shown, block, request),
            )
        )

    def _exchange(self, company: str, shown: Shown, block: Block, request: wire.Outgoing) -> Exchange:
        answer = shown.answered.body if shown.answered else b""
        return Exchange(
            path=_path(shown.asked.url),
            template=None,
            query="",
            sent_type=request.content_type,
            sent=request.payload,
            answer_type="application/json" if shown.answered else "",
            answer=answer[:LONGEST_BODY],
            words=self._words,
            keeps_values=self._controls.journal.keeping(company).values,
            secret=block.secret_key or None,
        )

    def _names(self, fields: wire.Fields) -> tuple[str, ...]:
        others = len(fields.keys() - self._named)
        return (*sorted(fields.keys() & self._named), *([f"other ({others})"] if others else []))

    def _departures(self, fields: wire.Fields) -> tuple[str, ...]:
        # Places and rules only: the values are people's data.
        return tuple(
            f"at /{'/'.join(map(str, error.instance_path))}: breaks {error.schema_path[-1]}"
            for error in self._contract.iter_errors(fields)
        )


def _violations(shown: Shown) -> tuple[str, ...]:
    """What the journal holds against the answer; empty HTML is an answer too."""
    if shown.outcome not in (Outcome.ANSWERED, Outcome.EMPTY):
        return (f"answer: {shown.outcome}",)
    return ("answer: content type",) if shown.verdict.answer else ()


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # brackets that hold no IPv6 address, for one
        return ""


def _as_answer(reply: Reply) -> Answer:
    others = tuple((name, value) for name, value in reply.headers if name.lower() != "content-type")
    return Answer(reply.status, reply.header("content-type"), reply.body, others)


def _struck(reply: Reply, struck: Struck, limit: float) -> Reply:
    """The reply as faults left it. What a network would do to it is told as the trouble it makes."""
    if struck.answer is None:
        return reply
    answer, delivery = struck.answer, struck.answer.delivery
    pace_seconds = len(answer.body) / delivery.pace if delivery.pace else 0.0
    if delivery.silent or max(delivery.delay, pace_seconds) > limit:
        return Reply(failure=Outcome.TIMED_OUT)
    threading.Event().wait(max(delivery.delay, pace_seconds))
    if delivery.reset or delivery.cut is not None:
        return Reply(failure=Outcome.BROKEN)
    headers = (("Content-Type", answer.content_type), *answer.headers)
    return Reply(answer.status, headers, (answer.body + b" " * min(delivery.padding, LARGEST))[: LARGEST + 1])
