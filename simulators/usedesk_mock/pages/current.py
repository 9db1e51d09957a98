"""Which company a request is about: the first one at the root, each also under `/companies/NAME`."""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import abort, current_app, request

from simulators.kit.speaking import say
from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.state.company import Company

_NAME = "usedesk.company"
_PREFIX = re.compile(r"/companies/([^/]+)")


def by_path(app: WSGIApplication) -> WSGIApplication:
    """The app, told of the company that a path begins with; `url_for` then begins with it, too."""

    def told(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        found = _PREFIX.match(path)
        if found:
            environ = {**environ, _NAME: found[1]}
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + found[0]
            environ["PATH_INFO"] = path.removeprefix(found[0]) or "/"
        return app(environ, start_response)

    return told


def name() -> str:
    """The name of the company this request is about."""
    return str(request.environ.get(_NAME) or current_app.config["FIRST_COMPANY"] or "at the root")


def company() -> Company:
    """The company this request is about; aborts with 404 when there is none."""
    companies: Companies = current_app.extensions["companies"]
    return companies.company(name()) or abort(
        404,
        say(
            "There is no company %(name)s. The control door, /_sim/, makes one by POST /_sim/accounts.",
            name=name(),
        ),
    )
