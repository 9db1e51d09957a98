"""A run that went wrong in every way a report can tell of, in which texts are hostile."""

import base64
import json
from pathlib import Path

from tests.report import dialects
from tests.report.evidence import Call, Evidence, Opened, View, write

HOSTILE = "<script>document.title='broken'</script><img src=x onerror=alert(1)>&\"'"
XML = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BLOB = "@reproduce_failure('6.170.15', b'AAEC')"
ID = f"tests/e2e/test_tickets.py::test_it[{HOSTILE}]"
NOXFILE = '''
@nox.session
def e2e(session):
    """Every ticket in a browser; `-- --headed` to watch."""


@nox.session
def lint(session):
    """The code is tidy."""
'''
ALONE = dialects.told("RetailCRM", dialects.ALONE, {"name-match": "whole"})
PAIR = dialects.told("RetailCRM", dialects.TOGETHER, {"name-match": "prefix", "money": "float"})
RAN = f"""<testsuites>
<testsuite timestamp="2026-11-26T05:10:00+00:00" tests="4" failures="1" errors="0" skipped="1">
<testcase classname="tests.e2e.test_tickets" name="test_it[{XML}]" time="2.5">
<properties><property name="dialect" value='{ALONE[1]}'/>
<property name="playwright_screenshot" value="reports/browser/e2e/gone.png"/></properties>
<failure message="{XML}">{XML} {BLOB.replace("'", "&apos;")}
nox -s replay -- reports/machine/Machine.jsonl</failure></testcase>
<testcase classname="tests.e2e.test_tickets" name="test_that" time="0.5">
<properties><property name="dialect" value='{PAIR[1]}'/></properties></testcase>
<testcase classname="tests.e2e.test_tickets" name="test_other" time="61"/>
<testcase classname="tests.e2e.test_tickets" name="test_real" time="0">
<skipped message="no account"/></testcase>
</testsuite></testsuites>"""
AGAIN = f"""<testsuites><testsuite tests="1" failures="1">
<testcase classname="tests.e2e.test_tickets" name="test_it[{XML}]">
<properties><property name="playwright_screenshot" value="reports/browser/e2e/it/test-failed-1.png"/>
<property name="playwright_trace" value="reports/browser/e2e/it/trace.zip"/>
<property name="har" value="reports/browser/e2e/it/network.har"/></properties>
<failure message="again"/></testcase></testsuite></testsuites>"""
ASKED = Call(
    "showBlock", "POST", "/company/block", {"subject": HOSTILE}, 200, 27.5, 8493, (f"body: {HOSTILE}",)
)
EVIDENCE = Evidence(
    HOSTILE,
    ID,
    "email",
    (
        View("dark", "ru", "found-by-phone", "01.dark.png"),
        View("bare", "pt_BR", "found-by-phone", "gone.png"),
    ),
    ASKED,
    (
        Call(
            "listOrders",
            "GET",
            "/company/api/v5/orders",
            {"filter[customer]": HOSTILE, "page": "1"},
            500,
            3,
            2,
        ),
    ),
    (f"label: {HOSTILE}",),
    (
        Opened(HOSTILE, "http://127.0.0.1:1/company/orders/1/edit", 200, HOSTILE),
        Opened("EX1", "https://t.example/EX1"),
    ),
)
COVERAGE = [
    {"name": "retailcrm", "operations": 2, "pairs": 4, "exercised": 3, "missing": [HOSTILE]},
    {
        "name": "block",
        "operations": 1,
        "pairs": 0,
        "exercised": 0,
        "missing": [],
        "not_in_contract": [HOSTILE],
    },
]
BENCH = (
    f"# Bench\n\n## A cached block\n\nIn one run.\n\n| What | Ratio |\n| --- | --- |\n| {HOSTILE} | 0.34 |\n"
)


def plant(reports: Path) -> Path:
    """Leave what such a run leaves; returns the noxfile."""
    files = {
        "seed": "7\n",
        "junit/e2e.begun": "e2e",
        "junit/e2e.xml": RAN,
        "junit/e2e.again.xml": AGAIN,
        "junit/look.begun": "look",
        "junit/look.xml": "<testsuites><testsu",
        "nox.json": json.dumps({"sessions": _sessions()}),
        "contract/coverage.json": json.dumps({"contracts": COVERAGE}),
        "contract/coverage.html": "",
        "bench/service.md": BENCH,
        "browser/e2e/it/trace.zip": "",
        "browser/e2e/it/network.har": "{}",
        "evidence/02.json": "{}",
    }
    for name, text in files.items():
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_text(text, encoding="utf-8")
    write(EVIDENCE, reports / "evidence", "01")
    for picture in ("evidence/01.dark.png", "browser/e2e/it/test-failed-1.png"):
        (reports / picture).write_bytes(PNG)
    noxfile = reports.parent / "noxfile.py"
    noxfile.write_text(NOXFILE, encoding="utf-8")
    return noxfile


def _sessions() -> list[dict[str, object]]:
    results = {
        "lint": "failed",
        "e2e": "failed",
        "look": "success",
        "tests-3.12": "skipped",
        "tests-3.13": "skipped",
    }
    reason = "Python interpreter not found"
    return [
        {"name": name, "signatures": [name], "result": result, "duration": 90.0 * (result != "skipped"),
         "reason": reason if result == "skipped" else None}
        for name, result in results.items()
    ]  # fmt: skip
