"""The programs under measurement, the clients they know, and what Usedesk would post about them."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import requests
from prometheus_client.parser import text_string_to_metric_families

from service.web.app import BLOCK_PATH
from simulators.kit.client import ControlClient
from tests.bench.server import HEADERS, KEY, Place, Server, free_port, started

ACCOUNT, CUSTOMERS = "company", 1000
LATENCY_SECONDS = 0.1

_ORDERS = range(1, 15)
"""How many orders a client has whose block is asked for."""
_tickets = count(1)


@dataclass(frozen=True, slots=True)
class Known:
    """A client of the CRM by what a ticket tells of them."""

    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Crm:
    """The RetailCRM simulator, with its quota lifted, and who may be asked for."""

    server: Server
    clients: Sequence[Known]

    @property
    def origin(self) -> str:
        """Where its accounts begin."""
        return self.server.url.removesuffix(f"/{ACCOUNT}")

    def control(self, account: str | None = ACCOUNT) -> ControlClient:
        """Its control door."""
        return ControlClient(self.origin, account)

    @contextlib.contextmanager
    def slow(self) -> Iterator[None]:
        """Let every call take a hundred milliseconds, as over the internet."""
        with self.control() as control:
            control.add_fault({"kind": "latency", "seconds": LATENCY_SECONDS})
            try:
                yield
            finally:
                control.heal()

    def calls(self) -> int:
        """How many calls it has had."""
        with self.control() as control:
            last: int = control.ask("GET", "journal", limit=1)["accounts"][ACCOUNT]["last"]
            return last


@contextlib.contextmanager
def crm() -> Iterator[Crm]:
    """Run the simulator."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/{ACCOUNT}"
    command = [sys.executable, "-m", "simulators.retailcrm_mock", "--port", str(port)]
    command += ["--customers", str(CUSTOMERS)]
    with started(
        "RetailCRM", command, url, f"{url}/api/v5/customers?limit=20", place=Place(core=1)
    ) as server:
        with ControlClient(f"http://127.0.0.1:{port}", ACCOUNT) as control:
            control.lift_quota(lifted=True)
        yield Crm(server, clients_of(url))


def clients_of(url: str) -> list[Known]:
    """Those of an account who have a phone, an e-mail and a few orders."""
    with requests.Session() as session:
        cards = [card for page in range(1, CUSTOMERS // 100 + 1) for card in _page(session, url, page)]
    return [
        Known(card["phones"][0]["number"], card["email"])
        for card in cards
        if card.get("email") and card.get("phones") and card.get("ordersCount") in _ORDERS
    ]


def _page(session: requests.Session, url: str, page: int) -> list[dict[str, Any]]:
    told = session.get(
        f"{url}/api/v5/customers", params={"limit": 100, "page": page}, headers=HEADERS, timeout=30
    )
    cards: list[dict[str, Any]] = told.json()["customers"]
    return cards


@contextlib.contextmanager
def service(crm_url: str, core: int = 0, name: str = "block", **environment: str) -> Iterator[Server]:
    """Run the service as it comes, but for these settings; it calls as often as it likes unless they say."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {
        "BLOCK_BIND": f"127.0.0.1:{port}",
        "BLOCK_CRM_URL": f"{crm_url}/{{subdomain}}",
        "BLOCK_CRM_RATE": "1000",
        **environment,
    }
    plain = {name: value for name, value in os.environ.items() if not name.startswith("BLOCK_")}
    command, place = [sys.executable, "-m", "service"], Place(core=core, environment={**plain, **settings})
    with started(name, command, url, f"{url}/healthz", place=place) as one:
        yield one


@contextlib.contextmanager
def constant(size: int) -> Iterator[Server]:
    """Run the service's server with a Flask program that always gives one answer of so many bytes."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.bench.service.constant", str(port), str(size)]
    with started("constant", command, url, f"{url}/healthz") as server:
        yield server


def ticket(known: Known, subdomain: str = ACCOUNT, number: int | None = None, key: str = KEY) -> bytes:
    """What Usedesk posts when a ticket of this client is opened, as a whole HTTP request."""
    body = json.dumps(
        {
            "ticket_id": number or next(_tickets),
            "subject": "Where is my order?",
            "client_id": 77,
            "channel_type": "email",
            "channel_id": 3,
            "channel_data": {"type": "email"},
            "contact": known.email,
            "from_email": known.email,
            "client_data": {
                "id": 77,
                "name": "Anna",
                "emails": [{"email": known.email, "type": "work"}],
                "phones": [{"phone": known.phone, "type": "mobile"}],
                "messengers": [],
            },
            "secret": key,
            "subdomain": subdomain,
        }
    ).encode()
    head = f"POST {BLOCK_PATH} HTTP/1.1\r\nHost: block\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def figures(server: Server) -> Mapping[tuple[str, str], float]:
    """The service's metrics: by name and by the value of `cache`, of `outcome` or of nothing."""
    with requests.Session() as session:
        text = session.get(f"{server.url}/metrics", timeout=30).text
    found: dict[tuple[str, str], float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels: dict[str, Any] = sample.labels
            for value in {labels.get("cache", ""), labels.get("outcome", "")}:
                name = sample.name.removeprefix("retailcrm_block_"), value
                found[name] = found.get(name, 0.0) + sample.value
    return found
