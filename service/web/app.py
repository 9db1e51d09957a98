"""The web application: one view, and what runs around it."""

import logging
import secrets
import traceback
from collections.abc import Callable
from types import TracebackType

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, InternalServerError

from service.block import Answer
from service.core.drawn import Page
from service.core.model import Outcome, Preferences, Ticket
from service.core.render import render_our_fault
from service.events import Listener, Provenance, Served, nobody
from service.web import body, home
from service.web.arrival import arrived
from service.web.caller import caller_of
from service.web.headers import Closed
from service.web.operation import Operation, operated
from service.web.problems import LARGEST_BODY, problem
from service.web.usedesk_wire import Settle, as_wanted, read_ticket

BLOCK_PATH = "/settings/blocks/retail_crm"
_log = logging.getLogger("service")


def create_app(
    answer: Callable[[Ticket, str], Answer],
    defaults: Preferences,
    clock: Callable[[], float],
    tell: Listener = nobody,
    operation: Operation | None = None,
    settle: Settle = as_wanted,
) -> Flask:
    """Make the application.

    Args:
        answer: Makes the block of a ticket, with the request's number on it.
        defaults: How blocks look that do not say.
        clock: Seconds that only grow; what a server tells of a request's arrival is by the same.
        tell: Told of every block served.
        operation: What operators' tools are answered.
        settle: Says, knowing the secret, how a block is to look instead of how it wants to.
    """
    app = _App(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.register_error_handler(HTTPException, problem)
    _watch(app, clock, tell)

    @app.post(BLOCK_PATH, strict_slashes=False, provide_automatic_options=False)
    def block() -> Response:
        data = body.read(request.mimetype, request.get_data())
        ticket = read_ticket(data, defaults, settle, caller_of(request), clock() - g.started)
        g.made = made = answer(ticket, g.request_id)
        return _json(made.page)

    @app.errorhandler(InternalServerError)
    def our_fault(_error: InternalServerError) -> Response:
        page = Page.of(render_our_fault(defaults.lang, g.request_id))
        g.made = Answer(page, Outcome.OUR_FAULT, 0, Provenance())
        return _json(page)  # told in a block: Usedesk shows nothing useful for any status but 200

    @app.get("/", provide_automatic_options=False)
    def root() -> Response:
        return home.page(BLOCK_PATH)

    operated(app, operation or Operation())
    app.wsgi_app = Closed(app.wsgi_app)  # type: ignore[method-assign] # as Flask has it for wrappers
    return app


def _watch(app: Flask, clock: Callable[[], float], tell: Listener) -> None:
    """Give each request a number, and tell of each block, without any data of anybody."""

    @app.before_request
    def start() -> None:
        g.request_id, g.started = secrets.token_hex(8), arrived(request.environ, clock())
        g.made = None

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        if request.path.rstrip("/") == BLOCK_PATH:
            tell(_served(g.request_id, g.made, response.status_code, clock() - g.started))
        return response


def _served(request_id: str, made: Answer | None, status: int, seconds: float) -> Served:
    if made is None:
        return Served(request_id, f"refused-{status}", seconds)
    return Served(request_id, made.outcome, seconds, made.calls, made.provenance)


class _App(Flask):
    """A Flask that logs only type and place of an unexpected exception: its text may be personal."""

    def log_exception(
        self,
        exc_info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        kind = exc_info[0].__name__ if exc_info[0] else "unknown"
        frames = traceback.extract_tb(exc_info[2])
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
        _log.error("unexpected %s at %s request=%s", kind, place, g.get("request_id", "none"))


def _json(page: Page) -> Response:
    return Response(b'{"html": %b}' % page.json, mimetype="application/json")
