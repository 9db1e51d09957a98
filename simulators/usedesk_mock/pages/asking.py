"""What the ticket page's script asks: all blocks of a ticket at once, and what they answer as it comes."""

import sys
import traceback
from collections.abc import Callable

from flask import Blueprint, Response, abort, copy_current_request_context, g, jsonify, request

from simulators.kit import speaking
from simulators.kit.language import msg
from simulators.kit.speaking import say
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.pages import current
from simulators.usedesk_mock.pages.mailbox import Mailboxes, Result
from simulators.usedesk_mock.shown import document
from simulators.usedesk_mock.state.model import Block, Ticket

WAIT_SECONDS = 20.0
_TICKET = "<int(max=9223372036854775807):ticket_id>"  # what SQLite can hold
_GONE = msg("This block is not shown any more. Open the ticket again.")
_LOST = msg("The simulator does not know of this page any more. Open the ticket again.")
_FAILED = msg("The simulator failed; its terminal tells more.")


def blueprint(opening: Opening) -> Blueprint:
    """`POST /tickets/{id}/blocks?page=…&turn=…&block=…&block=…`, and `GET /tickets/answers?page=…`."""
    asking, mailboxes = Blueprint("asking", __name__), Mailboxes()

    @asking.post(f"/tickets/{_TICKET}/blocks")
    def ask(ticket_id: int) -> tuple[str, int]:
        company = current.company()
        ticket = company.desk.ticket(ticket_id) or abort(404, say("There is no ticket %(id)d.", id=ticket_id))
        turn = request.args.get("turn", 0, type=int)
        shown_now = {one.id: one for one in company.settings.shown_blocks() if one.kind == "dynamic"}
        wanted = request.args.getlist("block", type=int)
        jobs = [_job(opening, ticket, shown_now.get(one), {"block": one, "turn": turn}) for one in wanted]
        mailboxes.work(_page(), jobs)
        return "", 202

    @asking.get("/tickets/answers")
    def answers() -> Response:
        collected = mailboxes.collect(_page(), WAIT_SECONDS)
        if collected is None:
            abort(410, say(_LOST.message))
        return jsonify(collected)

    return asking


def _page() -> str:
    return request.args.get("page") or abort(400, "The query has no page; give the name the page was given.")


def _job(opening: Opening, ticket: Ticket, block: Block | None, stamp: Result) -> Callable[[], Result]:
    """Asks the block; what it comes to is stamped with the block and the turn it is for."""
    code = speaking.current().code

    @copy_current_request_context
    def work() -> Result:
        g.language_code = code  # a copied request comes without it
        if block is None:
            return _trouble(say(_GONE.message)) | stamp
        try:
            # The page asks all its blocks in its first turn; in later ones an agent refreshes.
            shown = opening.show(current.name(), ticket, block, refreshed=stamp["turn"] > 1)
            return document(shown, speaking.current().tell) | stamp
        except Exception:  # noqa: BLE001 - whatever goes wrong, the page is waiting to be told
            traceback.print_exc(file=sys.stderr)
            return _trouble(say(_FAILED.message)) | stamp

    return work


def _trouble(title: str) -> Result:
    return {"outcome": "simulator", "title": title, "advice": ""}
