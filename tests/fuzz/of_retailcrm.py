"""Hooks of schemathesis for RetailCRM's API; its command line reads this file by SCHEMATHESIS_HOOKS."""

import json
from typing import Any

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.core.transport import Response

from tests.conformance import crm


@schemathesis.serializer(crm.FORM)
def form(context: schemathesis.SerializationContext, value: Any) -> bytes | None:
    """Entities go as JSON in the fields of a form; what is no object goes as it is."""
    sent: bytes | None = crm.as_form(context.case).get("data")
    if sent is not None or value is None or isinstance(value, bytes):
        return sent or value
    return (value if isinstance(value, str) else json.dumps(value)).encode(errors="surrogatepass")


@schemathesis.hook
def filter_case(_context: schemathesis.HookContext, case: crm.Case) -> bool:
    """A call has to be of the operation that it is for."""
    return crm.is_its_own(case)


@schemathesis.hook
def filter_failure(
    _context: schemathesis.HookContext, failure: Failure, case: crm.Case, response: Response
) -> bool:
    """It is no failure to take a query that was meant to be wrong and came to be right on its way."""
    return not isinstance(failure, AcceptedNegativeData) or not crm.breaks_nothing(case, response)


@schemathesis.check
def not_refused_for_its_form(context: object, response: Response, case: crm.Case) -> None:
    """A well-formed write is never refused for its form."""
    crm.not_refused_for_its_form(context, response, case)
