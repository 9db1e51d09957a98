from collections.abc import Iterator

import pytest

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
