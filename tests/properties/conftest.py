from collections.abc import Iterator

import pytest

from tests.stack import Stack, in_process


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with in_process() as stack:
        yield stack


@pytest.fixture(scope="session")
def remembering() -> Iterator[Stack]:
    """The three, with a service that knows for an hour what an account is like."""
    with in_process(BLOCK_STALE_SECONDS="3600") as stack:
        yield stack


@pytest.fixture(scope="session")
def block(stack: Stack) -> int:
    return stack.add_block(orders="5")


@pytest.fixture(scope="session")
def outlet(stack: Stack) -> int:
    """A block about one shop only."""
    return stack.add_block(orders="5", shops="outlet")
