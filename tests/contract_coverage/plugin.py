"""Lets test runs record what they see of the contracts, when the environment names a folder for it."""

import os
from pathlib import Path

import pytest

from tests.contract_coverage import tap

_CHILDREN = Path(__file__).parent / "children"


def pytest_configure(config: pytest.Config) -> None:
    """Record, here and in every program started from here."""
    if not os.environ.get(tap.FOLDER) or config.option.collectonly:
        return
    os.environ[tap.FOLDER] = str(Path(os.environ[tap.FOLDER]).resolve())
    above = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(_CHILDREN) not in above:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_CHILDREN), *above]))
    tap.begin()
