from collections.abc import Iterator

import pytest

from tests.stack import Stack, in_process


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with in_process() as stack:
        yield stack


@pytest.fixture(scope="session")
def block(stack: Stack) -> int:
    return stack.add_block(orders="5")


@pytest.fixture(scope="session")
def outlet(stack: Stack) -> int:
    """A block about one shop only."""
    return stack.add_block(orders="5", shops="outlet")
