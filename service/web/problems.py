"""Answers to what Usedesk cannot send: problem JSON, RFC 9457."""

import json

from flask import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

LARGEST_BODY = 1024 * 1024
MEDIA_TYPE = "application/problem+json"


def body(title: str, status: int, detail: str) -> str:
    """Return a problem as JSON."""
    return json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail})


def problem(error: HTTPException) -> Response:
    """Answer a refused request with the status, its title and what to do."""
    status = error.code or 500
    response = Response(body(error.name, status, _detail(error)), status, mimetype=MEDIA_TYPE)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _detail(error: HTTPException) -> str:
    if isinstance(error, RequestEntityTooLarge):
        return f"The body is larger than {LARGEST_BODY} bytes."
    if isinstance(error, MethodNotAllowed):
        return f"Use {' or '.join(sorted(error.valid_methods or ()))}."
    return error.description or error.name
