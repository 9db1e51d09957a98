"""The simulator as a WSGI application."""

from flask import Flask, render_template

import contracts
from simulators.kit.control import Controls
from simulators.kit.guard import Guard
from simulators.kit.recorder import Recorder
from simulators.retailcrm_mock import control, pages
from simulators.retailcrm_mock.api.door import Door
from simulators.retailcrm_mock.quota import Quota
from simulators.retailcrm_mock.state import Account, Store


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
    app.extensions["controls"] = controls
    app.add_url_rule("/", "root", lambda: render_template("root.html", accounts=store.accounts()))
    controls.key_ids = lambda name: [key for account in _known(store, name) for key in account.key_ids()]
    guard = Guard(contracts.load("retailcrm"))
    # The usual way to put WSGI in front of Flask; typed as a method, which is not meant to be replaced.
    recorder = Recorder(app.wsgi_app, Door(store, controls, quota), controls, guard)
    app.wsgi_app = recorder.wsgi  # type: ignore[assignment,method-assign]
    return app


def _known(store: Store, name: str) -> list[Account]:
    account = store.account(name)
    return [] if account is None else [account]
