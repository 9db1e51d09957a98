"""A plugin of pytest in a workshop: which tests are to judge a function that is called at import.

mutmut notes which functions each test calls, and puts what was called at import down to the test that
happened to be the first. What such a function made is met by others: the judges, which `judges.txt`, beside
this file in a workshop, names.
"""

from pathlib import Path

import pytest
from mutmut.state import state

_JUDGES = tuple(Path(__file__).with_name("judges.txt").read_text(encoding="utf-8").split())
_at_import: set[str] = set()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Everything is imported now, and nothing else was called."""
    _at_import.update(state()._stats)  # noqa: SLF001 - mutmut has no other place to tell it
    state()._stats.clear()  # noqa: SLF001


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Before mutmut notes what a test called."""
    if item.nodeid.removeprefix("mutants/").startswith(_JUDGES):
        state()._stats.update(_at_import)  # noqa: SLF001
