"""What an answer of RetailCRM's is before it is looked into: JSON, or a refusal by name."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from service.adapters.retailcrm_wire.values import as_map, number, text
from service.core.nesting import too_deep
from service.ports import AccessDenied, AccountUnknown, Busy, CrmError, KeyRejected, Unavailable

_WEB_PAGES: Mapping[int, type[CrmError]] = {
    200: AccountUnknown,  # another site, or RetailCRM's own for an account that is not there
    404: AccountUnknown,
    405: AccountUnknown,
    410: AccountUnknown,
    401: KeyRejected,
    429: Busy,
}
"""What a web page instead of JSON means; with other statuses a proxy or a firewall speaks."""


def parse(body: bytes) -> Mapping[str, Any]:
    """Read an answer's JSON.

    Raises:
        Unavailable: It is not a JSON object, or nested deeper than any of RetailCRM's.
    """
    try:
        data = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise Unavailable("the answer is not JSON") from error
    if not isinstance(data, dict):
        raise Unavailable("the answer is not a JSON object")
    if too_deep(data):
        raise Unavailable("the answer is nested too deeply")
    return data


def read(status: int, body: bytes) -> Mapping[str, Any]:
    """Read an answer, or name what went wrong: by the exact text where it is known, else by the status.

    Texts and statuses are those of the go client's errors and the php client's exception factory. Accounts
    answer in their own language, so an unknown text says nothing.

    Raises:
        CrmError: The answer is no success.
    """
    if status == 200 and not body.lstrip().startswith(b"<"):  # noqa: PLR2004 - HTTP's OK
        data = parse(body)
        if data.get("success", True) is False:
            raise _bytext(data) or Unavailable("refused")
        return data
    if status >= 500:  # noqa: PLR2004 - HTTP's line between their fault and ours
        raise Busy("503") if status == 503 else Unavailable(f"status {status}")  # noqa: PLR2004 - the rate limit
    raise _bytext(_envelope(body)) or _by_status(status, body)


def _envelope(body: bytes) -> Mapping[str, Any]:
    try:
        return parse(body)
    except Unavailable:
        return {}


def _bytext(data: Mapping[str, Any]) -> CrmError | None:
    message = text(data.get("errorMsg"))
    if "apikey" in message.casefold():
        return KeyRejected("key rejected")
    known = {
        "Access denied.": AccessDenied("a scope is missing"),
        "Account does not exist.": AccountUnknown("no such account"),
        "API method not found": Unavailable("no such method"),
    }
    return known.get(message)


def _by_status(status: int, body: bytes) -> CrmError:
    if body.lstrip().startswith(b"<"):
        return _WEB_PAGES.get(status, Unavailable)(f"a web page with status {status}")
    by_status: Mapping[int, type[CrmError]] = {
        401: KeyRejected,
        403: AccessDenied,
        404: AccountUnknown,
        429: Busy,
    }
    return by_status.get(status, Unavailable)(f"status {status}")


def total_pages(data: Mapping[str, Any]) -> int:
    """Return how many pages the list has; 1 when it does not say."""
    return number(as_map(data.get("pagination")).get("totalPageCount")) or 1
