"""The Usedesk simulator's pages among ten tickets, a page full and thousands, in rounds that take turns."""

import statistics
import time
from dataclasses import dataclass

from flask.testing import FlaskClient

from simulators.usedesk_mock.app import create_app
from simulators.usedesk_mock.pages.wanted import PAGE
from tests.bench.server import BenchError

FEW, FIRST = 10, 1001
_OK = 200


@dataclass(frozen=True, slots=True)
class Page:
    """What a page costs: medians in milliseconds among ten tickets, a page full of them, and many."""

    name: str
    few: float
    full: float
    many: float


def measure(tickets: int, rounds: int) -> list[Page]:
    """The pages' costs; the three companies are in one program, and each round asks all.

    Raises:
        BenchError: a page was not answered.
    """
    client, held = create_app(company=None).test_client(), (FEW, PAGE, tickets)
    for count in held:
        client.post("/_sim/accounts", json={"account": f"of-{count}", "tickets": count})
    pages = {
        "the list": "/tickets",
        "the end of the list": f"/tickets?after={FIRST + FEW}",
        "the oldest ticket": f"/tickets/{FIRST}",
        "the clients": "/clients",
        "the start page": "/",
        "a search that finds nothing": "/tickets?q=nowhere",
    }
    return [
        _measured(client, name, [f"/companies/of-{count}{path}" for count in held], rounds)
        for name, path in pages.items()
    ]


def table(pages: list[Page], tickets: int) -> str:
    """The costs as Markdown, as ratios to those of a page full: a busy machine slows all of a round."""
    rows = [
        f"| {one.name} | {one.few / one.full:.2f} | 1.00 ({one.full:.1f} ms) | {one.many / one.full:.2f} |"
        for one in pages
    ]
    head = f"| Page | {FEW} tickets | {PAGE} tickets | {tickets:,} tickets |"
    return "\n".join([head, "| --- | --- | --- | --- |", *rows])


def _measured(client: FlaskClient, name: str, paths: list[str], rounds: int) -> Page:
    for path in paths:  # templates are compiled before anything is measured
        _seconds(client, path)
    spent = [[_seconds(client, path) for path in paths] for _ in range(rounds)]
    return Page(name, *(statistics.median(side) * 1000 for side in zip(*spent, strict=True)))


def _seconds(client: FlaskClient, path: str) -> float:
    begun = time.perf_counter()
    answer = client.get(path)
    spent = time.perf_counter() - begun
    if answer.status_code != _OK:
        raise BenchError(f"{path} answered {answer.status_code}")
    return spent
