"""What is shown when a page can't be."""

from flask import Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, NotFound, default_exceptions

from simulators.kit.language import msg
from simulators.kit.speaking import current

_NAMES = {
    400: msg("Bad request"),
    403: msg("Forbidden"),
    404: msg("Not found"),
    405: msg("Method not allowed"),
    413: msg("Too large"),
    500: msg("The simulator failed"),
}
_USUAL = {
    404: msg("There is no such page. Was it deleted, or the address misspelt?"),
    405: msg("This address does not take that."),
    413: msg("That is more than this simulator reads."),
    500: msg("Its terminal tells more."),
}


def told(error: HTTPException) -> Response:
    """The mistake as a page, or as JSON for a script."""
    code = error.code or NotFound.code
    for_a_script = request.accept_mimetypes.best == "application/json"
    answer = jsonify(detail=_description(error, code)) if for_a_script else _page(error, code)
    answer.status_code = code
    if allowed := error.get_response(request.environ).headers.get("Allow"):
        answer.headers["Allow"] = allowed
    return answer


def _page(error: HTTPException, code: int) -> Response:
    name = current().tell(_NAMES[code]) if code in _NAMES else error.name
    return Response(render_template("error.html", name=name, description=_description(error, code)))


def _description(error: HTTPException, code: int) -> str:
    """The view's own words, which are in the reader's language, or ours in place of Werkzeug's."""
    usual = error.description == default_exceptions[code].description
    return current().tell(_USUAL[code]) if usual and code in _USUAL else error.description or ""
