from collections.abc import Iterator

import pytest

from tests.stack import Stack, in_process


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with in_process() as stack:
        yield stack
