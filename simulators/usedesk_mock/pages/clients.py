"""Clients: the list, the card, and two that become one."""

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from simulators.kit.language import Text, msg
from simulators.kit.speaking import current as spoken
from simulators.kit.speaking import say
from simulators.usedesk_mock.pages import card_form, current, wanted
from simulators.usedesk_mock.pages.forms import Errors
from simulators.usedesk_mock.pages.terms import term
from simulators.usedesk_mock.state import cards
from simulators.usedesk_mock.state.desk import Desk
from simulators.usedesk_mock.state.model import Card, Client

_CLIENT = "<int(max=9223372036854775807):client_id>"  # what SQLite can hold
_OTHER = "<int(max=9223372036854775807):other_id>"
_TICKETS = 20  # of a client, the newest
# A list of the card, and one row of it.
_TITLES: dict[str, tuple[Text, Text]] = {
    "emails": (msg("E-mails"), msg("E-mail")),
    "phones": (msg("Phones"), msg("Phone")),
    "messengers": (msg("Messengers"), msg("Messenger")),
    "social_services": (msg("Social networks"), msg("Profile")),
    "addresses": (msg("Addresses"), msg("Address")),
    "sites": (msg("Sites"), msg("Site")),
}


def blueprint() -> Blueprint:
    """The pages `/clients…`; the card's also at `/clients/details/{id}`, where Usedesk has it."""
    clients = Blueprint("clients", __name__, url_prefix="/clients")
    for rule, view, method in (
        ("", listed, "GET"),
        (f"/details/{_CLIENT}", card, "GET"),
        (f"/{_CLIENT}", card, "GET"),
        (f"/{_CLIENT}", save, "POST"),
        (f"/{_CLIENT}/merge", choose, "GET"),
        (f"/{_CLIENT}/merge/{_OTHER}", preview, "GET"),
        (f"/{_CLIENT}/merge/{_OTHER}", merge, "POST"),
    ):
        clients.add_url_rule(rule, view_func=view, methods=[method])
    return clients


def listed() -> str:
    """The clients, the newest first."""
    return _list(None)


def card(client_id: int) -> str:
    """A client's card, to be read and changed."""
    client = _found(client_id)
    return _page(client, client.card, {})


def save(client_id: int) -> Answer | str | tuple[str, int]:
    """Give a client another card."""
    client = _found(client_id)
    typed, errors = card_form.read(request.form, client.card)
    changed = card_form.with_rows(typed, request.form)
    if changed is not None:
        return _page(client, changed, {})
    if errors:
        return _page(client, typed, errors), 422
    _desk().save_client(client_id, card_form.tidied(typed))
    return redirect(url_for("clients.card", client_id=client_id, saved="card"), 303)


def choose(client_id: int) -> str:
    """Look for the client to merge with."""
    return _list(_found(client_id))


def preview(client_id: int, other_id: int) -> str:
    """Show what two clients would make, and ask."""
    into, other = _pair(client_id, other_id)
    result = replace(into, card=cards.joined(into.card, other.card))
    return render_template("merge.html", into=into, other=other, result=result)


def merge(client_id: int, other_id: int) -> Answer:
    """Make two clients one."""
    into, other = _pair(client_id, other_id)
    _desk().merge(into.id, other.id)
    return redirect(url_for("clients.card", client_id=into.id, saved="merge"), 303)


def _list(into: Client | None) -> str:
    asked = wanted.read(request.args)
    # One more than fits tells whether there is a next page, and one for the client that can't be merged with.
    found = _desk().clients(asked.text, wanted.PAGE + 2, asked.after)
    others = [one for one in found if into is None or one.id != into.id]
    return render_template(
        "clients.html",
        into=into,
        clients=others[: wanted.PAGE],
        wanted=asked,
        more=len(others) > wanted.PAGE,
    )


def _page(client: Client, typed: Card, errors: Errors) -> str:
    types = {name: [(one, term(one)) for one in types] for name, types in card_form.TYPES.items()}
    titles = {name: (spoken().tell(many), spoken().tell(one)) for name, (many, one) in _TITLES.items()}
    return render_template(
        "client.html",
        client=client,
        card=typed,
        errors=errors,
        lists=card_form.BLANK,
        types=types,
        titles=titles,
        tickets=_desk().tickets(_TICKETS, client=client.id),
        saved=request.args.get("saved", ""),
    )


def _pair(client_id: int, other_id: int) -> tuple[Client, Client]:
    if client_id == other_id:
        abort(404, say("A client can't be merged with itself."))
    return _found(client_id), _found(other_id)


def _found(client_id: int) -> Client:
    return _desk().client(client_id) or abort(404, say("There is no client %(id)d.", id=client_id))


def _desk() -> Desk:
    return current.company().desk
