"""What a client of the API meets when a fault strikes: over a real connection, and nobody else beside it."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from simulators.kit.client import ControlClient
from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.kit.launcher import running
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store

KEY = "key-of-the-tests"
FROZEN = {"now": "2026-11-24T12:00:00Z", "frozen": True}


@dataclass(frozen=True)
class Shop:
    """One account of the simulator as its client sees it, and its control door."""

    url: str
    door: ControlClient

    def fault(self, kind: str, **settings: Any) -> None:
        self.door.ask("POST", "faults", {"kind": kind, **settings})

    def orders(self, **more: Any) -> requests.Response:
        with requests.Session() as session:
            headers = {"X-API-KEY": KEY}
            return session.get(f"{self.url}/api/v5/orders", headers=headers, **{"timeout": 20, **more})

    def outcome(self) -> str:
        """What becomes of one call, in a word or two."""
        try:
            answer = self.orders()
            answer.json()
        except requests.exceptions.ChunkedEncodingError:
            return "broken off"
        except requests.exceptions.JSONDecodeError:
            return f"{answer.status_code} {answer.headers['Content-Type']} not JSON"
        except requests.exceptions.ConnectionError as trouble:
            return "refused" if "refused" in str(trouble) else "reset"
        told = answer.headers["Content-Type"], answer.headers.get("Retry-After", "")
        return " ".join([str(answer.status_code), *filter(None, told)])


@pytest.fixture(scope="module")
def simulator() -> Iterator[str]:
    controls = Controls(SWITCHES)
    store = Store(now=controls.now)
    for name in ("a", "b"):
        seed.create(store, name, customers=6, key=KEY)
    with running(create_app(store, controls, rate_limit=False)) as served:
        yield served.url
    store.close()


@pytest.fixture
def shop(simulator: str) -> Iterator[Shop]:
    door = ControlClient(simulator, "a")
    yield Shop(f"{simulator}/a", door)
    door.ask("POST", "reset", {})


WHOLE = "200 application/json"
SEEN = [
    ("drip", {"bytes_per_second": 100_000}, WHOLE),
    ("drop", {}, "broken off"),
    ("drop", {"ending": "reset"}, "broken off"),
    ("empty", {}, f"{WHOLE} not JSON"),
    ("fail-next", {}, "503 application/json"),
    ("html", {}, "200 text/html not JSON"),
    ("huge", {"megabytes": 2}, WHOLE),
    ("latency", {"seconds": 0.01}, WHOLE),
    ("malformed", {}, f"{WHOLE} not JSON"),
    ("outage", {"seconds": 5}, "502 application/json"),
    ("quota", {"calls": 0, "retry_after": True}, "503 application/json 1"),
    ("ramp", {"seconds": 0.001}, "503 application/json"),
    ("reset", {}, "reset"),
    ("status", {"status": 500}, "500 application/json"),
    ("too-many", {"status": 429, "retry_after": 3}, "429 application/json 3"),
    ("truncated", {}, f"{WHOLE} not JSON"),
    ("wrong-content-type", {"content_type": "text/csv"}, "200 text/csv"),
    ("wrong-types", {}, WHOLE),
]


@pytest.mark.parametrize(("kind", "settings", "seen"), SEEN)
def test_a_fault_is_met_by_one_accounts_clients_alone_and_told_in_its_journal(
    simulator: str, shop: Shop, kind: str, settings: dict[str, Any], seen: str
) -> None:
    other = Shop(f"{simulator}/b", ControlClient(simulator, "b"))
    whole = shop.orders().json()
    shop.door.ask("PUT", "clock", FROZEN)
    shop.fault(kind, count=1, **settings)
    shop.door.ask("PUT", "clock", {"advance": 1})

    assert (other.outcome(), shop.outcome()) == (WHOLE, seen)
    assert [entry["faults"] for entry in shop.door.journal()][-1] == [kind]
    assert shop.orders().json() == whole


def test_a_silent_call_ends_by_its_callers_patience(shop: Shop) -> None:
    shop.fault("silence", count=1)
    with pytest.raises(requests.exceptions.ReadTimeout):
        shop.orders(timeout=0.3)

    assert shop.outcome() == WHOLE


def test_latency_makes_a_call_late(shop: Shop) -> None:
    shop.fault("latency", seconds=0.5, operation="listOrders", count=1)
    started = time.monotonic()
    shop.orders()

    assert time.monotonic() - started >= 0.5


def test_who_connects_while_connections_are_refused_is_refused_whatever_the_account(
    simulator: str, shop: Shop
) -> None:
    ControlClient(simulator).ask("POST", "faults", {"kind": "refuse", "seconds": 0.4})
    outcomes = [shop.outcome()]
    while outcomes[-1] == "refused":
        outcomes.append(shop.outcome())

    assert (outcomes[0], outcomes[-1]) == ("refused", WHOLE)
    with pytest.raises(ControlError, match="refuse strikes the whole simulator"):
        shop.fault("refuse", seconds=1)


def test_faults_are_told_with_what_is_left_of_them_and_healed_one_by_one(shop: Shop) -> None:
    shop.door.ask("PUT", "clock", FROZEN)
    shop.fault("status", status=503, count=3, seconds_to_live=60)
    shop.fault("drip", key=1)
    shop.outcome()
    standing = shop.door.ask("GET", "faults")["accounts"]["a"]
    left = shop.door.ask("DELETE", f"faults/{standing[0]['id']}")["accounts"]["a"]

    told = {"kind": "status", "status": 503, "count": 2, "until": "2026-11-24T12:01:00+00:00", "seen": 1}
    assert standing[0] == {**told, "id": 1, "operation": None, "seconds_to_live": 60}
    assert [one["kind"] for one in left] == ["drip"]


def test_a_fault_for_one_key_leaves_the_others_alone(shop: Shop) -> None:
    second = shop.door.seed({"load": {"keys": [{"value": "second"}]}})["a"]["keys"][0]
    shop.fault("status", status=500, key=2)
    with requests.Session() as session:
        struck = session.get(f"{shop.url}/api/v5/orders", headers={"X-API-KEY": second}, timeout=20)

    assert (struck.status_code, json.loads(struck.text)["success"], shop.outcome()) == (500, False, WHOLE)


def test_the_request_limit_counts_as_retailcrms_until_it_is_lifted(simulator: str, shop: Shop) -> None:
    shop.door.ask("PUT", "clock", FROZEN)
    shop.door.ask("PUT", "quota", {"lifted": False})
    held = [shop.orders().status_code for _ in range(12)]
    shop.door.ask("PUT", "quota", {"lifted": True})

    assert held == [200] * 10 + [503] * 2
    assert {shop.orders().status_code for _ in range(12)} == {200}
    quotas = ControlClient(simulator).ask("GET", "quota")["accounts"]
    assert quotas == {name: {"lifted": True, "per_second": 10, "telephony_per_second": 40} for name in "ab"}
