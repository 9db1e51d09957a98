"""What people write: clients from outside, agents in answer."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulators.kit.control import Controls
from simulators.kit.language import msg
from simulators.kit.speaking import current as spoken
from simulators.kit.speaking import say
from simulators.usedesk_mock.pages import current, forms, letter_form
from simulators.usedesk_mock.state.desk import Desk
from simulators.usedesk_mock.state.model import AUTHORS, STATUSES, Message, NewTicket, Ticket

_TICKET = "<int(max=9223372036854775807):ticket_id>"  # what SQLite can hold
_REOPENED = ("pending", "on hold", "solved", "closed")


def blueprint(controls: Controls) -> Blueprint:
    """The page `/tickets/new`, and what the forms of a ticket send."""
    pages = _Letters(controls)
    letters = Blueprint("letters", __name__, url_prefix="/tickets")
    letters.add_url_rule("/new", view_func=pages.new)
    letters.add_url_rule("/new", view_func=pages.write, methods=["POST"])
    letters.add_url_rule(f"/{_TICKET}/messages", view_func=pages.add, methods=["POST"])
    letters.add_url_rule(f"/{_TICKET}/status", view_func=pages.set_status, methods=["POST"])
    return letters


class _Letters:
    def __init__(self, controls: Controls) -> None:
        self._controls = controls

    def new(self) -> str:
        return _form(_like(request.args.get("like", 0, type=int)))

    def write(self) -> Answer | tuple[str, int]:
        letter = letter_form.read(request.form)
        if letter.errors:
            return _form(letter), 422
        now = self._controls.now(current.name())
        messages = (Message("client", letter.text, now),) if letter.text else ()
        ticket = NewTicket(letter.channel, letter.address, letter.subject, messages=messages)
        ticket_id = _desk().write(letter.name, ticket, now)
        return _back(ticket_id, written="known" if _wrote_before(ticket_id) else "new")

    def add(self, ticket_id: int) -> Answer | tuple[str, int]:
        """One more message. A client who writes opens the ticket again: an agent must see it."""
        ticket, text = _found(ticket_id), forms.area(request.form, "text").strip()
        author = request.form.get("author", "")
        if author not in AUTHORS:
            abort(400, say("A message is of the client or of the agent."))
        errors = _errors(text)
        if errors:
            return render_template("reply_page.html", ticket=ticket, text=text, errors=errors), 422
        _desk().add_message(ticket_id, Message(author, text, self._controls.now(current.name())))
        if author == "client" and ticket.status in _REOPENED:
            _desk().set_status(ticket_id, "open")
        return _back(ticket_id)

    def set_status(self, ticket_id: int) -> Answer:
        status = request.form.get("status", "")
        if status not in STATUSES:
            abort(400, say("There is no such status; there are: %(names)s.", names=", ".join(STATUSES)))
        _desk().set_status(_found(ticket_id).id, status)
        return _back(ticket_id)


def _errors(text: str) -> forms.Errors:
    if not text:
        return {"text": msg("Write something.")}
    length, most = len(text), letter_form.LONGEST["text"]
    return {} if length <= most else {"text": forms.shorter(length, most)}


def _wrote_before(ticket_id: int) -> bool:
    """Whether the ticket's client has others: only who has a ticket can be known by its address."""
    return len(_desk().tickets(2, client=_found(ticket_id).client.id)) > 1


def _like(ticket_id: int) -> letter_form.Letter:
    """A letter of whoever wrote the ticket; an empty one when there is none."""
    ticket = _desk().ticket(ticket_id) if 0 < ticket_id < 2**63 else None
    if ticket is None:
        return letter_form.Letter()
    return letter_form.Letter(ticket.channel.type, ticket.client.card.name or "", ticket.contact)


def _found(ticket_id: int) -> Ticket:
    return _desk().ticket(ticket_id) or abort(404, say("There is no ticket %(id)d.", id=ticket_id))


def _desk() -> Desk:
    return current.company().desk


def _back(ticket_id: int, written: str | None = None) -> Answer:
    return redirect(url_for("desk.ticket", ticket_id=ticket_id, written=written), 303)


def _form(letter: letter_form.Letter) -> str:
    return render_template(
        "new_ticket.html",
        letter=letter,
        channels=letter_form.channels(spoken()),
        ways=letter_form.WAYS,
        longest=letter_form.LONGEST,
    )
