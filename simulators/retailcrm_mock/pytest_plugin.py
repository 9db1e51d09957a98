"""The pytest plugin: the fixture `retailcrm`, an account of a RetailCRM simulator that is the test's own.

pytest reads this file at every start where the project is installed, so it imports the simulator only once a
test asks for it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from simulators.kit import plugin

if TYPE_CHECKING:
    from simulators.retailcrm_mock.own_account import RetailCrm

NAME = "retailcrm"
MARKER = (
    "retailcrm(customers=0, seed=1, locale='ru_RU', renamed_statuses=False, rate_limit=False): "
    "what the account of the fixture retailcrm is made with"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where a simulator runs already."""
    plugin.add_option(parser, NAME, "RetailCRM", 8001)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture(scope="session")
def retailcrm_simulator(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a RetailCRM simulator: the one of --retailcrm-url, or one started for this session."""
    from simulators.retailcrm_mock import own_account  # noqa: PLC0415 - see the top of the file

    with plugin.simulator(request.config, NAME, own_account.serving) as url:
        yield url


@pytest.fixture
def retailcrm(request: pytest.FixtureRequest, retailcrm_simulator: str) -> Iterator["RetailCrm"]:
    """A RetailCRM account of this test alone, empty unless marked otherwise, and removed with the test.

    Its request limit is lifted; `@pytest.mark.retailcrm(rate_limit=True)` keeps it.
    """
    from simulators.retailcrm_mock import own_account  # noqa: PLC0415 - see the top of the file

    with plugin.own_account(request, NAME, own_account.own_account, retailcrm_simulator) as account:
        yield account
