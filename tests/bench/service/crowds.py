"""What many tickets at once make of a CRM that takes its time, and of its limit."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from statistics import median

from tests.bench.progress import tell
from tests.bench.server import Server
from tests.bench.service.client import Load, at_a_rate, at_once, connected, flat_out
from tests.bench.service.section import Section, ms, percent
from tests.bench.service.world import LATENCY_SECONDS, Crm, Known, figures, service, ticket

THREADS = ("16", "32", "64")
"""Counts of BLOCK_THREADS that are compared; the second is the default."""
CONNECTIONS = (64, 256)
CROWD = 100
TICKETS_A_SECOND, REPEATING = 50, 100


def waiting(crm: Crm, rounds: int, seconds: float) -> Section:
    """Blocks a second when each has to ask a CRM of 100 ms, by threads and connections, by turns."""
    loads: dict[tuple[str, int], list[Load]] = {}
    with crm.slow():
        for _ in range(rounds):
            for threads in THREADS:
                with service(crm.origin, BLOCK_THREADS=threads, BLOCK_FRESH_SECONDS="0") as ours:
                    asyncio.run(flat_out(ours.url, _each(crm.clients), 8, 1.0))
                    for connections in CONNECTIONS:
                        load = asyncio.run(
                            flat_out(ours.url, _each(crm.clients), connections, seconds, keep=True)
                        )
                        loads.setdefault((threads, connections), []).append(load)
                        tell(f"{threads} threads, {connections} connections: {load.rate:.0f} blocks/s")
    rows = [_waited(loads, *which) for which in loads]
    return Section(
        f"Uncached blocks with a CRM of {LATENCY_SECONDS * 1e3:.0f} ms, {rounds} rounds by turns",
        (
            "Threads",
            "Connections",
            f"Blocks/s ÷ {THREADS[1]} threads'",
            "Blocks/s",
            "p50, ms",
            "p99, ms",
            "Whole blocks",
        ),
        rows,
        ["Nothing is remembered. The CRM's own work shares a core with the load."],
        {
            f"{threads}x{connections}": [a.rate for a in each]
            for (threads, connections), each in loads.items()
        },
    )


def _each(clients: Sequence[Known]) -> Iterator[bytes]:
    return (ticket(known) for known in cycle(clients))


def _waited(loads: dict[tuple[str, int], list[Load]], threads: str, connections: int) -> tuple[str, ...]:
    mine, usual = loads[threads, connections], loads[THREADS[1], connections]
    ratio = median(a.rate / b.rate for a, b in zip(mine, usual, strict=True))
    answers = [answer for load in mine for answer in load.answers]
    return (
        threads,
        str(connections),
        f"{ratio:.2f}",
        f"{median(a.rate for a in mine):.0f}",
        ms(median(a.quantile(50) for a in mine)),
        ms(median(a.quantile(99) for a in mine)),
        percent(sum(map(_whole, answers), 0), len(answers)),
    )


def _whole(answer: bytes) -> bool:
    return b'data-outcome=\\"found' in answer and b"rcb-box" not in answer.partition(b"</style>")[2]


def together(crm: Crm) -> Section:
    """A hundred tickets of one client opened at once, beside one."""
    first, alone, crowd = crm.clients[:3]
    with crm.slow(), service(crm.origin) as ours:
        costs = [
            asyncio.run(_opened(crm, ours, known, number))
            for known, number in ((first, 1), (alone, 1), (crowd, CROWD))
        ]
    rows = [
        (
            str(len(load.taken)),
            str(calls),
            str(len({_unnumbered(a) for a in load.answers})),
            ms(max(load.taken)),
        )
        for load, calls in costs[1:]
    ]
    tell(f"{CROWD} equal requests at once: {costs[2][1]} calls of the CRM, one alone {costs[1][1]}")
    return Section(
        f"{CROWD} equal requests at once, a CRM of 100 ms",
        ("Requests", "Calls of the CRM", "Different blocks", "The last answered after, ms"),
        rows,
        figures={"calls": costs[2][1], "calls_alone": costs[1][1]},
    )


async def _opened(crm: Crm, ours: Server, known: Known, number: int) -> tuple[Load, int]:
    before = crm.calls()
    async with connected(ours.url, number) as connections:
        load = await at_once(connections, [ticket(known) for _ in range(number)])
    return load, crm.calls() - before


def _unnumbered(answer: bytes) -> bytes:
    """A block without the number of its request, which stands last."""
    return answer.rpartition(b"Request ")[0]


def limited(crm: Crm, seconds: float) -> Section:
    """Fifty tickets a second of a hundred clients, again and again, on one key with its limit on."""
    clients = crm.clients[10 : 10 + REPEATING]
    with crm.control() as control, crm.slow(), service(crm.origin, BLOCK_CRM_RATE="10") as ours:
        control.lift_quota(lifted=False)
        before = crm.calls()
        try:
            load = asyncio.run(at_a_rate(ours.url, _each(clients), TICKETS_A_SECOND, seconds))
        finally:
            control.lift_quota(lifted=True)
        told = {**figures(ours), ("calls", ""): float(crm.calls() - before)}
    rows = list(_rows(load, told))
    tell("; ".join(f"{name}: {value}" for name, value in rows))
    title = f"{TICKETS_A_SECOND} tickets/s of {REPEATING} repeating clients on one key, {seconds:.0f} s"
    note = "Ten calls a second are allowed, the CRM refuses more, and the service begins knowing nothing."
    return Section(title, ("What", "Figure"), rows, [note], dict(rows))


def _rows(load: Load, told: Mapping[tuple[str, str], float]) -> Iterator[tuple[str, str]]:
    asked, whole = len(load.answers), [_whole(answer) for answer in load.answers]
    yield "Tickets, all answered", str(asked)
    yield "Calls of the CRM a second", f"{told['calls', ''] / load.seconds:.1f}"
    yield "Calls that the CRM refused", f"{told.get(('refused_calls_total', ''), 0.0):.0f}"
    for name, meaning in _CACHE.items():
        yield f"Blocks {meaning}", percent(told.get(("blocks_total", name), 0.0), asked)
    yield "Blocks that say the CRM is busy", percent(told.get(("blocks_total", "crm-busy"), 0.0), asked)
    yield "Whole blocks, in the first half", percent(sum(whole[: asked // 2]), asked // 2)
    yield "Whole blocks, in the second half", percent(sum(whole[asked // 2 :]), asked - asked // 2)
    yield "p50, ms", ms(load.quantile(50))
    yield "p99, ms", ms(load.quantile(99))


_CACHE = {"fresh": "from what was fresh", "miss": "asked for", "stale": "with something stale"}
