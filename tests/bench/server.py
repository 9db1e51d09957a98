"""One server under measurement: a program on a core of its own, and what it costs."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.processes import tree

PATIENCE_SECONDS = 90
LOOK_AGAIN_SECONDS = 0.02
KEY = "demo-key"
HEADERS = {"X-API-KEY": KEY}
OK = 200


class BenchError(RuntimeError):
    """Something cannot be measured; the message tells what and why."""


def on_core(number: int) -> list[str]:
    """What starts a command on one core, so that load and server do not share one; nothing if none can."""
    alone = (os.cpu_count() or 1) < 2
    return [] if alone or shutil.which("taskset") is None else ["taskset", "-c", str(number)]


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True)
class Server:
    """A running server.

    Attributes:
        url: below which the API is, such as http://127.0.0.1:8001/company.
        first_answer: seconds from start to the first answer.
    """

    name: str
    url: str
    process: "subprocess.Popen[bytes]"
    first_answer: float = 0.0
    notes: list[str] = field(default_factory=list)

    def memory(self) -> int:
        """Resident bytes of the program and all its children."""
        return sum(_resident(number) for number in tree(self.process.pid))

    def cpu(self) -> float:
        """Seconds of a processor that the program and all its children have taken."""
        return sum(_cpu(number) for number in tree(self.process.pid))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program runs: a folder to leave files in, its core, and an environment instead of ours."""

    folder: Path | None = None
    core: int = 0
    environment: Mapping[str, str] | None = None


HERE = Place()


@contextlib.contextmanager
def started(
    name: str,
    command: Sequence[str],
    url: str,
    asked: str,
    prepare: "Prepare | None" = None,
    place: Place = HERE,
) -> Iterator[Server]:
    """Run the command until the block ends; it is there once `asked` is answered with 200.

    `prepare` tells it what to serve, if it learns that after its start.

    Raises:
        BenchError: it did not start in time.
    """
    log = Path("reports/bench/log")
    log.mkdir(parents=True, exist_ok=True)
    with (log / f"{name}.txt").open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - what the bench itself is made of
            [*on_core(place.core), *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=place.folder,
            env=place.environment,
        )
        try:
            server = Server(name, url, process)
            if prepare is not None:
                prepare(process)
            answered(process, name, asked)
            server.first_answer = time.perf_counter() - begun
            yield server
        finally:
            _end(process)


class Prepare:
    """Sends one document to a server as soon as it takes it."""

    def __init__(self, url: str, body: bytes) -> None:
        self._url = url
        self._body = body

    def __call__(self, process: "subprocess.Popen[bytes]") -> None:
        """Send it; raises BenchError."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < deadline and process.poll() is None:
            with contextlib.suppress(requests.RequestException):
                headers = {"Content-Type": "application/json"}
                if requests.Session().put(self._url, self._body, headers=headers, timeout=60).ok:
                    return
            threading.Event().wait(LOOK_AGAIN_SECONDS)
        raise BenchError(f"{self._url} did not take what it was to serve")


def answered(process: "subprocess.Popen[bytes]", name: str, url: str) -> None:
    """Ask until the answer is 200; raises BenchError if that never comes."""
    deadline = time.perf_counter() + PATIENCE_SECONDS
    last = "no connection"
    with requests.Session() as session:
        while time.perf_counter() < deadline and process.poll() is None:
            with contextlib.suppress(requests.RequestException):
                answer = session.get(url, headers=HEADERS, timeout=30)
                if answer.status_code == OK:
                    return
                last = f"{answer.status_code} {answer.text[:200]}"
            threading.Event().wait(LOOK_AGAIN_SECONDS)
    ended = process.poll() is not None
    how = "ended by itself" if ended else f"gave no answer in {PATIENCE_SECONDS} s: {last}"
    raise BenchError(f"{name} {how}; see reports/bench/log/{name}.txt")


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _resident(number: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{number}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    return 0


def _cpu(number: int) -> float:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
