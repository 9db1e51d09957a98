"""The pytest plugin: the fixture `usedesk`, a company of a Usedesk simulator that is the test's own.

pytest reads this file at every start where the project is installed, so it imports the simulator only once a
test asks for it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from simulators.kit import plugin

if TYPE_CHECKING:
    from simulators.usedesk_mock.own_company import Usedesk

NAME = "usedesk"
MARKER = "usedesk(tickets=0, seed=1): what the company of the fixture usedesk is made with"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where a simulator runs already."""
    plugin.add_option(parser, NAME, "Usedesk", 8002)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture(scope="session")
def usedesk_simulator(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a Usedesk simulator: the one of --usedesk-url, or one started for this session."""
    from simulators.usedesk_mock import own_company  # noqa: PLC0415 - see the top of the file

    with plugin.simulator(request.config, NAME, own_company.serving) as url:
        yield url


@pytest.fixture
def usedesk(request: pytest.FixtureRequest, usedesk_simulator: str) -> Iterator["Usedesk"]:
    """A company of this test alone, empty unless marked otherwise, and removed with the test.

    Its extensions are on, so that every block that is enabled is shown.
    """
    from simulators.usedesk_mock import own_company  # noqa: PLC0415 - see the top of the file

    with plugin.own_account(request, NAME, own_company.own_company, usedesk_simulator) as company:
        yield company
