"""The pytest plugin: the fixture `retailcrm`, an account of a RetailCRM simulator that is the test's own.

pytest reads this file at every start where the project is installed, so it imports the simulator only once a
test asks for it.
"""

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from simulators.retailcrm_mock.own_account import RetailCrm

URL, TOKEN = "RETAILCRM_SIMULATOR_URL", "RETAILCRM_SIMULATOR_TOKEN"
MARKER = (
    "retailcrm(customers=0, seed=1, locale='ru_RU', renamed_statuses=False, rate_limit=False): "
    "what the account of the fixture retailcrm is made with"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where a simulator runs already."""
    group = parser.getgroup("retailcrm", "RetailCRM simulator")
    group.addoption(
        "--retailcrm-url",
        metavar="URL",
        default=os.environ.get(URL),
        help="use the simulator that listens here, such as http://127.0.0.1:8001, and share it among "
        f"parallel workers; without, each worker starts one of its own. Also by the variable {URL}; "
        f"{TOKEN} is what the simulator was started with as --control-token",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture(scope="session")
def retailcrm_simulator(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a RetailCRM simulator: the one of --retailcrm-url, or one started for this session."""
    from simulators.retailcrm_mock import own_account  # noqa: PLC0415 - see the top of the file

    running: str | None = request.config.getoption("retailcrm_url")
    if running:
        yield running.rstrip("/")
        return
    with own_account.serving() as url:
        yield url


@pytest.fixture
def retailcrm(request: pytest.FixtureRequest, retailcrm_simulator: str) -> Iterator["RetailCrm"]:
    """A RetailCRM account of this test alone, empty unless marked otherwise, and removed with the test.

    Its request limit is lifted; `@pytest.mark.retailcrm(rate_limit=True)` keeps it.
    """
    from simulators.kit.errors import ControlError  # noqa: PLC0415 - see the top of the file
    from simulators.retailcrm_mock import own_account  # noqa: PLC0415 - see the top of the file

    marker = request.node.get_closest_marker("retailcrm")
    worker = getattr(request.config, "workerinput", {}).get("workerid", "test")
    options = marker.kwargs if marker else {}
    making = own_account.own_account(retailcrm_simulator, worker, options, os.environ.get(TOKEN))
    with contextlib.ExitStack() as stack:
        try:
            account = stack.enter_context(making)
        except ControlError as error:
            pytest.fail(f"no account for the fixture retailcrm: {error}", pytrace=False)
        yield account
