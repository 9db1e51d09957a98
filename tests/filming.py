"""Lets Playwright record videos: by its own ffmpeg or, where it has none, by the system's.

It takes ffmpeg from its folder of browsers and from nowhere else. So it is shown another folder, with all
that is in its own and the system's ffmpeg; nothing is written into anybody's home.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import playwright
import pytest

from tests import browser

REMEDY = "No videos are recorded: there is no ffmpeg. As root, run: apt-get install ffmpeg"


@contextmanager
def camera() -> Iterator[bool]:
    """Tell whether videos can be recorded, and let Playwright find what it takes."""
    own, systems = browser.folder(), shutil.which("ffmpeg")
    if (own / _place()).exists() or systems is None:
        yield (own / _place()).exists()
        return
    with TemporaryDirectory(prefix="playwright-") as shown, pytest.MonkeyPatch.context() as environment:
        _furnish(Path(shown), own, Path(systems))
        environment.setenv(browser.FOLDER, shown)
        yield True


def _furnish(shown: Path, own: Path, ffmpeg: Path) -> None:
    place = _place()
    for each in own.iterdir() if own.is_dir() else ():
        if each.name != place.parent.name:  # left by an installation that broke off
            (shown / each.name).symlink_to(each)
    (shown / place).parent.mkdir()
    (shown / place).symlink_to(ffmpeg)


def _place() -> Path:
    """Where in the folder this release of Playwright looks for its ffmpeg."""
    listed = Path(playwright.__file__).with_name("driver") / "package" / "browsers.json"
    known = json.loads(listed.read_text(encoding="utf-8"))["browsers"]
    [revision] = (one["revision"] for one in known if one["name"] == "ffmpeg")
    return Path(f"ffmpeg-{revision}", "ffmpeg-linux")
