from collections.abc import Iterator

import pytest

from tests.e2e import demo as demos
from tests.e2e.demo import Demo
from tests.stack import Stack, as_programs


@pytest.fixture(scope="session")
def programs() -> Iterator[Stack]:
    with as_programs() as stack:
        yield stack


@pytest.fixture
def stack(programs: Stack) -> Iterator[Stack]:
    """The three programs as they are at start; both sides must have kept the contracts at the end."""
    programs.crm_control().ask("POST", "reset", {})
    programs.usedesk_control().ask("POST", "reset", {})
    yield programs
    assert programs.violations() == []


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demo, but that its service may ask as much as it likes and has time on a busy machine."""
    with demos.demo(BLOCK_CRM_RATE="1000", BLOCK_DEADLINE_SECONDS="20") as running:
        yield running
