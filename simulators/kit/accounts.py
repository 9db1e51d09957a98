"""Accounts at the control door: made, named and removed, as both simulators do it."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from flask import Response, jsonify

from simulators.kit.asked import HasAccounts, Json, View, part, problem, sent_json
from simulators.kit.errors import ControlError

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class Landlord(HasAccounts, Protocol):
    """Who makes accounts and removes them."""

    def create(self, wish: Mapping[str, Any]) -> Json:
        """Make the account wished for, and tell it; raises ControlError when the wish is bad."""
        ...

    def delete(self, name: str) -> None:
        """Remove the account, which there is, and all that was chosen for it."""
        ...


class AccountDoor:
    """One small function an operation; the table is the whole of it."""

    def __init__(self, landlord: Landlord) -> None:
        self._landlord = landlord

    def table(self) -> dict[str, dict[str, View]]:
        """The views, by path and method."""
        return {"/accounts": {"POST": self.create}, "/accounts/<name>": {"DELETE": self.delete}}

    def create(self) -> Response:
        """Make an account."""
        answer = jsonify(self._landlord.create(sent_json('{"account": "shop2"}')))
        answer.status_code = 201
        return answer

    def delete(self) -> Response:
        """Remove an account."""
        name, known = part("name"), self._landlord.accounts()
        if name not in known:
            return problem(404, f"no account {name!r}; there are: {', '.join(known) or 'none'}")
        self._landlord.delete(name)
        return Response(status=204)


def check_name(name: object) -> str:
    """The name, if an account can have it; raises ControlError if not."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ControlError(f"account is {name!r}; give small letters, digits and hyphens, at most 63")
    return name
