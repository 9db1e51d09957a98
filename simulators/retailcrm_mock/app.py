"""The simulator as a WSGI application."""

import re

from flask import Flask, Response, g, render_template, request

import contracts
from simulators.kit.control import Controls
from simulators.kit.guard import Guard
from simulators.kit.recorder import EXPLAIN, record
from simulators.retailcrm_mock import control, pages
from simulators.retailcrm_mock.api.door import Door, shown_key
from simulators.retailcrm_mock.quota import Quota
from simulators.retailcrm_mock.state import Account, Store

_API = re.compile(r"/(?!_sim/)([^/]+)/api/(.*)", re.DOTALL)


def create_app(
    store: Store, controls: Controls, *, rate_limit: bool = True, control_token: str | None = None
) -> Flask:
    """The API under /<account>/api/, pages under /<account>/, control under /_sim/; / tells of all three.

    Args:
        store: the accounts; it stays the caller's to close.
        controls: clocks, dialects, faults and journal.
        rate_limit: refuse more than 10 requests a second for one key, as RetailCRM does.
        control_token: opens the control door to other machines that send it.
    """
    app = Flask(__name__, static_folder=None)
    quota = Quota(lifted=not rate_limit)
    app.register_blueprint(control.blueprint(store, controls, quota, control_token))
    app.register_blueprint(pages.blueprint(store, controls))
    app.add_url_rule("/", "root", lambda: render_template("root.html", accounts=store.accounts()))
    controls.key_ids = lambda name: [key for account in _known(store, name) for key in account.key_ids()]
    record(
        app,
        controls,
        Guard(contracts.load("retailcrm")),
        locate=lambda: _recorded(store),
        caller=lambda: g.get("key"),
        key_id=lambda name: _shown(store, name),
    )
    _open(app, Door(store, controls, quota))
    return app


def _open(app: Flask, door: Door) -> None:
    """Let the door answer all of the API, before Flask's router has its own ideas.

    An id in a path may hold slashes and line feeds, and wrong verbs are refused in RetailCRM's words.
    """

    @app.before_request
    def answer() -> Response | None:
        place = _place()
        return None if place is None else _explained(door.answer(*place))


def _explained(answer: Response) -> Response:
    """The answer with why a search found nothing, in a header of ours."""
    for told in g.get("told", ())[:1]:
        answer.headers[EXPLAIN] = told
    return answer


def _place() -> tuple[str, str] | None:
    """The account a request is for, and its path below /api/; None if it is for no API."""
    matched = _API.fullmatch(request.path)
    return (matched[1], matched[2]) if matched else None


def _known(store: Store, name: str) -> list[Account]:
    account = store.account(name)
    return [] if account is None else [account]


def _shown(store: Store, name: str) -> int | None:
    """The id of the key that the request shows, if it is one of the account's."""
    value = shown_key()
    keys = [account.key_by_value(value) for account in _known(store, name) if value]
    return next((key.id for key in keys if key is not None), None)


def _recorded(store: Store) -> tuple[str, str] | None:
    place = _place()
    if place is None or store.account(place[0]) is None:
        return None
    return place[0], f"/api/{place[1]}"
