"""What many customers cost: seeding them, starting on them, and finding one by phone."""

import contextlib
import http.client
import itertools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote, urlsplit

from simulators.kit.client import ControlClient
from simulators.retailcrm_mock.dialects import SWITCHES
from tests.bench.peers import LIST
from tests.bench.server import HEADERS, BenchError, Server, free_port, started

FEW = 1_000
PHONES = 40  # looked up in each round
ROUNDS = 3  # each with phones of its own
PAGES = 10  # of the list, from its newest to its oldest, that phones are taken from
LOOK_SECONDS = 0.5
ASKED = ("name-match", "phone-eight")


@dataclass(frozen=True, slots=True)
class Grown:
    """What was measured; times in seconds, memory in bytes; lookups by dialect."""

    customers: int
    seeding: float
    memory: int
    start: float
    few: dict[str, float]
    many: dict[str, float]


def measure(customers: int, file: Path) -> Grown:
    """Seed two files, start on both, and look phones up by turns."""
    small = file.with_suffix(".small.sqlite")
    _seeded(small, FEW)
    seeding, memory = _seeded(file, customers)
    with _on(small, "few") as few, _on(file, "many") as many:
        found: tuple[dict[str, float], dict[str, float]] = ({}, {})
        phones = [list(_phones(server)) for server in (few, many)]
        for server, held in zip((few, many), phones, strict=True):
            _lookup(
                server, held[ROUNDS :: ROUNDS + 1]
            )  # others than those that count: files are cold at first
        for name, positions in _dialects():
            print(f"looking phones up: {name}", flush=True)
            for server in (few, many):
                ControlClient(server.url.rpartition("/")[0], "company").ask("PUT", "dialect", positions)
            # In turns, so that a busy machine slows both alike.
            rounds = [
                [
                    _lookup(server, held[turn :: ROUNDS + 1])
                    for server, held in zip((few, many), phones, strict=True)
                ]
                for turn in range(ROUNDS)
            ]
            for times, taken in zip(found, zip(*rounds, strict=True), strict=True):
                times[name] = median(taken)
        return Grown(customers, seeding, memory, many.first_answer, *found)


def _dialects() -> Iterator[tuple[str, dict[str, str]]]:
    matches, eights = (next(switch.positions for switch in SWITCHES if switch.name == name) for name in ASKED)
    for match in matches:
        for eight in eights:
            yield f"{match}, {eight}", dict(zip(ASKED, (match, eight), strict=True))


def _command(file: Path, port: int, customers: int) -> list[str]:
    program = [sys.executable, "-m", "simulators.retailcrm_mock", "--db", str(file), "--no-rate-limit"]
    return [*program, "--port", str(port), "--customers", str(customers)]


def _seeded(file: Path, customers: int) -> tuple[float, int]:
    """Seconds it took and the most memory it had; both 0 if the file was there already."""
    if file.exists():
        print(f"{file} is there already: taken as it is", flush=True)
        return 0.0, 0
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    most = 0
    program = subprocess.Popen(  # noqa: S603 - our own program; its progress goes to the terminal
        _command(file, 0, customers), stdout=subprocess.PIPE, text=True
    )
    with program:
        seeded = threading.Event()
        threading.Thread(target=_wait_ready, args=(program, seeded), daemon=True).start()
        while not seeded.wait(LOOK_SECONDS) and program.poll() is None:
            most = max(most, Server("seeding", "", program).memory())  # type: ignore[arg-type] # text or bytes
        took = time.perf_counter() - begun
        most = max(most, Server("seeding", "", program).memory())  # type: ignore[arg-type] # the same
        program.terminate()
    if not seeded.is_set():
        raise BenchError(f"seeding {file} ended by itself; delete it and look at what was printed above")
    return took, most


def _wait_ready(program: "subprocess.Popen[str]", seeded: threading.Event) -> None:
    for line in program.stdout or ():
        if line.startswith("listening on "):
            seeded.set()


@contextlib.contextmanager
def _on(file: Path, name: str) -> Iterator[Server]:
    port = free_port()
    base = f"http://127.0.0.1:{port}/company"
    with started(name, _command(file, port, 0), base, f"{base}/api/credentials") as server:
        yield server


def _lookup(server: Server, phones: Sequence[str]) -> float:
    """The median seconds in which one of the phones is found."""
    times = []
    with _connected(server) as ask:
        for phone in phones:
            begun = time.perf_counter()
            found = ask(f"filter%5Bname%5D={quote(phone)}")
            times.append(time.perf_counter() - begun)
            if not found["pagination"]["totalCount"]:
                raise BenchError(f"{server.name} did not find a phone that it holds")
    return median(times)


def _phones(server: Server) -> Iterator[str]:
    """Phones of customers from all over the list, as many as all rounds need, and one round more."""
    wanted = PHONES * (ROUNDS + 1)
    with _connected(server) as ask:
        pages = ask("limit=20")["pagination"]["totalPageCount"]
        held = (
            card["phones"][0]["number"]
            for turn in itertools.count()
            for card in ask(f"limit=20&page={1 + turn * pages // PAGES % pages}")["customers"]
            if card.get("phones")
        )
        yield from itertools.islice(held, wanted)


@contextlib.contextmanager
def _connected(server: Server) -> Iterator[Callable[[str], Any]]:
    """Asks for lists of customers over one connection, with as little work of its own as may be."""
    address = urlsplit(server.url)
    with contextlib.closing(http.client.HTTPConnection(address.netloc, timeout=60)) as connection:

        def ask(query: str) -> Any:
            connection.request("GET", f"{address.path}{LIST}?{query}", headers=HEADERS)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != http.client.OK:
                raise BenchError(f"{server.name} answered a list with {answer.status}")
            return json.loads(body)

        yield ask
