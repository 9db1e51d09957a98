"""The simulator as a WSGI application."""

from flask import Flask, render_template, request
from werkzeug.routing import Rule

import contracts
from simulators.kit.control import Controls
from simulators.kit.guard import Guard
from simulators.kit.recorder import record
from simulators.retailcrm_mock import control, pages
from simulators.retailcrm_mock.api.door import Door
from simulators.retailcrm_mock.quota import Quota
from simulators.retailcrm_mock.state import Store


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
    app.url_map.merge_slashes = False  # an id may be a slash, and a redirect is not RetailCRM's answer
    quota = Quota(lifted=not rate_limit)
    # No methods named: the door itself refuses the wrong ones, in RetailCRM's words.
    app.url_map.add(Rule("/<account>/api/<path:path>", endpoint="api"))
    app.view_functions["api"] = Door(store, controls, quota).answer
    app.register_blueprint(control.blueprint(store, controls, quota, control_token))
    app.register_blueprint(pages.blueprint(store))
    app.add_url_rule("/", "root", lambda: render_template("root.html", accounts=store.accounts()))
    record(app, controls, Guard(contracts.load("retailcrm")), lambda: _api_call(store))
    return app


def _api_call(store: Store) -> tuple[str, str] | None:
    """The account and the path inside it, when this is a call of an account's API."""
    values = request.view_args or {}
    if request.endpoint != "api" or store.account(values["account"]) is None:
        return None
    return values["account"], f"/api/{values['path']}"
