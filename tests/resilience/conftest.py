"""What the proofs share: a RetailCRM simulator as a program, and a voice while they run."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from simulators.demo.programs import started
from simulators.retailcrm_mock.own_account import RetailCrm, own_account
from tests.resilience.agents import CLIENTS, PEOPLE
from tests.resilience.people import load

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


@pytest.fixture
def two_accounts(crm: str) -> Iterator[list[RetailCrm]]:
    """Two accounts whose clients have the same phones and e-mails, and other names and orders."""
    with ExitStack() as stack:
        made = [stack.enter_context(own_account(crm, "two", {})) for _ in range(2)]
        for shift, account in enumerate(made):
            account.load(**load(each.elsewhere(shift * CLIENTS) for each in PEOPLE))
        yield made
