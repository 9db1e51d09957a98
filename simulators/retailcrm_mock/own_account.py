"""A RetailCRM account of one test, made in a running simulator and removed with the test."""

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from simulators.kit import launcher
from simulators.kit.client import ControlClient
from simulators.kit.control import Controls
from simulators.kit.errors import ControlError, nearest
from simulators.kit.own_account import OwnAccount
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store

# What an account may be made with, besides `rate_limit`.
OPTIONS = ("customers", "seed", "locale", "renamed_statuses")
RIGHTS = ("customer_read", "order_read", "reference_read", "customer_write", "order_write")
# A connection is tried again this often: the fault `refuse` keeps everybody out for up to a minute.
ATTEMPTS = 70


class RetailCrm(OwnAccount):
    """An account that is the test's own.

    Attributes:
        key: an API key that sees and may do everything.
        api: where API v5 begins.
    """

    def __init__(
        self, control: ControlClient, simulator: str, account: str, key: str, *, rate_limit: bool
    ) -> None:
        super().__init__(control, simulator, account)
        self.key = key
        self.api = f"{self.url}/api/v5"
        self._rate_limit = rate_limit
        control.lift_quota(lifted=not rate_limit)

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Put a snapshot in place of its data; one of another account brings that one's keys, too."""
        super().restore(snapshot)
        with contextlib.suppress(ControlError):  # its own snapshot holds its key already
            self.load(keys=[{"value": self.key, "comment": "Test", "scopes": list(RIGHTS)}])

    def reset(self) -> None:
        """Put everything back to how it was when the test began, the request limit too."""
        super().reset()
        self._control.lift_quota(lifted=not self._rate_limit)


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """A simulator without accounts, in this process, on a free port; gives its address."""
    controls = Controls(SWITCHES)
    store = Store(now=controls.now)
    try:
        with launcher.running(create_app(store, controls)) as served:
            yield served.url
    finally:
        store.close()


@contextlib.contextmanager
def own_account(
    simulator: str, whose: str, options: Mapping[str, Any], token: str | None = None
) -> Iterator[RetailCrm]:
    """A new account until the block ends; its name begins with `whose`.

    Args:
        simulator: where one listens.
        whose: small letters, digits and hyphens.
        options: those of OPTIONS, and `rate_limit`: whether RetailCRM's limit of requests is kept.
        token: what the simulator was started with as --control-token.

    Raises:
        ControlError: an option is wrong, or the simulator can't be reached.
    """
    made = {"customers": 0, **options}
    rate_limit = bool(made.pop("rate_limit", False))
    for name in made:
        if name not in OPTIONS:
            raise ControlError(f"no option {name!r}; {nearest(name, (*OPTIONS, 'rate_limit'))}")
    name, key = f"{whose}-{secrets.token_hex(4)}", f"key-{secrets.token_hex(8)}"
    with ControlClient(simulator, token=token) as control:
        control.create_account({"account": name, "key": key, **made})
    with ControlClient(simulator, name, token, ATTEMPTS) as own:
        try:
            yield RetailCrm(own, simulator, name, key, rate_limit=rate_limit)
        finally:
            own.delete_account(name)
