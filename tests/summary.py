"""The suite's last word: one line of figures over every nox session (`python -m tests.summary EXIT_CODE`)."""

import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

JUNIT = Path("reports/junit")
SESSIONS = Path("reports/nox.json")


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
    """The figures of one JUnit report; one that breaks off is a failure."""
    total = Figures()
    try:
        suites = list(ET.fromstring(text).iter("testsuite"))  # noqa: S314 - pytest wrote it a moment ago
    except ET.ParseError:
        return Figures(failed=1)
    for suite in suites:
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += Figures(max(0, tests - skipped - failed), failed, skipped)
    return total


def of_tests() -> Figures:
    """What the sessions with tests told: each that began one must have left a report."""
    total = Figures()
    for begun in JUNIT.glob("*.begun"):
        report = begun.with_suffix(".xml")
        total += of_junit(report.read_text(encoding="utf-8")) if report.exists() else Figures(failed=1)
    return total


def of_sessions(report: str) -> Figures:
    """The sessions without tests of their own (lint, types, …): each counts as one."""
    with_tests = {begun.read_text(encoding="utf-8") for begun in JUNIT.glob("*.begun")}
    total = Figures()
    for session in json.loads(report)["sessions"]:
        if session["result"] == "skipped":
            total += Figures(skipped=1)
        elif with_tests.isdisjoint(session["signatures"]):
            total += Figures(passed=1) if session["result"] == "success" else Figures(failed=1)
    return total


def main(nox_exit: int) -> int:
    """Print the line; exit code 0 only when nox was content, nothing failed and tests ran."""
    tests = of_tests()
    figures = tests + (of_sessions(SESSIONS.read_text("utf-8")) if SESSIONS.exists() else Figures(failed=1))
    if nox_exit and not figures.failed:
        figures += Figures(failed=1)
    print(figures, flush=True)
    return 1 if nox_exit or figures.failed or not tests.passed else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
