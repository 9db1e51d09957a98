"""What the proofs share: a RetailCRM simulator as a program, and a voice while they run."""

from collections.abc import Callable, Iterator

import pytest

from simulators.demo.programs import started

Say = Callable[[str], None]


@pytest.fixture(scope="session")
def crm() -> Iterator[str]:
    """Where a RetailCRM simulator listens, a program of its own: its work is not ours to measure."""
    with started("simulators.retailcrm_mock", "--port", "0", "--customers", "0") as url:
        yield url


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Say:
    """Tell whoever watches how far it is, and what was measured."""
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def tell(text: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"\n    {text}", end="", flush=True)  # noqa: T201 - to be read while it runs

    return tell
