"""What failed in a browser is recorded, and its report tells where."""

from pathlib import Path

import pytest

from tests import browser
from tests.report.junit import read

pytest_plugins = ["pytester"]
FAILS = """
def test_a_title(page):
    page.set_content("<h1>Hello</h1>")
    assert page.title() == "Goodbye"
"""


@pytest.mark.parametrize("ffmpeg", [False, True])
def test_videos_are_recorded_where_playwright_has_its_ffmpeg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ffmpeg: bool
) -> None:
    if ffmpeg:
        (tmp_path / "ffmpeg-1011").mkdir()
        (tmp_path / "ffmpeg-1011" / "ffmpeg-linux").touch()
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert browser.films() is ffmpeg


def test_a_recorded_test_leaves_trace_har_and_screenshot_and_tells_where(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("CHROMIUM", browser.find() or "")  # pytester's home has none
    pytester.makeconftest("from tests.conftest import *")
    pytester.makepyfile(FAILS)
    options = "--record", "--screenshot=only-on-failure", "--output=kept", "--junitxml=junit.xml"
    pytester.runpytest_subprocess(*options).assert_outcomes(failed=1)
    (test,) = read((pytester.path / "junit.xml").read_text(encoding="utf-8")).tests

    kept = {name: pytester.path / path for name, path in test.told}
    assert {"har", "playwright_trace", "playwright_screenshot"} <= set(kept)
    assert all(path.stat().st_size for path in kept.values())
