"""Tickets: the start page, the list, and one ticket with its blocks."""

import secrets

from flask import Blueprint, Response, abort, jsonify, render_template, request

from simulators.kit.speaking import current as spoken
from simulators.kit.speaking import say
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.pages import current, letter_form, shells, wanted
from simulators.usedesk_mock.pages.wanted import PAGE
from simulators.usedesk_mock.shown import document
from simulators.usedesk_mock.state.model import STATUSES, Ticket

_TICKET = "<int(max=9223372036854775807):ticket_id>"  # what SQLite can hold
_BLOCK = "<int(max=9223372036854775807):block_id>"


def blueprint(opening: Opening, limit: float) -> Blueprint:
    """The pages `/`, `/tickets…`; `limit` is how long a block may take, in seconds."""
    pages = _Desk(opening, limit)
    desk = Blueprint("desk", __name__)
    desk.add_url_rule("/", view_func=pages.home)
    desk.add_url_rule("/tickets", view_func=pages.tickets)
    desk.add_url_rule(f"/tickets/{_TICKET}", view_func=pages.ticket)
    desk.add_url_rule(f"/tickets/{_TICKET}/blocks/{_BLOCK}", view_func=pages.block, methods=["POST"])
    return desk


class _Desk:
    def __init__(self, opening: Opening, limit: float) -> None:
        self._opening = opening
        self._limit = limit

    def home(self) -> str:
        company = current.company()
        settings = company.settings
        return render_template(
            "home.html",
            counts=company.counts(),
            extension_on=settings.extensions()["RetailCRM"],
            shown=settings.shown_blocks(),
            latest=company.desk.tickets(1),
        )

    def tickets(self) -> str:
        asked = wanted.read(request.args)
        found = current.company().desk.tickets(
            PAGE + 1, asked.after, search=asked.text, status=asked.status, channel=asked.channel
        )
        return render_template(
            "tickets.html",
            tickets=found[:PAGE],
            more=len(found) > PAGE,
            wanted=asked,
            statuses=STATUSES,
            channels=letter_form.channels(spoken()),
        )

    def ticket(self, ticket_id: int) -> str:
        return render_template(
            "ticket.html",
            ticket=self._found(ticket_id),
            blocks=current.company().settings.shown_blocks(),
            others=current.company().desk.tickets(PAGE),
            limit=self._limit,
            statuses=STATUSES,
            written=request.args.get("written", ""),
            shell=shells.chosen(),
            shell_names=shells.NAMES,
            shell_titles=shells.TITLES,
            in_shell=shells.in_shell,
            page=secrets.token_urlsafe(),
        )

    def block(self, ticket_id: int, block_id: int) -> Response:
        """What the ticket page's script asks for each dynamic block."""
        ticket = self._found(ticket_id)
        shown_now = {
            one.id: one for one in current.company().settings.shown_blocks() if one.kind == "dynamic"
        }
        if block_id not in shown_now:
            abort(404, say("This block is not shown any more. Open the ticket again."))
        return jsonify(document(self._opening.show(current.name(), ticket, shown_now[block_id])))

    def _found(self, ticket_id: int) -> Ticket:
        return current.company().desk.ticket(ticket_id) or abort(
            404, say("There is no ticket %(id)d.", id=ticket_id)
        )
