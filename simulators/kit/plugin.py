"""What the simulators' pytest plugins share.

pytest reads it at every start where the project is installed, so it imports nothing of a simulator before a
test asks for one.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

import pytest

Account = TypeVar("Account")


def add_option(parser: pytest.Parser, name: str, title: str, port: int) -> None:
    """The option that says where a simulator runs already."""
    group = parser.getgroup(name, f"{title} simulator")
    group.addoption(
        f"--{name}-url",
        metavar="URL",
        default=os.environ.get(_variable(name, "URL")),
        help=f"use the simulator that listens here, such as http://127.0.0.1:{port}, and share it among "
        "parallel workers; without, each worker starts one of its own. Also by the variable "
        f"{_variable(name, 'URL')}; {_variable(name, 'TOKEN')} is what the simulator was started with as "
        "--control-token",
    )


@contextlib.contextmanager
def simulator(
    config: pytest.Config, name: str, serving: Callable[[], AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of the simulator that was named, or of one that `serving` starts for this session."""
    running: str | None = config.getoption(f"{name}_url")
    if running:
        yield running.rstrip("/")
        return
    with serving() as url:
        yield url


@contextlib.contextmanager
def own_account(
    request: pytest.FixtureRequest,
    name: str,
    making: Callable[..., AbstractContextManager[Account]],
    url: str,
) -> Iterator[Account]:
    """An account of this test alone, of the options its marker gives; a sentence when there can't be one.

    Args:
        request: the fixture's.
        name: the plugin's, and its marker's.
        making: takes the simulator's address, how the account's name begins, the options and the token.
        url: the simulator's address.
    """
    from simulators.kit.errors import ControlError  # noqa: PLC0415 - see the top of the file

    marker = request.node.get_closest_marker(name)
    worker = getattr(request.config, "workerinput", {}).get("workerid", "test")
    options = marker.kwargs if marker else {}
    with contextlib.ExitStack() as stack:
        try:
            made = making(url, worker, options, os.environ.get(_variable(name, "TOKEN")))
            account = stack.enter_context(made)
        except ControlError as error:
            pytest.fail(f"no account for the fixture {name}: {error}", pytrace=False)
        yield account


def _variable(name: str, what: str) -> str:
    return f"{name.upper()}_SIMULATOR_{what}"
