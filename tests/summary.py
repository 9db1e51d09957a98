"""The suite's last word: one line of figures over every nox session (`python -m tests.summary EXIT_CODE`)."""

import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

REPORTS = Path("reports")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many tests did what."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def of_junit(text: str) -> Figures:
    """The figures of one JUnit report."""
    total = Figures()
    for suite in ET.fromstring(text).iter("testsuite"):  # noqa: S314 - pytest wrote it a moment ago
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += Figures(max(0, tests - skipped - failed), failed, skipped)
    return total


def of_sessions(report: str) -> Figures:
    """A session without tests of its own (lint, types, …) counts as one."""
    sessions = json.loads(report)["sessions"]
    return sum((_of_session(one["name"], one["result"]) for one in sessions), Figures())


def _of_session(name: str, result: str) -> Figures:
    if result == "skipped":
        return Figures(skipped=1)
    reported = (REPORTS / "junit" / f"{file_name(name)}.xml").exists()
    if result == "success":
        return Figures() if reported else Figures(passed=1)
    return Figures() if reported else Figures(failed=1)


def file_name(session: str) -> str:
    """A session's name as a file's name."""
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in session).strip("-")


def main(nox_exit: int) -> int:
    """Print the line; exit code 0 only when nox was content, nothing failed and something ran."""
    junit = sorted((REPORTS / "junit").glob("*.xml"))
    tests = sum((of_junit(path.read_text(encoding="utf-8")) for path in junit), Figures())
    report = REPORTS / "nox.json"
    figures = tests + (
        of_sessions(report.read_text(encoding="utf-8")) if report.exists() else Figures(failed=1)
    )
    if nox_exit and not figures.failed:
        figures += Figures(failed=1)
    print(figures, flush=True)
    return 1 if nox_exit or figures.failed or not tests.passed else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
