"""The service as a program of its own, asked over HTTP and listened to."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "service"]
ASKED = json.dumps({"subdomain": "company", "secret": "k3y", "contact": "anna@example.com"})
NO_REDIS = "redis://127.0.0.1:1"
"""Where none listens: workers go on by themselves."""

Program = subprocess.Popen[str]


def environ(**settings: str) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("BLOCK_")}
    return {**outside, "BLOCK_BIND": "127.0.0.1:0", **settings}


@contextmanager
def serving(
    folder: Path = ROOT, stdin: int | None = None, /, **settings: str
) -> Iterator[tuple[Program, str]]:
    """Start the service that is in a folder, and yield it with its address.

    In the end it is killed and cannot tidy up: what it leaves is put where it goes away.
    """
    pipe = subprocess.PIPE
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as room,
        subprocess.Popen(  # noqa: S603 - our own program
            COMMAND,
            cwd=folder,
            env=environ(TMPDIR=room, **settings),
            stdin=stdin,
            stdout=pipe,
            stderr=pipe,
            text=True,
        ) as started,
    ):
        try:
            assert started.stdout
            said = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+)\n", started.stdout.readline())
            assert said
            yield started, said[1]
        finally:
            started.kill()


def ask(origin: str, method: str = "POST", path: str = "/settings/blocks/retail_crm") -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=20)
    try:
        connection.request(method, path, ASKED, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def stop(started: Program, number: int = signal.SIGTERM) -> float:
    """Stop it and return how many seconds it took."""
    begun = time.monotonic()
    started.send_signal(number)
    assert started.wait(20) == 0
    return time.monotonic() - begun


def hear(started: Program, pattern: str) -> re.Match[str]:
    """Read its log until a line matches."""
    assert started.stderr
    for line in started.stderr:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"it never said {pattern}")


def workers(started: Program, count: int) -> list[int]:
    """Return the process ids of as many workers as the log tells of next."""
    return [int(hear(started, r"event=worker-started worker=\d+ pid=(\d+)")[1]) for _ in range(count)]
