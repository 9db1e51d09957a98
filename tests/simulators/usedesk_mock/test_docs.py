"""The page on the Usedesk simulator says what is so."""

import re
import shlex
from pathlib import Path

import contracts
from tests.simulators.commands import commands, curl, started

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "usedesk-simulator.md").read_text(encoding="utf-8")
METHODS = ("get", "put", "post", "delete", "patch")


def test_the_table_of_control_operations_is_the_contracts() -> None:
    told = re.findall(r"^[|] (`[A-Z]+ /.*`) [|] (.*) [|]$", PAGE, re.MULTILINE)
    assert told == [
        (f"`{method.upper()} {path}`", operation["summary"])
        for path, operations in contracts.load("control")["paths"].items()
        for method, operation in operations.items()
        if method in METHODS and "RetailCRM" not in operation.get("tags", [])
    ]


def test_what_is_not_imitated_is_told_first() -> None:
    assert re.findall("^## (.*)$", PAGE, re.MULTILINE)[0] == "What is not imitated"


def test_the_commands_of_the_page_work_in_their_order(tmp_path: Path) -> None:
    (program,) = (one for one in commands(PAGE, "python") if "simulators.usedesk_mock" in one)
    asked = commands(PAGE, "curl")
    assert len(asked) == 12
    with started(program, tmp_path) as url:
        answers = {shlex.join(one): curl(one, url, tmp_path).status_code for one in asked}
    assert set(answers.values()) <= {200, 201}, answers
