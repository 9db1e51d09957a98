"""Speaks to a simulator's control door from another program."""

from collections.abc import Mapping
from typing import Any

import requests

from simulators.kit.errors import ControlError


class ControlClient:
    """The control door of one simulator, as functions. `account` narrows every call to one account."""

    def __init__(self, url: str, account: str | None = None, token: str | None = None) -> None:
        self._url = f"{url.rstrip('/')}/_sim"
        self._query = {} if account is None else {"account": account}
        self._session = requests.Session()
        self._session.trust_env = False
        if token is not None:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """One control request.

        Raises:
            ControlError: the simulator refused; the message is its own.
        """
        answer = self._session.request(
            method,
            f"{self._url}/{path}",
            params=self._query,
            json=body,
            timeout=(2, 60),
            allow_redirects=False,
        )
        document: dict[str, Any] = answer.json()
        if not answer.ok:
            raise ControlError(f"{method} {path}: {document.get('detail', answer.status_code)}")
        return document

    def seed(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        """Make data; answers what was made, by account."""
        accounts: dict[str, Any] = self.ask("POST", "seed", wish)["accounts"]
        return accounts

    def journal(self) -> list[dict[str, Any]]:
        """The calls the simulator saw, oldest first."""
        entries: list[dict[str, Any]] = self.ask("GET", "journal")["entries"]
        return entries
