"""Which CRMs the suite is asked of, and what is said if no real one is among them."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest

from tests.interface import crms, real

_WANTED = real.wanted(os.environ)
_CRMS: dict[str, Callable[[], AbstractContextManager[crms.Known]]] = {
    "in-turn": crms.in_turn,
    "one-by-one": crms.one_by_one,
    "simulator": crms.simulator,
    "rehearsal": crms.rehearsal,
}
if _WANTED:
    _CRMS["account"] = partial(crms.real_account, _WANTED)


@pytest.fixture(scope="session", params=[*_CRMS.values()], ids=[*_CRMS])
def crm(request: pytest.FixtureRequest) -> Iterator[crms.Known]:
    open_one: Callable[[], AbstractContextManager[crms.Known]] = request.param
    with open_one() as known:
        yield known


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _WANTED:
        terminalreporter.write_line("No real account was asked; nox -s interface -- --url … does.")
