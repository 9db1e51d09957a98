"""The pages on the simulators say what is so."""

import re
import shlex
from pathlib import Path
from typing import Any

import contracts
from simulators.kit.faults import KINDS
from simulators.retailcrm_mock.dialects import SWITCHES
from tests.simulators.commands import commands, curl, started

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "simulators.md").read_text(encoding="utf-8")
TABLES = (ROOT / "docs" / "retailcrm-simulator.md").read_text(encoding="utf-8")
RULE = {"operation", "key", "nth", "probability", "seed", "count", "seconds_to_live"}
METHODS = ("get", "put", "post", "delete")


def _table(head: str) -> list[list[str]]:
    """The rows of the table whose head begins so."""
    body = TABLES.partition(f"| {head} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in body.splitlines()[2:]]


def _quoted(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


def _settings(contract: dict[str, Any]) -> dict[str, set[str]]:
    """The settings of each kind of fault, besides its rule, as the contract has them."""
    schemas, found = contract["components"]["schemas"], dict[str, set[str]]()
    for one in schemas["Fault"]["oneOf"]:
        properties = schemas[one["$ref"].rpartition("/")[2]]["properties"]
        settings = set(properties) - {"kind"} - RULE
        found.setdefault(properties["kind"]["const"], set()).update(settings)
    return found


def test_the_table_of_faults_tells_every_kind_and_its_settings() -> None:
    told = {kind.strip("`"): _quoted(settings) for kind, _, settings in _table("kind")}

    assert told == _settings(contracts.load("control"))
    assert set(told) == set(KINDS)


def test_the_table_of_rules_tells_every_rule() -> None:
    assert {name for names, _ in _table("setting") for name in _quoted(names)} == RULE


def test_the_table_of_switches_tells_each_with_its_positions_in_their_order() -> None:
    told = [(name, question, positions) for name, question, positions in _table("switch")]

    assert told == [
        (f"`{one.name}`", one.question, ", ".join(f"`{position}`" for position in one.positions))
        for one in SWITCHES
    ]


def test_the_table_of_control_operations_is_the_contracts() -> None:
    paths = contracts.load("control")["paths"]

    assert [(name, does) for name, does in _table("operation")] == [
        (f"`{method.upper()} {path}`", operation["summary"])
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method in METHODS and "Usedesk" not in operation.get("tags", [])
    ]


def test_what_is_not_imitated_is_told_first() -> None:
    assert re.findall("^## (.*)$", PAGE, re.MULTILINE)[0] == "What is not imitated"


def test_the_commands_of_the_page_work_in_their_order(tmp_path: Path) -> None:
    programs = [one for one in commands(PAGE, "python") if "simulators.retailcrm_mock" in one]
    asked = commands(PAGE, "curl")
    secure = [one for one in asked if "--cacert" in one]
    plain = [one for one in asked if one not in secure]

    assert [one[3:] for one in programs] == [["--customers", "1000"], ["--tls", "authority.pem"]]
    assert (len(plain), len(secure)) == (15, 1)
    with started(programs[0], tmp_path) as url:
        answers = {shlex.join(one): curl(one, url, tmp_path).status_code for one in plain}
    with started(programs[1], tmp_path) as url:
        answers["https"] = curl(secure[0], url, tmp_path).status_code
    assert set(answers.values()) <= {200, 201}, answers
