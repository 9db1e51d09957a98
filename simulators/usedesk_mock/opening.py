"""Opening a ticket: a block of it is asked, the request judged, the call written down."""

import threading
import time
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs

from simulators.kit.control import Controls
from simulators.kit.faults import Answer, Call
from simulators.kit.faults.standing import Struck
from simulators.kit.guard.reading import words
from simulators.kit.journal import Entry, Exchange
from simulators.kit.journal.journal import LONGEST_BODY
from simulators.usedesk_mock import wire
from simulators.usedesk_mock.answer import LARGEST, Outcome, Reply, Shown, read
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.state.model import Block, Ticket

OPERATION = "showBlock"


class Opening:
    """Shows blocks beside tickets.

    Args:
        contract: the JSON Schema every request should keep.
        named: the fields the contract names; the journal keeps no other names, which people made up.
    """

    def __init__(
        self, controls: Controls, caller: Caller, contract: Mapping[str, Any], named: Collection[str]
    ) -> None:
        self._controls = controls
        self._caller = caller
        self._contract = jsonschema_rs.validator_for(dict(contract))
        self._named = frozenset(named)
        self._words = words(contract)

    def show(self, company: str, ticket: Ticket, block: Block) -> Shown:
        """Ask the block about the company's ticket, and tell how it ended."""
        request = wire.compose(ticket, block, self._controls.dialect(company).positions())
        departures = self._departures(request.fields)
        clock, started = self._controls.clock(company), time.perf_counter()
        reply, faults = self._asked(company, block, request)
        shown = read(reply, round((time.perf_counter() - started) * 1000, 1), self._caller.limit)
        self._controls.journal.write(
            Entry(
                at=clock.now(),
                scope=company,
                operation=OPERATION,
                method="POST",
                parameters=self._names(request.fields),
                status=shown.status,
                milliseconds=shown.milliseconds,
                request_id=None,
                violations=departures + _verdict(shown),
                size=len(reply.body),
                faults=faults,
                exchange=self._exchange(company, block, request, reply),
            )
        )
        return shown

    def _asked(self, company: str, block: Block, request: wire.Outgoing) -> tuple[Reply, tuple[str, ...]]:
        """What the block answers, or a fault in its place, and the kinds of the faults that struck."""
        faults, now, limit = self._controls.faults(company), self._controls.now(company), self._caller.limit
        instead = faults.instead(Call(OPERATION), now)
        reply = self._caller.post(block.url, request) if instead.answer is None else Reply()
        if reply.failure is not None:
            return reply, ()
        reply = _struck(reply, instead, limit)
        after = faults.strike(Call(OPERATION), now, Answer(reply.status, body=reply.body))
        mangled = after if after.kinds and reply.failure is None else Struck(None)
        return _struck(reply, mangled, limit), instead.kinds + mangled.kinds

    def _exchange(self, company: str, block: Block, request: wire.Outgoing, reply: Reply) -> Exchange:
        return Exchange(
            path=urlsplit(block.url).path,
            template=None,
            query="",
            sent_type=request.content_type,
            sent=request.payload,
            answer_type="application/json" if reply.failure is None else "",
            answer=reply.body[:LONGEST_BODY],
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
            f"request at /{'/'.join(map(str, error.instance_path))}: breaks {error.schema_path[-1]}"
            for error in self._contract.iter_errors(fields)
        )


def _verdict(shown: Shown) -> tuple[str, ...]:
    return () if shown.outcome is Outcome.ANSWERED else (f"answer: {shown.outcome}",)


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
    return Reply(answer.status, (answer.body + b" " * min(delivery.padding, LARGEST))[: LARGEST + 1])
