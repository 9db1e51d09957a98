from collections.abc import Iterator

import pytest

from tests.machine.expected import FORGETS, POLITE, REMEMBERS
from tests.machine.pacing import Time
from tests.stack import Stack, in_process


@pytest.fixture
def time() -> Time:
    """The service's."""
    return Time()


@pytest.fixture
def forgetful(time: Time) -> Iterator[Stack]:
    """The three, of which the service asks everything anew each time."""
    with in_process(time, time.pause, **FORGETS) as stack:
        yield stack


@pytest.fixture
def polite(time: Time) -> Iterator[Stack]:
    """The three, of which the service calls RetailCRM no more often than it may."""
    with in_process(time, time.pause, **POLITE) as stack:
        yield stack


@pytest.fixture
def remembering(time: Time) -> Iterator[Stack]:
    """The three, of which the service remembers."""
    with in_process(time, time.pause, **REMEMBERS) as stack:
        yield stack
