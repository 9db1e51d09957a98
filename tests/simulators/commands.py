"""Commands as documents print them, played: programs as processes, curl by a client that knows it."""

import argparse
import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import requests

READY = "listening on "
PRINTED = re.compile(r"https?://127\.0\.0\.1:800[12](/.*)")


def commands(text: str, word: str) -> list[list[str]]:
    """The commands in a text whose first word is this one, an indented or fenced line each."""
    joined = text.replace("\\\n", " ")
    return [shlex.split(line) for line in map(str.strip, joined.splitlines()) if line.startswith(f"{word} ")]


@contextlib.contextmanager
def started(command: list[str], where: Path) -> Iterator[str]:
    """Run a printed `python -m simulators.…` on a free port; gives its address."""
    program = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, *command[1:], "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with program:
        assert program.stdout is not None
        yield next(line for line in program.stdout if line.startswith(READY)).removeprefix(READY).strip()
        program.terminate()


def curl(command: list[str], url: str, where: Path) -> requests.Response:
    """What a printed curl is answered by the simulator at this address."""
    parser = argparse.ArgumentParser()
    for option in ("-H", "-d", "--data-urlencode"):
        parser.add_argument(option, action="append", default=[])
    for option in ("-X", "-o", "-T", "--cacert"):
        parser.add_argument(option)
    parser.add_argument("-g", action="store_true")
    parser.add_argument("address")
    said = parser.parse_args(command[1:])
    address = PRINTED.fullmatch(said.address)
    assert address, said.address
    encoded = [
        f"{name}={quote(value)}" for name, _, value in (one.partition("=") for one in said.data_urlencode)
    ]
    body = "&".join([*said.d, *encoded]).encode() or None
    headers = dict(header.split(": ", 1) for header in said.H)
    if body:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} | headers
    with requests.Session() as session:
        return session.request(
            said.X or ("POST" if body else "GET"),
            url + address[1],
            headers=headers,
            data=(where / said.T).read_bytes() if said.T else body,
            verify=str(where / said.cacert) if said.cacert else True,
            timeout=20,
        )
