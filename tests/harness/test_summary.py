import json
from pathlib import Path

import pytest

from tests.summary import Figures, main, of_junit

GREEN = '<testsuites><testsuite tests="5" failures="0" errors="0" skipped="1"/></testsuites>'
RED = '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="0"/></testsuites>'

OK, BAD = "success", "failed"


def reports(here: Path, junit: dict[str, str], sessions: dict[str, str] | None) -> None:
    """Write what a run leaves behind."""
    (here / "reports" / "junit").mkdir(parents=True)
    for name, text in junit.items():
        (here / "reports" / "junit" / f"{name}.xml").write_text(text, encoding="utf-8")
    if sessions is not None:
        told = [{"name": name, "signature": name, "result": result} for name, result in sessions.items()]
        (here / "reports" / "nox.json").write_text(json.dumps({"sessions": told}), encoding="utf-8")


@pytest.mark.parametrize(
    ("junit", "sessions", "nox_exit", "ending"),
    [
        pytest.param(
            {"a": GREEN}, {"a": OK, "lint": OK}, 0, ("5 passed, 0 failed, 1 skipped", 0), id="green"
        ),
        pytest.param({"a": RED}, {"a": BAD, "lint": OK}, 1, ("4 passed, 2 failed, 0 skipped", 1), id="red"),
        pytest.param(
            {"a": GREEN}, {"a": OK, "lint": BAD}, 1, ("4 passed, 1 failed, 1 skipped", 1), id="lint"
        ),
        pytest.param({"a": GREEN}, {"a": BAD}, 1, ("4 passed, 1 failed, 1 skipped", 1), id="died at its end"),
        pytest.param(
            {"a": GREEN}, {"a": OK, "b": "skipped"}, 0, ("4 passed, 0 failed, 2 skipped", 0), id="no 3.12"
        ),
        pytest.param({}, {"lint": OK}, 0, ("1 passed, 0 failed, 0 skipped", 1), id="no test ran"),
        pytest.param({"a": GREEN}, None, 0, ("4 passed, 1 failed, 1 skipped", 1), id="no report of nox"),
        pytest.param({}, None, 2, ("0 passed, 1 failed, 0 skipped", 1), id="nothing happened"),
    ],
)
def test_the_last_line_adds_everything_up_and_the_exit_code_agrees(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    junit: dict[str, str],
    sessions: dict[str, str] | None,
    nox_exit: int,
    ending: tuple[str, int],
) -> None:
    reports(tmp_path, junit, sessions)
    monkeypatch.chdir(tmp_path)
    exit_code = main(nox_exit)

    assert (capsys.readouterr().out.removesuffix("\n"), exit_code) == ending


def test_a_junit_report_may_hold_several_suites() -> None:
    text = '<testsuites><testsuite tests="2" failures="1"/><testsuite tests="3" skipped="1"/></testsuites>'

    assert of_junit(text) == Figures(passed=3, failed=1, skipped=1)
