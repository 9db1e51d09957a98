"""What is called: each contract's programs, fresh for it, and how schemathesis has to call them."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from simulators.demo.programs import started
from simulators.kit.client import ControlClient
from tests.conformance import crm, doors

PEOPLE: Mapping[str, Any] = {
    "customers": [
        {"id": 1, "firstName": "Anna", "email": "anna@example.com", "phones": [{"number": "+79990001122"}]},
        {"id": 2, "firstName": "Maria", "phones": [{"number": "+79990001133"}]},
    ],
    "orders": [{"id": 1, "customer": {"id": 1}, "createdAt": "2026-11-20 10:00:00"}],
}
"""The people of the block contract's examples: Anna with an order, Maria by phone and without one."""


@dataclass(frozen=True, slots=True)
class Target:
    """One run of schemathesis.

    Attributes:
        contract: its name in `contracts/`.
        started: starts the programs and gives the address that the contract's paths stand under.
        hooks: the module with schemathesis's hooks, if there has to be one.
        config: what stands in its configuration besides.
        absent: the operations that these programs have not, or that would take too long.
    """

    name: str
    contract: str
    started: Callable[[], AbstractContextManager[str]]
    hooks: str = ""
    config: str = ""
    absent: tuple[str, ...] = ()


@contextlib.contextmanager
def _service() -> Iterator[str]:
    with _crm(0) as url:
        ControlClient(url, "company").seed({"load": PEOPLE})
        settings = {
            "BLOCK_BIND": "127.0.0.1:0",
            "BLOCK_CRM_URL": f"{url}/{{subdomain}}",
            "BLOCK_CRM_RATE": "1000",
            "BLOCK_LOG_LEVEL": "warning",
        }
        with started("service", environment=settings) as service:
            yield service


@contextlib.contextmanager
def _api() -> Iterator[str]:
    with _crm(30) as url:
        ControlClient(url, "company").seed({"load": {"keys": [crm.ONE_SHOP]}})
        yield f"{url}/company"


@contextlib.contextmanager
def _crm_door() -> Iterator[str]:
    with _crm(3) as url:
        yield f"{url}/_sim"


@contextlib.contextmanager
def _desk_door() -> Iterator[str]:
    with started("simulators.usedesk_mock", "--port", "0") as url:
        yield f"{url}/_sim"


@contextlib.contextmanager
def _crm(customers: int) -> Iterator[str]:
    """The RetailCRM simulator as a program of its own, its quota lifted."""
    with started("simulators.retailcrm_mock", "--port", "0", "--customers", str(customers)) as url:
        ControlClient(url, "company").ask("PUT", "quota", {"lifted": True})
        yield url


def _operations(selected: Mapping[str, Any]) -> str:
    """A piece of schemathesis's configuration; its TOML writes plain values and lists as JSON does."""
    plain = {name: value for name, value in selected.items() if name != "checks"}
    lines = ["[[operations]]", *(f"{name} = {json.dumps(value)}" for name, value in plain.items())]
    for check, wanted in selected["checks"].items():
        statuses = [str(status) for status in wanted["expected-statuses"]]
        lines.append(f"checks.{check}.expected-statuses = {json.dumps(statuses)}")
    return "\n".join(lines)


_KEY = f'[auth.openapi.keyInHeader]\napi_key = "{crm.KEY}"\n'
_JUDGED = _operations(doors.JUDGED_BY_VALUE)
_OF_DOORS = "tests.fuzz.of_doors"
TARGETS = (
    Target("service", "block", _service),
    Target("retailcrm", "retailcrm", _api, "tests.fuzz.of_retailcrm", _KEY + _operations(crm.WRITES)),
    Target("retailcrm-door", "control", _crm_door, _OF_DOORS, _JUDGED, (*doors.LONG, *doors.DESK)),
    Target("usedesk-door", "control", _desk_door, _OF_DOORS, _JUDGED, (*doors.LONG, *doors.QUOTA)),
)
