"""Puts the simulator together."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.exceptions import HTTPException

import contracts
from simulators.kit import control, speaking
from simulators.kit.accounts import AccountDoor, check_name
from simulators.kit.control import Controls
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.desk_door import DeskDoor
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.opening import OPERATION, Opening
from simulators.usedesk_mock.pages import (
    asking,
    assets,
    clients,
    current,
    desk,
    letters,
    mistakes,
    origin,
    settings,
    shells,
    terms,
    trials,
)
from simulators.usedesk_mock.simulator import Simulator
from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.wire import Judge

THREADS = 64  # to serve with: each block that is waited for holds one
_LARGEST_BODY = 32 * 2**20  # a wish of thousands of tickets


def create_app(
    db: str | None = None,
    *,
    seed: int = 1,
    tickets: int = 6,
    caller: Caller | None = None,
    token: str | None = None,
    company: str | None = "company",
    positions: Mapping[str, str] | None = None,
) -> Flask:
    """A Usedesk of its own: companies with their settings and tickets, and a control door.

    Args:
        db: the SQLite file to keep the state in; in memory when None.
        seed: the same seed gives the same sample tickets.
        tickets: how many sample tickets a new company and a reset begin with.
        caller: calls the blocks; when None, one that waits as the dialect says.
        token: who sends it as Bearer may use the control door; only this machine may when None.
        company: the one at the root, made unless it is there; the others stand under `/companies/NAME`.
            None makes none.
        positions: where the dialect's switches stand at start and after a reset.

    Raises:
        StateError: the file can't be used.
        ControlError: no such switch or position, or no company can have this name.
    """
    controls = Controls(SWITCHES, positions)
    controls.struck = (OPERATION,)
    first = None if company is None else check_name(company)
    companies = Companies(db)
    simulator = Simulator(companies, controls)
    if first is not None and companies.company(first) is None:
        simulator.make(first, seed, tickets)
    opening = Opening(controls, caller or Caller(), Judge(contracts.schema("block", "UsedeskRequest")))
    app = _app(opening, controls)
    app.config["FIRST_COMPANY"], app.extensions["companies"] = first, companies
    own = AccountDoor(simulator).table() | DeskDoor(companies, controls, opening).table()
    app.register_blueprint(
        control.door("Usedesk simulator", simulator, controls, token, own=own, invents="tickets")
    )
    return app


def _app(opening: Opening, controls: Controls) -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    speaking.install(app, "simulators.usedesk_mock")
    app.jinja_env.filters["term"] = terms.term
    app.register_blueprint(assets.blueprint())
    tickets = desk.blueprint(opening)
    tickets.after_request(shells.remember)
    others = (letters.blueprint(controls), clients.blueprint(), settings.blueprint(controls))
    for pages in (tickets, asking.blueprint(opening), trials.blueprint(opening), *others):
        pages.before_request(origin.refuse_foreign_posts)
        app.register_blueprint(pages)
    app.register_error_handler(HTTPException, mistakes.told)
    # The usual way to put WSGI in front of Flask; typed as a method, which is not meant to be replaced.
    app.wsgi_app = current.by_path(app.wsgi_app)  # type: ignore[assignment,method-assign]
    return app
