"""The stage of the proofs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.gallery.shells import Desk, served
from tests.gallery.stage import Stage


@pytest.fixture(scope="session")
def desk() -> Iterator[tuple[Desk, str]]:
    """A simulator for all proofs of a worker, and where it listens."""
    with served() as simulator:
        yield simulator


@pytest.fixture
def stage(page: Page, desk: tuple[Desk, str]) -> Stage:
    return Stage(page, *desk)


@pytest.fixture(scope="session")
def classic(browser: Browser, desk: tuple[Desk, str]) -> Iterator[Stage]:
    """The narrowest column of the classic shell, opened once for all tests that only put blocks in."""
    page = browser.new_page()
    opened = Stage(page, *desk)
    opened.open("classic", 260)
    yield opened
    page.close()
