from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from simulators.kit.errors import ControlError
from simulators.retailcrm_mock.own_account import RetailCrm, own_account, serving

NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def simulator() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture
def crm(simulator: str) -> Iterator[RetailCrm]:
    with own_account(simulator, "mine", {}) as account:
        yield account


@pytest.fixture
def other(simulator: str) -> Iterator[RetailCrm]:
    with own_account(simulator, "mine", {}) as account:
        yield account


def _listed(crm: RetailCrm, what: str = "customers") -> requests.Response:
    with requests.Session() as session:
        return session.get(f"{crm.api}/{what}", headers={"X-API-KEY": crm.key}, timeout=20)


def _total(crm: RetailCrm) -> int:
    total: int = _listed(crm).json()["pagination"]["totalCount"]
    return total


def test_its_clock_stands_moves_and_runs_alone(crm: RetailCrm, other: RetailCrm) -> None:
    frozen = crm.clock.freeze(NEW_YEAR)
    later = crm.clock.advance(timedelta(hours=1))
    crm.load(customers=[{"firstName": "Anna"}])
    still = crm.clock.now()
    crm.clock.set("2028-01-01")
    crm.clock.run()

    assert (frozen, later, still) == (NEW_YEAR, NEW_YEAR + timedelta(hours=1), NEW_YEAR + timedelta(hours=1))
    # RetailCRM tells moments in its own time zone, Moscow's here.
    assert _listed(crm).json()["customers"][0]["createdAt"] == "2027-01-01 04:00:00"
    assert (crm.clock.now().year, other.clock.now().year) == (2028, datetime.now(UTC).year)  # noqa: TID251 - the other's runs with the world


def test_a_fault_strikes_as_its_rule_says_until_it_is_healed(crm: RetailCrm, other: RetailCrm) -> None:
    kept = crm.inject("too-many", operation="listCustomers", retry_after=3)
    slow = crm.inject("status", status=500)
    assert slow is not None
    crm.heal(slow)

    struck = _listed(crm)
    assert (struck.status_code, struck.headers["Retry-After"]) == (503, "3")
    assert [one["id"] for one in crm.faults()] == [kept]
    assert {_listed(crm, "orders").status_code, _listed(other).status_code} == {200}
    crm.heal()
    assert _listed(crm).status_code == 200
    assert [entry["faults"] for entry in crm.journal(operation="listCustomers")] == [["too-many"], []]


@pytest.mark.parametrize(
    ("kind", "settings", "told"),
    [
        ("statis", {}, "no fault kind 'statis'; did you mean 'status'?"),
        ("status", {"status": 200}, "status of status is 200; give a whole number from 400 to 599"),
        (
            "silence",
            {"operation": "listCustomer"},
            "no operation 'listCustomer', so nothing would be struck; did you mean 'listCustomers'?",
        ),
        ("silence", {"key": 77}, "no key 77, so nothing would be struck; the account's keys: 1"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_and_none_is_set(
    crm: RetailCrm, kind: str, settings: dict[str, Any], told: str
) -> None:
    with pytest.raises(ControlError, match=f"^POST faults: {told.replace('?', '[?]')}$"):
        crm.inject(kind, **settings)

    assert crm.faults() == []


def test_while_connections_are_refused_the_test_can_still_be_ended() -> None:
    with serving() as url, own_account(url, "mine", {}) as crm:
        crm.inject("refuse", seconds=0.3)
        outcomes = [_connects(crm)]
        crm.journal()  # waits until the door opens
        outcomes.append(_connects(crm))

    assert outcomes == [False, True]


def _connects(crm: RetailCrm) -> bool:
    try:
        return _listed(crm).ok
    except requests.ConnectionError:
        return False


def test_a_snapshot_brings_data_back_into_this_account_or_anothers(crm: RetailCrm, other: RetailCrm) -> None:
    made = crm.seed(customers=2)
    held = crm.snapshot()
    crm.load(customers=[{"firstName": "Anna"}])
    other.restore(held)

    assert (len(made["customers"]), _total(crm), _total(other)) == (2, 3, 2)
    crm.restore(held)
    assert _total(crm) == 2
    crm.reset()
    assert _total(crm) == 0


def test_the_contracts_verdicts_are_offered_and_fail_nothing(crm: RetailCrm) -> None:
    _listed(crm)
    before = crm.violations()
    refused = _listed(crm, "customers?limit=7")

    assert (before, refused.status_code) == ([], 400)
    assert [told.startswith("#2 listCustomers: ") for told in crm.violations()] == [True]


def test_values_are_told_once_somebody_asks(crm: RetailCrm) -> None:
    _listed(crm, "customers?filter[name]=Anna")
    crm.keep_values()
    _listed(crm, "customers?filter[name]=Anna")

    assert [entry["query"][0]["value"] for entry in crm.journal()] == ["<text>", "Anna"]


def test_positions_are_moved_together_or_not_at_all(crm: RetailCrm) -> None:
    before = crm.dialect()
    with pytest.raises(ControlError, match="no position 'all'"):
        crm.dialect(money="float", name_match="all")

    assert crm.dialect() == before
    assert crm.dialect(money="float") == before | {"money": "float"}
