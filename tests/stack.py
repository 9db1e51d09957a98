"""All three together, in this process for speed or as the real programs, and what a test does with them."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import requests

from service.bootstrap import build
from service.settings import Settings
from simulators.demo.programs import started
from simulators.kit.client import ControlClient
from simulators.kit.control import Controls
from simulators.kit.launcher import running
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app as create_crm
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store
from simulators.usedesk_mock.app import create_app as create_usedesk

ACCOUNT, KEY = "company", "key-of-the-tests"

FORGETFUL = {
    "BLOCK_FRESH_SECONDS": "0",
    "BLOCK_STALE_SECONDS": "0",
    "BLOCK_REJECTED_SECONDS": "0",
    "BLOCK_BREAKER_FAILURES": "1000000",
}
"""What is asked now is answered by what the CRM holds now, whatever it held or failed at before."""

PATIENT = {"BLOCK_CRM_RATE": "1000", "BLOCK_DEADLINE_SECONDS": "20"}
"""As many calls as it likes, and time for them on a busy machine."""


class Turned:
    """The service's clock, which goes on only when it is turned."""

    def __init__(self) -> None:
        self._now = time.monotonic()

    def __call__(self) -> float:
        return self._now

    def turn(self, seconds: float) -> None:
        """Go on by so much at once."""
        self._now += seconds


# How the simulator begins what it says of an answer of its own.
_OF_ANSWERS = ("answer at ", "status ", "media type ", "the body is not ")


@dataclass(frozen=True)
class Stack:
    """Where the three listen."""

    crm: str
    service: str
    usedesk: str
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def block_url(self) -> str:
        """What an administrator enters as the block's URL."""
        return f"{self.service}/settings/blocks/retail_crm"

    def crm_control(self) -> ControlClient:
        """The RetailCRM simulator's control door, for the one account there is."""
        return ControlClient(self.crm, ACCOUNT)

    def usedesk_control(self) -> ControlClient:
        """The Usedesk simulator's control door."""
        return ControlClient(self.usedesk)

    def add_block(self, key: str = KEY, subdomain: str = ACCOUNT, **parameters: str) -> int:
        """Set the block up as the article says; answers its number."""
        given = {"subdomain": subdomain, **parameters}
        block = {
            "kind": "dynamic",
            "name": "RetailCRM",
            "title": "RetailCRM",
            "url": self.block_url,
            "secret_key": key,
            "enabled": True,
            "parameters": [{"key": name, "value": value} for name, value in given.items()],
        }
        load = {"blocks": [block], "extensions": {"RetailCRM": True}}
        return self._made(self.usedesk_control().seed({"load": load}), "blocks")

    def add_ticket(self, ticket: dict[str, Any]) -> int:
        """A ticket as the Usedesk simulator's control door takes it; answers its number."""
        return self._made(self.usedesk_control().seed({"load": {"tickets": [ticket]}}), "tickets")

    def show(self, ticket: int, block: int) -> dict[str, Any]:
        """What the Usedesk simulator's server got when the ticket was opened.

        The service must have kept the contracts: in what it answered, and in what it asked the CRM.
        """
        answer = self.session.post(f"{self.usedesk}/tickets/{ticket}/blocks/{block}", timeout=30)
        answer.raise_for_status()
        shown: dict[str, Any] = answer.json()
        assert (shown["verdict"], self.asked_wrongly()) == ({"request": [], "answer": []}, [])
        return shown

    def asked_wrongly(self) -> list[str]:
        """Where calls of the CRM depart from its contract; in a dialect its answers may, and count not."""
        return wrongly(self.crm_control().journal())

    def violations(self) -> list[str]:
        """Every departure from the contracts that either simulator saw."""
        journals = self.crm_control().journal() + self.usedesk_control().journal()
        return [f"{entry['operation']}: {told}" for entry in journals for told in entry["violations"]]

    @staticmethod
    def _made(accounts: dict[str, Any], what: str) -> int:
        number: int = accounts["company"][what][-1]
        return number


def wrongly(journal: list[dict[str, Any]]) -> list[str]:
    """Where the calls of a journal of the CRM depart from its contract; its answers count not."""
    told = ((entry["operation"], one) for entry in journal for one in entry["violations"])
    return [f"{operation}: {one}" for operation, one in told if not one.startswith(_OF_ANSWERS)]


@contextlib.contextmanager
def in_process(
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], object] | None = None,
    **environment: str,
) -> Iterator[Stack]:
    """The three in threads of this process, with an empty CRM and no rate limit on either side.

    The service remembers nothing, or what the settings say, by this clock; `pause` is how it waits for turns.
    """
    controls = Controls(SWITCHES)
    store = Store(None, now=lambda account: controls.clock(account).now())
    seed.create(store, ACCOUNT, customers=0, key=KEY)
    with contextlib.ExitStack() as servers:
        crm = servers.enter_context(running(create_crm(store, controls, rate_limit=False))).url
        own = {"BLOCK_CRM_URL": f"{crm}/{{subdomain}}", **PATIENT, **FORGETFUL, **environment}
        settings = Settings.from_environ(own)
        service = servers.enter_context(running(build(settings, clock, pause=pause))).url
        usedesk = servers.enter_context(running(create_usedesk(tickets=0))).url
        yield Stack(crm, service, usedesk)
    store.close()


@contextlib.contextmanager
def as_programs(customers: int = 20, **environment: str) -> Iterator[Stack]:
    """The three as the real programs, each with its defaults; the CRM has no key yet but the demo's.

    The service remembers nothing, or what the settings say.
    """
    invented = "--customers", str(customers)
    with contextlib.ExitStack() as programs:
        crm = programs.enter_context(started("simulators.retailcrm_mock", "--port", "0", *invented))
        settings = {"BLOCK_BIND": "127.0.0.1:0", "BLOCK_CRM_URL": f"{crm}/{{subdomain}}", **FORGETFUL}
        service = programs.enter_context(started("service", environment={**settings, **environment}))
        usedesk = programs.enter_context(started("simulators.usedesk_mock", "--port", "0"))
        yield Stack(crm, service, usedesk)
