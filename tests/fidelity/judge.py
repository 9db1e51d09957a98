"""One schemathesis run against a running server, and what its report says."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.server import KEY, BenchError
from tests.bench.tables import markdown

SECONDS = 900
SEED = 1
_CONFIG = f"""\
seed = {SEED}
[cache]
enabled = false
[auth.openapi.keyInHeader]
api_key = "{KEY}"
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        failures: how many failures differ from each other, by what is wrong.
        distinct: how many there are.
        cases: how many requests or chains of requests were made up.
        notes: what has to be known about the run.
    """

    name: str
    failures: Mapping[str, int]
    distinct: int
    cases: int
    notes: tuple[str, ...] = ()


def judged(name: str, url: str, contract: Path, examples: int, folder: Path) -> Verdict:
    """Run every check in every phase; the reports go into the folder.

    Raises:
        BenchError: schemathesis did not come to its end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schemathesis.toml").write_text(_CONFIG, encoding="utf-8")
    report = f"{name}.json"
    options = ["--url", url, "--max-examples", str(examples), "--warnings", "off", "--no-color"]
    options += ["--suppress-health-check", "all", "--request-timeout", "20"]
    # Forms are left out: schemathesis spreads their entities over fields, where the contract wants JSON.
    options += ["--include-method", "GET"]
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"]
    with (folder / f"{name}.txt").open("wb") as output:
        try:
            subprocess.run(  # noqa: S603 - a tool of the project's own environment
                [*command, str(contract), *options, "--report", "json", "--report-json-path", report],
                cwd=folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=SECONDS,
                check=False,
            )
            told = json.loads((folder / report).read_text(encoding="utf-8"))
        except (subprocess.TimeoutExpired, OSError, ValueError) as error:
            raise BenchError(f"no verdict on {name} ({error}); see {folder}/{name}.txt") from error
    return of_report(name, told)


def of_report(name: str, told: Mapping[str, Any]) -> Verdict:
    """The verdict that a JSON report of schemathesis holds."""
    failures: Counter[str] = Counter()
    for one in told["failures"]:
        failures[one["title"]] += one["count"]
    cases = told["test_cases"]
    notes = () if told["complete"] else (f"did not come to its end: {told['stop_reason']}",)
    return Verdict(name, dict(failures), cases["unique_failures"], cases["generated"], notes)


def table(verdicts: list[Verdict]) -> str:
    """The verdicts, the best first."""
    rows = [
        (one.name, str(one.distinct), str(one.cases), _told(one.failures))
        for one in sorted(verdicts, key=lambda one: one.distinct)
    ]
    notes = [f"- {one.name}: {note}" for one in verdicts for note in one.notes]
    return "\n".join([markdown(("Server", "Distinct failures", "Cases", "What fails"), rows), "", *notes])


def _told(failures: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {count}×" for what, count in sorted(failures.items(), key=lambda one: -one[1]))
