"""What failed in a browser is recorded, and its report tells where."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browser, filming
from tests.report.junit import read

pytest_plugins = ["pytester"]
FAILS = """
def test_a_title(page):
    page.set_content("<h1>Hello</h1>")
    assert page.title() == "Goodbye"
"""
WEBM = b"\x1a\x45\xdf\xa3"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Playwright's folder with a browser in it, on a machine without ffmpeg."""
    (tmp_path / "cache" / "chromium-1").mkdir(parents=True)
    monkeypatch.setenv(browser.FOLDER, str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "")
    return tmp_path / "cache"


def _executable(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.touch(0o755)
    return path


def _playwrights() -> Path:
    """Where Playwright itself says that it looks for ffmpeg."""
    asked = [sys.executable, "-m", "playwright", "install", "--dry-run", "ffmpeg"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    [place] = (line.split(":", 1)[1].strip() for line in told.splitlines() if "Install location" in line)
    return Path(place, "ffmpeg-linux")


def test_without_any_ffmpeg_there_is_no_video(cache: Path) -> None:
    with filming.camera() as films:
        assert (films, browser.folder()) == (False, cache)


def test_playwright_films_by_its_own_ffmpeg_first(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _executable(_playwrights())
    monkeypatch.setenv("PATH", str(_executable(tmp_path / "bin" / "ffmpeg").parent))
    with filming.camera() as films:
        assert (films, browser.folder()) == (True, cache)


def test_playwright_is_shown_the_systems_ffmpeg_beside_its_own_browsers(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache / _playwrights().parent.name).mkdir()  # an installation that broke off
    ffmpeg = _executable(tmp_path / "bin" / "ffmpeg")
    monkeypatch.setenv("PATH", str(ffmpeg.parent))
    with filming.camera() as films:
        shown = browser.folder()
        links = [each.resolve() for each in (_playwrights(), shown / "chromium-1")]
        assert (films, links) == (True, [ffmpeg, cache / "chromium-1"])
    assert (browser.folder(), shown.exists(), ffmpeg.exists()) == (cache, False, True)


def test_a_recorded_test_leaves_trace_har_screenshot_and_video_and_tells_where(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("CHROMIUM", browser.find() or "")  # pytester's home has none
    pytester.makeconftest("from tests.conftest import *")
    pytester.makepyfile(FAILS)
    options = "--record", "--screenshot=only-on-failure", "--output=kept", "--junitxml=junit.xml"
    ran = pytester.runpytest_subprocess(*options)
    ran.assert_outcomes(failed=1)
    (test,) = read((pytester.path / "junit.xml").read_text(encoding="utf-8")).tests

    films = {"playwright_video"} if shutil.which("ffmpeg") else set[str]()
    kept = {name: pytester.path / path for name, path in test.told}
    assert {"har", "playwright_trace", "playwright_screenshot"} | films == set(kept)
    assert all(path.stat().st_size for path in kept.values())
    assert all(kept[name].read_bytes().startswith(WEBM) for name in films)
    assert (filming.REMEDY in ran.outlines) is not bool(films)
