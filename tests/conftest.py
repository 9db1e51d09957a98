"""What every room's tests share: Hypothesis profiles, the browser's start, and what tests tell the report."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import expect

from tests import browser, filming
from tests.report import dialects

pytest_plugins = ["tests.contract_coverage.plugin"]

hypothesis.settings.register_profile("quick", deadline=None, max_examples=50, print_blob=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=500, print_blob=True)
# A mutant is tried against many tests: few examples, the same every time, and the first that fails will do.
_FOUND = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
hypothesis.settings.register_profile(
    "mutation", deadline=None, max_examples=20, derandomize=True, database=None, phases=_FOUND
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# What comes, comes sooner; a busy machine must not look like a mistake.
expect.set_options(timeout=30_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "record each browser test: a trace, HAR and, where ffmpeg is, a video"
    parser.addoption("--record", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "dialects(system, way, *dialects): what a test speaks, for the report")
    if config.getoption("--record"):
        config.option.tracing = "on"
        camera = ExitStack()
        config.add_cleanup(camera.close)
        config.option.video = "on" if camera.enter_context(filming.camera()) else "off"


def pytest_report_header(config: pytest.Config) -> str | None:
    return filming.REMEDY if config.getoption("--record") and config.getoption("--video") == "off" else None


def pytest_itemcollected(item: pytest.Item) -> None:
    told = (dialects.told(*mark.args) for mark in item.iter_markers("dialects"))
    item.user_properties.extend(told)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], pytestconfig: pytest.Config
) -> dict[str, Any]:
    path = browser.find(headed=pytestconfig.getoption("--headed"))
    if path is None:
        pytest.fail(browser.REMEDY)
    return browser_type_launch_args | {"executable_path": path, "args": browser.arguments()}


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any],
    pytestconfig: pytest.Config,
    output_path: str,
    request: pytest.FixtureRequest,
) -> dict[str, Any]:
    usual = browser_context_args | {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}
    if not pytestconfig.getoption("--record"):
        return usual
    har = Path(output_path) / "network.har"
    request.node.user_properties.append(("har", os.path.relpath(har)))
    return usual | {"record_har_path": har}
