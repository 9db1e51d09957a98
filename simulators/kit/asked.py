"""What came to the control door, read, and what goes back when it can't be done."""

from collections.abc import Callable
from typing import Any, Protocol

from flask import Response, jsonify, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from simulators.kit.errors import ControlError, UnknownAccount

Json = dict[str, Any]
View = Callable[[], Response]


class HasAccounts(Protocol):
    """Whoever knows which accounts there are."""

    def accounts(self) -> list[str]:
        """The accounts there are now."""
        ...


def problem(status: int, detail: str) -> Response:
    """An error as problem JSON (RFC 9457)."""
    answer = jsonify(type="about:blank", title="Control request refused", status=status, detail=detail)
    answer.status_code = status
    answer.content_type = "application/problem+json"
    return answer


def sent_json(example: str) -> Json:
    """The object the request's body holds; the example is what an error proposes to send.

    Raises:
        ControlError: the body is not JSON, or JSON but no object.
        UnsupportedMediaType: the body is not said to be JSON.
    """
    try:
        body = request.get_json()
    except UnsupportedMediaType as error:
        error.description = "the body is not said to be JSON; send the header Content-Type: application/json"
        raise
    except (BadRequest, RecursionError) as error:
        raise ControlError(f"the body is not JSON; send an object, such as {example}") from error
    if not isinstance(body, dict):
        raise ControlError(f"the body is no JSON object; send one, such as {example}")
    return body


def dispatch(methods: dict[str, View]) -> View:
    """One view for all methods of a path, so that a wrong one is told as a problem too."""

    def view(**_parts: str) -> Response:  # a view reads the parts of its path from the request
        if request.method in methods:
            return methods[request.method]()
        answer = problem(405, f"{request.method} is not possible here; use {' or '.join(methods)}")
        answer.headers["Allow"] = ", ".join(methods)
        return answer

    return view


def named(simulated: HasAccounts) -> str | None:
    """The account the request names, None for all; raises UnknownAccount."""
    account, known = request.args.get("account"), simulated.accounts()
    if account is not None and account not in known:
        raise UnknownAccount(f"no account {account!r}; there are: {', '.join(known) or 'none'}")
    return account


def chosen(simulated: HasAccounts) -> list[str]:
    """The accounts the request means; raises UnknownAccount."""
    account = named(simulated)
    return simulated.accounts() if account is None else [account]


def body(known: set[str] | None) -> Json:
    """The request's JSON object; `known` are the names it may have, None for any."""
    sent = sent_json("{}")
    extra = set(sent) - known if known is not None else set()
    if extra:
        raise ControlError(
            f"unknown {', '.join(sorted(extra))}; known: {', '.join(sorted(known or ())) or 'nothing'}"
        )
    return sent


def part(name: str) -> str:
    """What stands in this place of the request's path."""
    return str((request.view_args or {})[name])
