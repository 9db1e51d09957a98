"""Tickets: the start page, the list, and one ticket with its blocks."""

import secrets

from flask import Blueprint, Response, abort, jsonify, render_template, request

from simulators.kit import speaking
from simulators.kit.speaking import say
from simulators.usedesk_mock import variables
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.pages import current, letter_form, shells, wanted
from simulators.usedesk_mock.pages.wanted import PAGE
from simulators.usedesk_mock.shown import document
from simulators.usedesk_mock.state.model import STATUSES, Ticket

_TICKET = "<int(max=9223372036854775807):ticket_id>"  # what SQLite can hold
_BLOCK = "<int(max=9223372036854775807):block_id>"


def blueprint(opening: Opening) -> Blueprint:
    """The pages `/`, `/tickets…`."""
    pages = _Desk(opening)
    desk = Blueprint("desk", __name__)
    desk.add_app_template_filter(variables.filled)
    desk.add_url_rule("/", view_func=pages.home)
    desk.add_url_rule("/tickets", view_func=pages.tickets)
    desk.add_url_rule(f"/tickets/{_TICKET}", view_func=pages.ticket)
    desk.add_url_rule(f"/tickets/{_TICKET}/blocks/{_BLOCK}", view_func=pages.block, methods=["POST"])
    return desk


class _Desk:
    def __init__(self, opening: Opening) -> None:
        self._opening = opening

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
            channels=letter_form.channels(speaking.current()),
        )

    def ticket(self, ticket_id: int) -> str:
        blocks = current.company().settings.shown_blocks()
        return render_template(
            "ticket.html",
            ticket=self._found(ticket_id),
            blocks=blocks,
            others=current.company().desk.tickets(PAGE),
            statuses=STATUSES,
            written=request.args.get("written", ""),
            limits={one.id: self._opening.limit(current.name(), one) for one in blocks},
            shell=shells.chosen(),
            shell_names=shells.NAMES,
            shell_titles=shells.TITLES,
            in_shell=shells.in_shell,
            page=secrets.token_urlsafe(),
        )

    def block(self, ticket_id: int, block_id: int) -> Response:
        """One dynamic block, asked; `?refresh=1` says that the agent did."""
        ticket = self._found(ticket_id)
        shown_now = {
            one.id: one for one in current.company().settings.shown_blocks() if one.kind == "dynamic"
        }
        if block_id not in shown_now:
            abort(404, say("This block is not shown any more. Open the ticket again."))
        refreshed = request.args.get("refresh") == "1"
        shown = self._opening.show(current.name(), ticket, shown_now[block_id], refreshed=refreshed)
        return jsonify(document(shown, speaking.current().tell))

    def _found(self, ticket_id: int) -> Ticket:
        return current.company().desk.ticket(ticket_id) or abort(
            404, say("There is no ticket %(id)d.", id=ticket_id)
        )
