"""Status: the call fails with a status of the 4xx or 5xx kind and RetailCRM's plainest words."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response

from simulators.kit.errors import ControlError


def check(settings: Mapping[str, Any]) -> None:
    """Raise ControlError unless `status` is a number from 400 to 599, and nothing else is set."""
    status = settings.get("status")
    whole = isinstance(status, int | float) and not isinstance(status, bool) and float(status).is_integer()
    if set(settings) != {"status"} or not whole:
        raise ControlError("status takes one setting, 'status': a number from 400 to 599")
    if not 400 <= int(status or 0) <= 599:  # noqa: PLR2004 - the HTTP error statuses
        raise ControlError(f"status {status} is no error; give 400 to 599")


def act(settings: Mapping[str, Any], answer: Response) -> Response:
    """Answer with the error instead."""
    answer.status_code = int(settings["status"])
    answer.set_data(json.dumps({"success": False, "errorMsg": answer.status.partition(" ")[2].title()}))
    answer.content_type = "application/json"
    return answer
