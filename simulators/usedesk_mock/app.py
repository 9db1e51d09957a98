"""Puts the simulator together."""

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

import contracts
from simulators.kit import control, speaking
from simulators.kit.control import Controls
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.opening import OPERATION, Opening
from simulators.usedesk_mock.pages import assets, desk, origin, settings
from simulators.usedesk_mock.simulator import Simulator
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.wire import Judge

_LARGEST_BODY = 32 * 2**20  # a wish of thousands of tickets


def create_app(
    db: str | None = None,
    *,
    seed: int = 1,
    tickets: int = 6,
    limit: float | None = None,
    token: str | None = None,
    authority: str | None = None,
) -> Flask:
    """A Usedesk of its own: one company, its settings, tickets and control door.

    Args:
        db: the SQLite file to keep the state in; in memory when None.
        seed: the same seed gives the same sample tickets.
        tickets: how many sample tickets a new state and a reset begin with.
        limit: the seconds a block has to answer; those of the dialect when None.
        token: who sends it as Bearer may use the control door; only this machine may when None.
        authority: the file of a certificate authority that blocks on https may show besides the public ones.

    Raises:
        StateError: the file can't be used.
        ControlError: the authority's file can't be read.
    """
    company, controls = Company(db), Controls(SWITCHES)
    controls.struck = (OPERATION,)
    opening = Opening(controls, Caller(authority), Judge(contracts.schema("block", "UsedeskRequest")), limit)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    speaking.install(app, "simulators.usedesk_mock")
    app.register_blueprint(
        control.door("Usedesk simulator", Simulator(company, controls, seed, tickets), controls, token)
    )
    app.register_blueprint(assets.blueprint())
    for pages in (desk.blueprint(company, opening, controls), settings.blueprint(company)):
        pages.before_request(origin.refuse_foreign_posts)
        app.register_blueprint(pages)
    app.register_error_handler(HTTPException, _told)
    app.extensions["company"] = company
    return app


def _told(error: HTTPException) -> Response:
    answer = error.get_response(request.environ)
    for_a_script = request.accept_mimetypes.best == "application/json"  # the ticket page's
    page = jsonify(detail=error.description) if for_a_script else _page(error)
    page.status_code = error.code or 500
    if "Allow" in answer.headers:
        page.headers["Allow"] = answer.headers["Allow"]
    return page


def _page(error: HTTPException) -> Response:
    return Response(render_template("error.html", error=error))
