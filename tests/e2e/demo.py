"""The demo as a program of its own, on three free ports."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from simulators.demo.__main__ import ACCOUNT
from simulators.kit.client import ControlClient

COMMAND = [sys.executable, "-m", "simulators.demo"]
READY = "Demo ready: "


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the three listen, without a slash at the end."""

    service: str
    crm: str
    usedesk: str

    @property
    def account(self) -> str:
        """The demo's account in the CRM, as a browser opens it."""
        return f"{self.crm}/{ACCOUNT}"

    def crm_control(self) -> ControlClient:
        """The RetailCRM simulator's control door, for the demo's account."""
        return ControlClient(self.crm, ACCOUNT)

    def usedesk_control(self) -> ControlClient:
        """The Usedesk simulator's control door."""
        return ControlClient(self.usedesk)


@contextlib.contextmanager
def demo(**settings: str) -> Iterator[Demo]:
    """Run the demo until the block ends, its service with these settings."""
    first = three_free_ports()
    environment = {**os.environ, "DEMO_PORT": str(first), **settings}
    with subprocess.Popen(COMMAND, env=environment, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603
        try:
            if not any(line.startswith(READY) for line in program.stdout or ()):
                raise AssertionError(f"the demo ended with {program.wait()} before it was ready")
            yield Demo(*(f"http://127.0.0.1:{first + place}" for place in range(3)))
        finally:
            program.terminate()


def three_free_ports() -> int:
    """The first of three neighbouring ports that are free now, below those the system gives out by itself."""
    while True:
        first = 20_000 + 3 * secrets.randbelow(4_000)
        if all(_free(first + step) for step in range(3)):
            return first


def _free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
