"""What every room's tests share: Hypothesis profiles and the browser's start."""

import os
from typing import Any

import hypothesis
import pytest

from tests import browser

pytest_plugins = ["tests.contract_coverage.plugin"]

hypothesis.settings.register_profile("quick", deadline=None, max_examples=50, print_blob=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=500, print_blob=True)
# A mutant is tried against many tests: few examples each, and the same ones every time.
hypothesis.settings.register_profile("mutation", deadline=None, max_examples=20, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], pytestconfig: pytest.Config
) -> dict[str, Any]:
    path = browser.find(headed=pytestconfig.getoption("--headed"))
    if path is None:
        pytest.fail(browser.REMEDY)
    return browser_type_launch_args | {"executable_path": path, "args": browser.arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}
