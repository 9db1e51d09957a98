"""The page for people in a browser: axe, and nothing that stands out, wide and narrow, light and dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.harness.planted import plant
from tests.report.__main__ import main


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Page:
    """The page of a run that went wrong in every way, with everything unfolded."""
    main(tmp_path / "reports", plant(tmp_path / "reports"))
    page.goto((tmp_path / "reports" / "index.html").as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    return page


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (360, "dark"), (1600, "light"), (1600, "dark")]
)
def test_the_report_can_be_read(opened: Page, width: int, scheme: str) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of Playwright's two words
    found = Axe().run(opened).response["violations"]
    whole = opened.evaluate("document.documentElement.scrollWidth")

    assert ([one["id"] for one in found], whole, opened.title()[:8]) == ([], width, "3 failed")
