"""The example projects work as they stand, with nothing of ours but what is installed."""

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester", "tests.simulators.installed"]
EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/pyproject.toml"))


def test_there_is_an_example() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_tests_of_an_example_pass(installed: pytest.Pytester, example: Path) -> None:
    shutil.copytree(example, installed.path, dirs_exist_ok=True)
    tests = sum(file.read_text(encoding="utf-8").count("\ndef test_") for file in example.glob("test_*.py"))
    installed.runpytest_subprocess("-p", "no:xdist").assert_outcomes(passed=tests)
