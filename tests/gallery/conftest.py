"""The stage of the proofs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

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
