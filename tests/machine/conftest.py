from collections.abc import Iterator

import pytest

from tests.machine.expected import REMEMBERS
from tests.stack import Stack, Turned, in_process


@pytest.fixture
def clock() -> Turned:
    """The service's clock."""
    return Turned()


@pytest.fixture
def forgetful(clock: Turned) -> Iterator[Stack]:
    """The three, of which the service asks everything anew each time."""
    with in_process(clock, BLOCK_NAMES_SECONDS="0") as stack:
        yield stack


@pytest.fixture
def remembering(clock: Turned) -> Iterator[Stack]:
    """The three, of which the service remembers."""
    with in_process(clock, **REMEMBERS) as stack:
        yield stack
