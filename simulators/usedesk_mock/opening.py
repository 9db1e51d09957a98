"""Opening a ticket: a block of it is asked, the request judged, the call written down."""

import time
from dataclasses import replace

from simulators.kit.control import Controls
from simulators.kit.faults import Call
from simulators.usedesk_mock.answer import Outcome, Reply, read
from simulators.usedesk_mock.caller import Caller, Patience, asking
from simulators.usedesk_mock.dialects import Positions, known, off_default
from simulators.usedesk_mock.record import OPERATION, Recorder
from simulators.usedesk_mock.shown import Asked, Shown
from simulators.usedesk_mock.state.model import Block, Ticket
from simulators.usedesk_mock.striking import as_answer, delivered
from simulators.usedesk_mock.wire import Judge, Occasion, Outgoing, compose

_KEPT_BACK = Reply(failure=Outcome.NOT_SENT)
__all__ = ["OPERATION", "Opening"]


class Opening:
    """Shows blocks beside tickets."""

    def __init__(self, controls: Controls, caller: Caller, judge: Judge) -> None:
        self._controls = controls
        self._caller = caller
        self._judge = judge
        self._recorder = Recorder(judge)

    def limit(self, company: str, block: Block) -> float:
        """The seconds the block has to answer."""
        return self._caller.limit or float(self._dialect(company, block)["limit"])

    def show(self, company: str, ticket: Ticket, block: Block, *, refreshed: bool = False) -> Shown:
        """Ask the block about the company's ticket, on opening it or on a refresh, and tell how it ended.

        A request that departs from the contract is not sent: the simulator would teach the block what
        Usedesk never says. Only data that no page and no wish lets in can make one.
        """
        dialect, limit = self._dialect(company, block), self.limit(company, block)
        request = compose(ticket, block, dialect, Occasion(limit, refreshed))
        asked, departures = asking(block.url, request), self._judge.departures(request.fields, block, dialect)
        started, patience = time.perf_counter(), Patience(limit, dialect["redirects"] == "followed")
        reply, faults = (_KEPT_BACK, ()) if departures else self._reply(company, asked, patience)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        if milliseconds > limit * 1000:
            reply = replace(reply, failure=Outcome.TIMED_OUT)
        off = off_default(dialect)
        shown = Shown(asked, reply, read(reply), milliseconds, limit, departures, off, faults)
        self._write(company, shown, block, request)
        return shown

    def _write(self, company: str, shown: Shown, block: Block, request: Outgoing) -> None:
        journal, now = self._controls.journal, self._controls.now(company)
        keeps = journal.keeping(company).values
        journal.write(self._recorder.entry(company, now, shown, block, request, keeps_values=keeps))

    def _dialect(self, company: str, block: Block) -> Positions:
        return {**self._controls.dialect(company).positions(), **known(block.dialect)}

    def _reply(self, company: str, asked: Asked, patience: Patience) -> tuple[Reply, tuple[str, ...]]:
        """What the block answers, or a fault in its place, and the kinds of the faults that struck."""
        faults, now = self._controls.faults(company), self._controls.now(company)
        instead = faults.instead(Call(OPERATION), now)
        if instead.answer is None:
            reply = self._caller.post(asked, patience)
        else:
            reply = delivered(instead.answer, patience.limit)
        if reply.failure is not None:
            return reply, instead.kinds
        after = faults.strike(Call(OPERATION), now, as_answer(reply))
        if after.kinds and after.answer is not None:
            reply = delivered(after.answer, patience.limit)
        return reply, instead.kinds + after.kinds
