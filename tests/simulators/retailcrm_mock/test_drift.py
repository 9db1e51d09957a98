"""The walk through an account, proven on the simulator: it settles dialects, finds drift, names nobody."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from simulators.kit import dialect_options
from simulators.kit.client import ControlClient
from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.kit.reading_only import ReadingOnly
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.drift import report
from simulators.retailcrm_mock.drift.__main__ import explore, main
from simulators.retailcrm_mock.own_account import serving

KEY = "key-of-the-walk"
ENVIRON = {"RETAILCRM_KEY": KEY}
FAST = 10_000
MOST = max(len(switch.positions) for switch in SWITCHES)
SHOWN_BY_THE_ACCOUNT = {switch.name for switch in SWITCHES} - report.NOT_PROVOKED.keys()
LATE = {"number": "late", "expired": True, "createdAt": "2026-11-01 10:00:00"}


@dataclass(frozen=True)
class Account:
    """An account of a simulator, and its control door."""

    url: str
    door: ControlClient

    def explored(self) -> report.Findings:
        return explore(self.url, KEY, FAST, 2)


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    with serving() as url, ControlClient(url) as all_accounts, ControlClient(url, "walked") as door:
        all_accounts.ask("POST", "accounts", {"account": "walked", "customers": 60, "seed": 3, "key": KEY})
        door.ask("POST", "seed", {"load": {"orders": [LATE]}})
        door.lift_quota(lifted=True)
        yield Account(f"{url}/walked", door)


@pytest.fixture
def told(account: Account) -> Iterator[Account]:
    """The account with its dialect and faults to be changed by a test."""
    yield account
    account.door.ask("DELETE", "faults")
    account.door.ask("PUT", "dialect", {one.name: one.positions[0] for one in SWITCHES})


@pytest.mark.parametrize("turn", range(MOST))
def test_each_position_of_each_switch_that_an_account_shows_is_settled(told: Account, turn: int) -> None:
    spoken = {one.name: one.positions[turn % len(one.positions)] for one in SWITCHES}
    told.door.ask("PUT", "dialect", spoken)
    findings = told.explored()
    settled = findings.dialect()
    assert settled == {name: position for name, position in spoken.items() if name in settled}
    assert SHOWN_BY_THE_ACCOUNT - settled.keys() <= {"payments", *_meaningless(spoken)}
    assert findings.unexplained() == set()


def _meaningless(spoken: dict[str, str]) -> set[str]:
    """The switches that change nothing as others stand."""
    return {"phone-eight"} if spoken["name-match"] == "stored-substring" else set()


@pytest.mark.parametrize(
    ("fault", "told_of"),
    [
        ({"kind": "wrong-types", "operation": "listOrders"}, "answer at /"),
        ({"kind": "status", "status": 418, "operation": "listSites"}, "status 418 is not in the contract"),
        ({"kind": "wrong-content-type", "operation": "listUsers"}, "is not in the contract"),
        ({"kind": "truncated", "operation": "getSettings"}, "the body is not JSON"),
    ],
)  # fmt: skip
def test_planted_drift_is_told_by_its_operation(told: Account, fault: dict[str, Any], told_of: str) -> None:
    told.door.ask("POST", "faults", fault)
    findings = told.explored()
    violated = {operation for operation, _, _ in findings.unexplained()}
    assert (findings.differs, violated) == (True, {fault["operation"]})
    rows = report.text(findings, SWITCHES).partition("## The dialect")[0]
    assert f"`{fault['operation']}`" in rows
    assert told_of in rows


def test_a_report_holds_no_value_of_anybody(account: Account) -> None:
    said = report.text(account.explored(), SWITCHES)
    held = account.door.ask("GET", "state")["accounts"]["walked"]
    values = {value for value in _texts(held) if len(value) > 4 and not value.isalpha()}
    words = set(re.split(r"[\s|`]+", said))
    assert values & words == set()
    assert not re.search(r"\d{7}|@", said)


def _texts(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    for below in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from _texts(below)


def test_a_walk_only_reads(account: Account) -> None:
    account.explored()
    methods = {entry["method"] for entry in account.door.ask("GET", "journal")["entries"]}
    assert methods == {"GET"}


def test_requests_come_no_faster_than_they_may(account: Account) -> None:
    moment, waited = [100.0], []

    def wait(seconds: float) -> None:
        waited.append(round(seconds, 6))
        moment[0] += seconds

    with ReadingOnly(account.url, {"X-API-KEY": KEY}, 2, lambda: moment[0], wait) as asking:
        for pause in (0.0, 0.1, 3.0, 0.0):
            asking.get("/api/credentials")
            moment[0] += pause
        asking.get("/api/credentials")
    assert waited == [0.5, 0.4, 0.5]


@pytest.mark.parametrize(
    ("url", "environ", "why"),
    [
        ("ftp://company.retailcrm.ru", ENVIRON, "is no address to ask: write https://"),
        ("http://company.retailcrm.ru", ENVIRON, "is no address to ask: write https://"),
        ("https://u:p@company.retailcrm.ru", ENVIRON, "is no plain address"),
        ("https://company.retailcrm.ru", ENVIRON, "1000 requests a second are too many"),
        ("http://127.0.0.1:9", ENVIRON, "gave no answer: ConnectionError"),
        ("http://127.0.0.1:9", {}, "RETAILCRM_KEY is not set"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_remedy(
    url: str, environ: dict[str, str], why: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["--url", url, "--output", str(tmp_path), "--per-second", "1000"], environ) == 2
    assert why in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_refused_ends_the_walk(account: Account) -> None:
    with pytest.raises(
        ControlError, match="/api/credentials answered 403: is the address right, and the key"
    ):
        explore(account.url, "another-key", FAST, 1)


def test_the_program_writes_a_dialect_that_a_simulator_can_be_started_with(
    told: Account, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told.door.ask("PUT", "dialect", {"name-match": "whole", "currency-case": "lower"})
    assert (
        main(["--url", told.url, "--output", str(tmp_path), "--pages", "1", "--per-second", "1000"], ENVIRON)
        == 0
    )
    assert capsys.readouterr().out == f"agrees: {tmp_path / 'report.md'}\n"
    parser = argparse.ArgumentParser()
    dialect_options.add(parser.add_argument_group("dialect"), "RetailCRM", "name-match=whole")
    chosen = dict(parser.parse_args(["--dialect", str(tmp_path / "dialect.toml")]).dialect)
    assert Controls(SWITCHES, chosen).dialect("any").chosen() == {
        "name-match": "whole",
        "currency-case": "lower",
    }
