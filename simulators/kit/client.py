"""Speaks to a simulator's control door from another program: the one HTTP client of the door."""

from collections.abc import Mapping
from typing import Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from simulators.kit.errors import ControlError

Json = dict[str, Any]


class ControlClient:
    """The control door of one simulator, as functions; close it, or use it in a `with` block.

    Every function raises ControlError when the simulator refuses, in its own words, or can't be reached.

    Args:
        url: where the simulator listens, such as http://127.0.0.1:8001.
        account: narrows every call to one account.
        token: what the simulator was started with as --control-token.
        attempts: how often to try again, up to a second apart, while nobody listens.
    """

    def __init__(
        self, url: str, account: str | None = None, token: str | None = None, attempts: int = 0
    ) -> None:
        self._base = url.rstrip("/")
        self._account = account
        self._session = requests.Session()
        self._session.trust_env = False
        again = Retry(attempts, connect=attempts, read=0, backoff_factor=0.05, backoff_max=1)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))
        if token is not None:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None, **query: Any) -> Json:
        """One control request; a query's parameter that is None is left out."""
        try:
            answer = self._session.request(
                method,
                f"{self._base}/_sim/{path}",
                params={"account": self._account, **query},
                json=body,
                timeout=(2, 90),
                allow_redirects=False,
            )
            document: Json = answer.json() if answer.content else {}
        except requests.RequestException as trouble:  # an answer that is no JSON is one of these, too
            raise ControlError(
                f"no simulator answers at {self._base}/_sim/ ({type(trouble).__name__}); "
                "start one, such as python -m simulators.retailcrm_mock, or give its address"
            ) from trouble
        if not answer.ok:
            raise ControlError(f"{method} {path}: {document.get('detail', answer.status_code)}")
        return document

    def state(self) -> Json:
        """What every account holds, in figures."""
        return self._accounts("GET", "state")

    def reset(self) -> None:
        """Put data, clock, dialect, faults and journal back to how they were at start."""
        self.ask("POST", "reset", {})

    def seed(self, wish: Mapping[str, Any]) -> Json:
        """Make data; answers what was made, by account."""
        return self._accounts("POST", "seed", wish)

    def create_account(self, wish: Mapping[str, Any]) -> Json:
        """Make a further account."""
        return self._accounts("POST", "accounts", wish)

    def delete_account(self, name: str) -> None:
        """Remove an account and all that it holds."""
        self.ask("DELETE", f"accounts/{name}")

    def lift_quota(self, *, lifted: bool) -> None:
        """Lift RetailCRM's own limit of requests, or keep it again."""
        self.ask("PUT", "quota", {"lifted": lifted})

    def clock(self) -> Json:
        """The time, by account."""
        return self._accounts("GET", "clock")

    def set_clock(self, change: Mapping[str, Any]) -> Json:
        """Set, freeze, release or advance the clock: `now`, `frozen`, `advance`."""
        return self._accounts("PUT", "clock", change)

    def dialect(self) -> Json:
        """Where each switch stands, by account."""
        return self._accounts("GET", "dialect")

    def set_dialect(self, positions: Mapping[str, str]) -> Json:
        """Move switches."""
        return self._accounts("PUT", "dialect", positions)

    def faults(self) -> Json:
        """The faults that have not healed, by account."""
        return self._accounts("GET", "faults")

    def add_fault(self, wish: Mapping[str, Any]) -> Json:
        """Set a fault; answers all that stand, the new one last, by account."""
        return self._accounts("POST", "faults", wish)

    def heal(self, number: int | None = None) -> None:
        """Heal one fault, or all."""
        self.ask("DELETE", "faults" if number is None else f"faults/{number}")

    def snapshot(self) -> Json:
        """All the data, to be kept and put back."""
        return self.ask("GET", "snapshot")

    def put_snapshot(self, snapshot: Mapping[str, Any]) -> None:
        """Put a snapshot in place of what its accounts hold, or of the one account this client speaks for."""
        self.ask("PUT", "snapshot", snapshot)

    def journal(self, **wanted: Any) -> list[Json]:
        """The calls the simulator saw, oldest first; `wanted` are the filters of the door."""
        entries: list[Json] = self.ask("GET", "journal", **wanted)["entries"]
        return entries

    def keep_journal(self, **choice: Any) -> None:
        """Choose what is kept of calls from now on: `keep`, `header`."""
        self.ask("PUT", "journal", choice)

    def clear_journal(self) -> None:
        """Forget the calls; their numbers go on."""
        self.ask("DELETE", "journal")

    def verify(self, wish: Mapping[str, Any]) -> Json:
        """Whether calls came as expected; `verified` says it."""
        return self.ask("POST", "journal/verify", wish)

    def _accounts(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Json:
        accounts: Json = self.ask(method, path, body)["accounts"]
        return accounts
