"""The service as its real program, asked over real sockets, and watched from outside."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import jsonschema_rs
import urllib3

import contracts
from tests.processes import tree

PATH = "/settings/blocks/retail_crm"
READY = "listening on "
ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0
_BLOCK = jsonschema_rs.validator_for(contracts.schema("block", "BlockAnswer"))


class Answers(Protocol):
    """What makes blocks, however it is reached."""

    def block(self, ticket: Mapping[str, Any]) -> str:
        """Return the HTML of a block, which came with 200 and in the contract's shape."""
        ...


def block_of(status: int, body: bytes) -> str:
    """Return the HTML of an answer that is as the contract says."""
    assert status == 200, (status, body[:200])
    answer = json.loads(body)
    _BLOCK.validate(answer)
    return str(answer["html"])


@dataclass(slots=True)
class Service:
    """A running service; `said` is the file with all it wrote to stderr and stdout."""

    process: "subprocess.Popen[bytes]"
    url: str
    said: Path
    pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(maxsize=300, retries=False, timeout=_PATIENCE)
    )

    def block(self, ticket: Mapping[str, Any]) -> str:
        """Return a block's HTML."""
        answer = self.pool.request("POST", self.url + PATH, json=dict(ticket))
        return block_of(answer.status, answer.data)

    def get(self, path: str) -> tuple[int, str]:
        """Return what an operator's tool is answered."""
        answer = self.pool.request("GET", self.url + path)
        return answer.status, answer.data.decode()

    def state(self) -> str:
        """Return how it says it does."""
        return str(json.loads(self.get("/readyz")[1])["status"])

    def processes(self) -> list[int]:
        """Return the ids of the program and all its children."""
        return tree(self.process.pid)

    def stop(self) -> int:
        """Ask it to end; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE)


@contextlib.contextmanager
def service(folder: Path, crm: str, **settings: str) -> Iterator[Service]:
    """Run the service until the block ends; what it says goes to a new file in the folder."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BLOCK_")}
    own = {"BLOCK_BIND": "127.0.0.1:0", "BLOCK_CRM_URL": f"{crm}/{{subdomain}}"}
    said = Path(tempfile.mkdtemp(dir=folder)) / "said.txt"
    with said.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "service"],
            cwd=ROOT,
            env={**outside, **own, **settings},
            stdout=subprocess.PIPE,
            stderr=written,
        )
        with process:
            try:
                running = Service(process, _address(process), said)
                yield running
                running.pool.clear()
            finally:
                _end(process)


def _address(process: "subprocess.Popen[bytes]") -> str:
    impatience = threading.Timer(_PATIENCE, process.kill)
    impatience.start()
    assert process.stdout
    line = process.stdout.readline().decode()
    impatience.cancel()
    assert line.startswith(READY), line
    return line.removeprefix(READY).strip()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until(true: "Condition", seconds: float = _PATIENCE) -> None:
    """Wait until something is so; fail if it does not become so."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not true():
        assert time.monotonic() < end, f"it did not become so within {seconds} seconds"
        pause.wait(0.02)


class Condition(Protocol):
    """Something that is so, or not yet."""

    def __call__(self) -> bool:
        """Tell whether it is."""
        ...
