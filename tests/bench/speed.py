"""Requests a second, first answer and memory: ours and the others, in rounds that take turns."""

import contextlib
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import requests

from tests.bench import load, npm, peers
from tests.bench.peers import LIST, WORK, Starter
from tests.bench.server import HEADERS, BenchError, Server, free_port, started
from tests.bench.tables import Measured

OURS, BASE = "Ours", "WireMock"
CUSTOMERS = 200  # as the simulator comes
QUERIES = 400  # different ones: more than any memory of verdicts in the simulator holds
WARM_UP_SECONDS = 4


@dataclass(slots=True)
class _Runner:
    """A server with the paths it is asked for, and the rates of its rounds."""

    server: Server
    paths: list[str]
    rates: list[float] = field(default_factory=list)

    def run(self, seconds: int) -> float:
        scheme, _, rest = self.server.url.partition("://")
        origin = f"{scheme}://{rest.split('/')[0]}"
        prefix = self.server.url.removeprefix(origin)
        return load.rate(origin, [prefix + path for path in self.paths], seconds, WORK)

    def measured(self) -> Measured:
        server = self.server
        memory = server.memory()
        return Measured(server.name, server.first_answer, tuple(self.rates), memory, tuple(server.notes))


def measure(rounds: int, seconds: int) -> tuple[list[Measured], list[str]]:
    """The servers' figures, and a sentence for each that could not be measured.

    Raises:
        BenchError: ours could not be measured.
    """
    left_out: list[str] = []
    with contextlib.ExitStack() as running:
        mine = running.enter_context(ours())
        paths = _paths(mine)
        runners = [_Runner(mine, paths)]
        for starter in _others(_answer(mine, paths[0]), left_out):
            with _telling(left_out):
                server = running.enter_context(starter())
                plain = server.name == "MockServer"
                runners.append(_Runner(server, [LIST] if plain else paths))
        runners = list(_warmed(runners, left_out))
        for number, runner in itertools.product(range(rounds), runners):
            runner.rates.append(runner.run(seconds))
            _tell(f"round {number + 1} of {rounds}: {runner.server.name} {runner.rates[-1]:.0f} requests/s")
        return [runner.measured() for runner in runners], left_out


@contextlib.contextmanager
def ours() -> Iterator[Server]:
    """Our simulator as it comes: state, journal, and both sides of each call validated."""
    port = free_port()
    command = [sys.executable, "-m", "simulators.retailcrm_mock", "--port", str(port), "--no-rate-limit"]
    base = f"http://127.0.0.1:{port}/company"
    with started(OURS, [*command, "--customers", str(CUSTOMERS)], base, base + LIST) as server:
        server.notes.append(
            f"{CUSTOMERS} customers, journal and validation of both sides on; all are asked {QUERIES} "
            "different queries in turn, so that nothing is answered from memory"
        )
        yield server


def _others(
    answer: bytes, left_out: list[str]
) -> Iterator[partial[contextlib.AbstractContextManager[Server]]]:
    absent = npm.missing_programs()
    if absent:
        left_out.append(f"none of the others: they need {', '.join(absent)}, which this machine has not")
        return
    starters: dict[str, Starter] = {"wiremock": partial(peers.wiremock, answer=answer), **peers.OF_CONTRACT}
    modules = npm.install(list(starters))
    for starter in starters.values():
        yield partial(starter, modules)


def _warmed(runners: Sequence[_Runner], left_out: list[str]) -> Iterator[_Runner]:
    for runner in runners:
        _tell(f"{runner.server.name} answered after {runner.server.first_answer:.1f} s; warming up")
        if runner.server.name == OURS:
            runner.run(WARM_UP_SECONDS)
            yield runner
            continue
        with _telling(left_out):
            runner.run(WARM_UP_SECONDS)
            yield runner


@contextlib.contextmanager
def _telling(left_out: list[str]) -> Iterator[None]:
    try:
        yield
    except BenchError as error:
        _tell(str(error))
        left_out.append(str(error))


def _paths(server: Server) -> list[str]:
    """Lists of five customers each, every one by other ids."""
    with requests.Session() as session:
        pages = [
            session.get(server.url + LIST, params={"limit": 100, "page": page}, headers=HEADERS, timeout=30)
            for page in (1, 2)
        ]
    ids = [card["id"] for page in pages for card in page.json()["customers"]]
    fives = [[ids[(start + step) % len(ids)] for step in (0, 1, 3, 7, 13)] for start in range(QUERIES)]
    return [f"{LIST}?" + "&".join(f"filter%5Bids%5D%5B%5D={one}" for one in five) for five in fives]


def _answer(server: Server, path: str) -> bytes:
    with requests.Session() as session:
        return session.get(server.url + path, headers=HEADERS, timeout=30).content


def _tell(text: str) -> None:
    print(text, flush=True)
