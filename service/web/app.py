"""The web application: one view, and what runs around it."""

import logging
import traceback
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from service.block import Answer
from service.core.drawn import Page
from service.core.model import Outcome, Preferences, Ticket
from service.core.render import render_our_fault
from service.events import Listener, Provenance, nobody
from service.web import body, home
from service.web.caller import caller_of
from service.web.headers import Closed
from service.web.operation import Operation, operated
from service.web.problems import LARGEST_BODY, problem
from service.web.usedesk_wire import Settle, as_wanted, read_ticket
from service.web.watching import Watching, watched

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BLOCK_PATH = "/settings/blocks/retail_crm"
_JSON = "application/json"
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

    @app.post(BLOCK_PATH, strict_slashes=False, provide_automatic_options=False)
    def block() -> Response:
        sent = _sent()
        noted, data = watched(sent.environ), body.read(sent.mimetype, sent.get_data(cache=False))
        ticket = read_ticket(data, defaults, settle, caller_of(sent), clock() - noted.started)
        noted.made = made = answer(ticket, noted.number)
        return _Block(made.page)

    @app.errorhandler(InternalServerError)
    def our_fault(_error: InternalServerError) -> Response:
        noted = watched(request.environ)
        page = Page.of(render_our_fault(defaults.lang, noted.number))
        noted.made = Answer(page, Outcome.OUR_FAULT, 0, Provenance())
        return _Block(page)  # told in a block: Usedesk shows nothing useful for any status but 200

    @app.get("/", provide_automatic_options=False)
    def root() -> Response:
        return home.page(BLOCK_PATH)

    operated(app, operation or Operation())
    watching = Watching(app.wsgi_app, BLOCK_PATH, clock, tell)
    app.wsgi_app = Closed(watching)  # type: ignore[method-assign] # as Flask has it for wrappers
    return app


def _sent() -> Request:
    """Return the request itself, for each look at Flask's stand-in of it is a look-up."""
    itself: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Werkzeug's documented way
    return itself


class _App(Flask):
    """A Flask that logs only type and place of an unexpected exception: its text may be personal."""

    def log_exception(
        self,
        exc_info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        kind = exc_info[0].__name__ if exc_info[0] else "unknown"
        frames = traceback.extract_tb(exc_info[2])
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
        _log.error("unexpected %s at %s request=%s", kind, place, watched(request.environ).number)


class _Block(Response):
    """A block, sent as it is: to look what else its headers may need costs as much as to find it."""

    def __init__(self, page: Page) -> None:
        self._body = b'{"html": %b}' % page.json
        super().__init__([self._body], content_type=_JSON)

    def __call__(
        self,
        environ: "WSGIEnvironment",  # noqa: ARG002 - WSGI's shape
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        """Answer."""
        start_response("200 OK", [("Content-Type", _JSON), ("Content-Length", str(len(self._body)))])
        return [self._body]
