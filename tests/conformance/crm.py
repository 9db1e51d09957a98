"""How schemathesis has to call the RetailCRM simulator, in pytest and by command line."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import schemathesis
from schemathesis.core.transport import Response

import contracts
from simulators.kit.guard import Guard, Sent, request_violations

GUARD = Guard(contracts.load("retailcrm"))
INVALID = "This value is not valid."
FORM = "application/x-www-form-urlencoded"
KEY = "0123456789abcdef0123456789abcdef"
SITE = "main-shop"
RIGHTS = ["customer_read", "order_read", "reference_read", "customer_write", "order_write"]
# A key of one shop need not tell the shop, which no contract can say.
ONE_SHOP = {"value": KEY, "access": "access_selective", "sites": [SITE], "scopes": RIGHTS}
# Well-formed writes are refused as well: who they name may be unknown, a code not the account's, an id taken.
# `not_refused_for_its_form` sees to it that none is refused for its form.
WRITES: Mapping[str, Any] = {
    "include-method": "POST",
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "403", "404", "460"]},
        "negative_data_rejection": {"expected-statuses": ["400", "403", "404", "405", "460"]},
    },
}
Case = schemathesis.Case[Any]


def as_form(case: Case) -> dict[str, Any]:
    """How to send a form: entities as JSON, as its `encoding` says. schemathesis spreads them over fields."""
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {})
    if FORM not in content or not isinstance(case.body, dict):
        return {}
    entities = content[FORM]["encoding"]
    fields = {
        name: json.dumps(value) if name in entities or not isinstance(value, str) else value
        for name, value in case.body.items()
    }
    if "site" in fields and case.meta is not None and case.meta.generation.mode.is_positive:
        fields["site"] = SITE  # an invented one is denied before anything of the entity is looked at
    return {"data": urlencode(fields, errors="surrogatepass").encode()}


def is_its_own(case: Case) -> bool:
    """Whether the path is this operation's: with the id `statuses` an order's is the path of another."""
    found = GUARD.operation(case.method, case.formatted_path)
    return found is None or found.name == case.operation.definition.raw["operationId"]


def breaks_nothing(case: Case, response: Response) -> bool:
    """Whether a query meant to be wrong came to be right on its way: a number for a list is a list of one."""
    path, _, query = str(response.request.url).partition("/company")[2].partition("?")
    operation = GUARD.operation(case.method, path)
    if operation is None or case.method != "GET":
        return False
    return not request_violations(operation, Sent(path, query, response.request.headers, "", b""))


def not_refused_for_its_form(_context: object, response: Response, case: Case) -> None:
    """Tell of a well-formed write that is refused for its form."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return
    told = response.json()
    assert not told["errorMsg"].startswith(("Errors in the entity format", "Parameter ")), told
    assert INVALID not in told.get("errors", {}).values(), told
