import sys
import urllib.request
from pathlib import Path

import pytest

from simulators.demo.programs import ProgramError, started
from tests import browser


def test_a_program_is_given_once_it_answers_and_is_gone_afterwards() -> None:
    with started("simulators.retailcrm_mock", "--port", "0", "--customers", "0") as url:
        page = urllib.request.urlopen(url, timeout=10)  # noqa: S310 - the address it printed
        page.close()

    assert page.status == 200
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url, timeout=10)  # noqa: S310 - the same


def test_a_program_that_cannot_start_is_told_by_name() -> None:
    told = r"simulators\.retailcrm_mock did not start \(exit code 2\)"
    with pytest.raises(ProgramError, match=told), started("simulators.retailcrm_mock", "--port", "many"):
        pytest.fail("it started")


def test_the_browser_is_found_by_its_name_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)

    assert browser.find() == browser.find(headed=True) == sys.executable


@pytest.mark.parametrize(("headed", "name"), [(False, "chromium-headless-shell"), (True, "chromium")])
def test_to_watch_it_takes_a_browser_with_windows_else_the_quicker_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, headed: bool, name: str
) -> None:
    for installed in ("chromium", "chromium-headless-shell"):
        (tmp_path / installed).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert browser.find(headed=headed) == str(tmp_path / name)
