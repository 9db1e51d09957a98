"""Puts load on a server and counts what it answers."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.bench.npm import install
from tests.bench.server import HEADERS, BenchError, on_core

CONNECTIONS = 32
SPARE_SECONDS = 30
_RATE = re.compile(r"Requests/sec:\s*([\d.]+)")
_AUTOCANNON = """
const [url, seconds, connections, headers, paths] = JSON.parse(process.argv[1]);
require('autocannon')({url, duration: seconds, connections, headers, requests: paths.map(path => ({path}))})
  .then(told => console.log(JSON.stringify({rate: told.requests.average, bad: told.non2xx + told.errors})));
"""


def generator() -> str:
    """Which program makes the load here: wrk if it is there, else autocannon from npm."""
    return "wrk" if shutil.which("wrk") else "autocannon"


def rate(url: str, paths: Sequence[str], seconds: int, work: Path) -> float:
    """Requests a second over 32 connections that ask for the paths in turn, from the second core.

    Args:
        url: of the server, without a path.
        paths: with their queries.
        seconds: how long.
        work: a folder for the generator's script.

    Raises:
        BenchError: an answer was no success, or there was none.
    """
    told = _wrk(url, paths, seconds, work) if generator() == "wrk" else _autocannon(url, paths, seconds)
    if told is None:
        raise BenchError(f"{url} did not answer every request with success")
    return told


def script(paths: Sequence[str]) -> str:
    """The Lua that makes wrk ask for the paths in turn."""
    listed = ",\n".join(f'  "{path}"' for path in paths)
    headers = "".join(f'wrk.headers["{name}"] = "{value}"\n' for name, value in HEADERS.items())
    turn = "at = at % #paths + 1\n  return wrk.format(nil, paths[at])"
    return f"local paths = {{\n{listed}\n}}\nlocal at = 0\n{headers}function request()\n  {turn}\nend\n"


def of_wrk(printed: str) -> float | None:
    """Requests a second as wrk prints them; None if an answer was no success or a connection broke."""
    found = _RATE.search(printed)
    broken = "Non-2xx" in printed or "Socket errors" in printed
    return None if found is None or broken or float(found[1]) == 0 else float(found[1])


def _wrk(url: str, paths: Sequence[str], seconds: int, work: Path) -> float | None:
    work.mkdir(parents=True, exist_ok=True)
    lua = work / "paths.lua"
    lua.write_text(script(paths), encoding="utf-8")
    flags = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(lua), url]
    return of_wrk(_printed(["wrk", *flags], seconds))


def _autocannon(url: str, paths: Sequence[str], seconds: int) -> float | None:
    modules = install(["autocannon"])
    given = json.dumps([url, seconds, CONNECTIONS, HEADERS, list(paths)])
    told = json.loads(_printed(["node", "-e", _AUTOCANNON, given], seconds, modules.parent))
    return None if told["bad"] else float(told["rate"])


def _printed(command: list[str], seconds: int, folder: Path | None = None) -> str:
    ran = subprocess.run(  # noqa: S603 - commands of ours
        [*on_core(1), *command],
        capture_output=True,
        text=True,
        timeout=seconds + SPARE_SECONDS,
        check=False,
        cwd=folder,
    )
    if ran.returncode:
        raise BenchError(f"{command[0]} failed: {ran.stderr.strip()[-300:]}")
    return ran.stdout
