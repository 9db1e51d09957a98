"""What the journal keeps of a request: no value unless somebody asked for values, and a key in no case."""

from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from simulators.kit.journal import Entry, Exchange
from simulators.kit.journal.journal import LONGEST_BODY
from simulators.usedesk_mock.answer import Outcome, is_json
from simulators.usedesk_mock.shown import Shown
from simulators.usedesk_mock.state.model import Block
from simulators.usedesk_mock.wire import Fields, Judge, Outgoing

OPERATION = "showBlock"


class Recorder:
    """Makes entries of the journal; `judge` knows the names they may tell, people made up the others."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def entry(
        self, scope: str, at: datetime, shown: Shown, block: Block, request: Outgoing, *, keeps_values: bool
    ) -> Entry:
        """One request to a block, and how it ended."""
        departures = (f"request {one}" for one in shown.departures)
        return Entry(
            at=at,
            scope=scope,
            operation=OPERATION,
            method=shown.asked.method,
            parameters=_names(request.fields, self._judge.named),
            status=shown.reply.status,
            milliseconds=shown.milliseconds,
            request_id=None,
            violations=(*departures, *_violations(shown)),
            size=shown.size,
            faults=shown.faults,
            exchange=self._exchange(shown, block, request, keeps_values=keeps_values),
        )

    def _exchange(self, shown: Shown, block: Block, request: Outgoing, *, keeps_values: bool) -> Exchange:
        reply = shown.reply
        return Exchange(
            path=_path(shown.asked.url),
            template=None,
            query="",
            sent_type=request.media_type,
            sent=request.payload,
            answer_type="application/json" if reply.status else "",
            answer=reply.body[:LONGEST_BODY],
            words=self._judge.words,
            keeps_values=keeps_values,
            secret=block.secret_key or None,
        )


def _violations(shown: Shown) -> tuple[str, ...]:
    """What is held against the answer; empty HTML is an answer too."""
    if shown.reading.outcome not in (Outcome.ANSWERED, Outcome.EMPTY):
        return (f"answer: {shown.reading.outcome}",)
    return () if is_json(shown.reply.header("content-type")) else ("answer: content type",)


def _names(fields: Fields, named: Collection[str]) -> tuple[str, ...]:
    others = len(fields.keys() - named)
    return (*sorted(fields.keys() & named), *([f"other ({others})"] if others else []))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # brackets that hold no IPv6 address, for one
        return ""
