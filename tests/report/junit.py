"""What pytest tells of its tests, read from JUnit XML."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"
_OUTCOMES = {"failure": FAILED, "error": FAILED, "skipped": SKIPPED}
_BLOB = re.compile(r"@reproduce_failure\([^\n]*\)")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")  # pytest keeps ids in ASCII
_SCRIPT = re.compile(r"nox -s replay -- [^\s'\"]+")


@dataclass(frozen=True, slots=True)
class Test:
    """One test.

    Attributes:
        id: as pytest takes it.
        message: in one line, what went wrong or why it was skipped.
        details: all that pytest says of it.
        told: the names and values that the test left in the report.
    """

    __test__ = False  # nothing for pytest to collect

    id: str
    seconds: float
    outcome: str = PASSED
    message: str = ""
    details: str = field(default="", repr=False)
    told: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The test's name as a sentence, and its case; the browser, always the same, is left out."""
        said, _, case = self.id.partition("::")[2].partition("[")
        case = _ESCAPED.sub(_sign, re.sub(r"^chromium(-|$)", "", case.removesuffix("]")))
        return said.removeprefix("test_").replace("_", " ") + (f": {case}" if case else "")

    @property
    def replay(self) -> list[str]:
        """What Hypothesis and the state machine say of how to see it again."""
        return [*dict.fromkeys(_BLOB.findall(self.details) + _SCRIPT.findall(self.details))]


def _sign(escaped: "re.Match[str]") -> str:
    return chr(int(escaped[1], 16))


@dataclass(frozen=True, slots=True)
class Report:
    """The tests of one run of pytest, and when it began (ISO 8601)."""

    tests: tuple[Test, ...]
    began: str = ""


def read(text: str) -> Report:
    """Read a report.

    Raises:
        ValueError: it breaks off.
    """
    try:
        root = ET.fromstring(text)  # noqa: S314 - pytest wrote it a moment ago
    except ET.ParseError as trouble:
        raise ValueError(f"the JUnit report breaks off: {trouble}") from trouble
    began = min((suite.get("timestamp", "") for suite in root.iter("testsuite")), default="")
    return Report(tuple(map(_test, root.iter("testcase"))), began)


def _test(case: ET.Element) -> Test:
    ends = [one for one in case if one.tag in _OUTCOMES]
    outcomes = [_OUTCOMES[one.tag] for one in ends]
    return Test(
        f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '')}",
        float(case.get("time", 0)),
        FAILED if FAILED in outcomes else SKIPPED if outcomes else PASSED,
        next((one.get("message", "").strip() for one in ends), ""),
        "\n\n".join((one.text or "").strip() for one in ends),
        tuple((one.get("name", ""), one.get("value", "")) for one in case.iter("property")),
    )
