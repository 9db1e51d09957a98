"""What the measurements of the service are made of: the load, the rounds of calls, the report."""

import asyncio
import itertools
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask, Response, request
from hypothesis import given
from hypothesis import strategies as st

from simulators.kit.launcher import running
from tests.bench.__main__ import PARTS, parser
from tests.bench.server import BenchError
from tests.bench.service.client import Load, at_a_rate, at_once, connected, flat_out
from tests.bench.service.constant import create_app
from tests.bench.service.section import Section, ms, percent
from tests.bench.service.speed import rounds_of
from tests.bench.service.world import Known, ticket

ANNA = Known("+7 999 000-11-22", "anna@example.com")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Repeats the number of a ticket, or fails for the ticket 500."""
    app = Flask(__name__)
    together = threading.Barrier(2, timeout=10)

    @app.post("/settings/blocks/retail_crm")
    def block() -> Response:
        data = request.get_json()
        if data["subdomain"] == "together":
            together.wait()
        return Response(str(data["ticket_id"]), status=500 if data["ticket_id"] == 500 else 200)

    with running(app) as served:
        yield served.url


def finished(wanted: Coroutine[Any, Any, Load]) -> Load:
    """What it comes to, in a thread of its own: once a browser was driven, a loop runs on in a worker's."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, wanted).result()


def _numbered() -> Iterator[bytes]:
    return (ticket(ANNA, number=number) for number in itertools.count(1000))


def test_equal_requests_are_asked_at_once_and_each_has_its_own_answer(server: str) -> None:
    async def ask() -> Load:
        async with connected(server, 2) as connections:
            return await at_once(connections, [ticket(ANNA, "together", number) for number in (1, 2)])

    load = finished(ask())
    assert (sorted(load.answers), len(load.taken)) == ([b"1", b"2"], 2)


def test_flat_out_every_connection_asks_again_and_nothing_is_asked_twice(server: str) -> None:
    load = finished(flat_out(server, _numbered(), 2, 0.2, keep=True))
    assert len(set(load.answers)) == len(load.answers) == len(load.taken) > 2
    assert load.rate == len(load.taken) / load.seconds


def test_at_a_rate_as_many_are_asked_as_the_time_has_room_for(server: str) -> None:
    load = finished(at_a_rate(server, _numbered(), 100, 0.2))
    assert len(set(load.answers)) == 20
    assert load.seconds >= 0.19


def test_an_answer_that_is_no_success_ends_the_measuring(server: str) -> None:
    with pytest.raises(BenchError, match="no success"):
        finished(flat_out(server, iter([ticket(ANNA, number=500)]), 1, 1))


@given(st.integers(100, 20_000))
def test_the_constant_answer_has_the_size_it_is_compared_in(size: int) -> None:
    answer = create_app(size).test_client().post("/settings/blocks/retail_crm", json={})
    assert (len(answer.data), answer.mimetype, list(answer.json or ())) == (
        size,
        "application/json",
        ["html"],
    )


def test_calls_that_begin_together_are_a_round() -> None:
    starts = ["00.000", "00.010", "00.049", "00.120", "00.160", "00.400"]
    entries = [{"at": f"2026-11-26T00:00:{start}+00:00"} for start in starts]
    assert list(map(len, rounds_of(entries[::-1]))) == [3, 2, 1]


def test_a_section_is_a_heading_notes_and_a_table() -> None:
    section = Section("Memory", ("What", "Figure"), [("After all, MiB", "120")], ["A note."])
    assert section.text().split("\n\n") == [
        "## Memory",
        "A note.",
        "| What | Figure |\n| --- | --- |\n| After all, MiB | 120 |",
    ]


def test_figures_are_as_fine_as_they_matter() -> None:
    assert [ms(0.00123), ms(0.5), percent(1, 3), percent(0, 0)] == ["1.2", "500", "33.3 %", "-"]


def test_every_part_is_measured_unless_some_are_named() -> None:
    assert [parser().parse_args(given).parts for given in ([], ["service"])] == [[], ["service"]]
    assert list(PARTS) == ["simulator", "service"]
