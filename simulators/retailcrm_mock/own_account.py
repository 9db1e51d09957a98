"""A RetailCRM account of one test, made in a running simulator and removed with the test."""

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from simulators.kit import launcher
from simulators.kit.client import ControlClient, Json
from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.kit.own_account import OwnAccount, check_options, made
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store

# What an account may be made with, besides `rate_limit`.
OPTIONS = ("customers", "seed", "locale", "renamed_statuses")
RIGHTS = ("customer_read", "order_read", "reference_read", "customer_write", "order_write")


class RetailCrm(OwnAccount):
    """An account that is the test's own.

    Attributes:
        key: an API key that sees and may do everything.
        api: where API v5 begins.
    """

    def __init__(
        self, control: ControlClient, simulator: str, account: str, key: str, *, rate_limit: bool
    ) -> None:
        super().__init__(control, account, f"{simulator.rstrip('/')}/{account}")
        self.key = key
        self.api = f"{self.url}/api/v5"
        self._rate_limit = rate_limit
        control.lift_quota(lifted=not rate_limit)

    def seed(self, customers: int, seed: int = 1) -> Json:
        """Invent so many customers and their orders, the same for the same seed; tells the ids made."""
        made: Json = self._control.seed({"customers": customers, "seed": seed})[self.account]
        return made

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
    check_options(options, (*OPTIONS, "rate_limit"))
    wish = {"customers": 0, **options, "key": f"key-{secrets.token_hex(8)}"}
    rate_limit = bool(wish.pop("rate_limit", False))
    with made(simulator, whose, wish, token) as (control, name):
        yield RetailCrm(control, simulator, name, wish["key"], rate_limit=rate_limit)
