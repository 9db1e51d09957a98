"""Writing as a client: what a helpdesk's other side does."""

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulators.kit.control import Controls
from simulators.kit.speaking import current as spoken
from simulators.usedesk_mock.pages import current, letter_form
from simulators.usedesk_mock.state.model import Message, NewTicket


def blueprint(controls: Controls) -> Blueprint:
    """The page `/tickets/new`."""
    letters = Blueprint("letters", __name__)

    @letters.get("/tickets/new")
    def new() -> str:
        return _form(_like(request.args.get("like", 0, type=int)))

    @letters.post("/tickets/new")
    def write() -> Answer | tuple[str, int]:
        letter = letter_form.read(request.form)
        if letter.errors:
            return _form(letter), 422
        ticket_id = _send(letter, controls.now(current.name()))
        return redirect(url_for("desk.ticket", ticket_id=ticket_id), 303)

    return letters


def _send(letter: letter_form.Letter, now: datetime) -> int:
    messages = (Message("client", letter.text, now),) if letter.text else ()
    ticket = NewTicket(letter.channel, letter.address, letter.subject, messages=messages)
    return current.company().desk.write(letter.name, ticket, now)


def _like(ticket_id: int) -> letter_form.Letter:
    """A letter of whoever wrote the ticket; an empty one when there is none."""
    ticket = current.company().desk.ticket(ticket_id) if 0 < ticket_id < 2**63 else None
    if ticket is None:
        return letter_form.Letter()
    return letter_form.Letter(ticket.channel.type, ticket.client.card.name or "", ticket.contact)


def _form(letter: letter_form.Letter) -> str:
    return render_template(
        "new_ticket.html",
        letter=letter,
        channels=letter_form.channels(spoken()),
        ways=letter_form.WAYS,
        longest=letter_form.LONGEST,
    )
