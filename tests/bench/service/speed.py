"""How quick a block is: from the cache, and beside the CRM's own round trip."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import repeat
from statistics import mean, median, quantiles
from typing import Any
from urllib.parse import urlencode

from tests.bench.progress import tell
from tests.bench.server import HEADERS, Server
from tests.bench.service.client import Load, at_once, connected, flat_out
from tests.bench.service.section import Section, ms
from tests.bench.service.world import ACCOUNT, LATENCY_SECONDS, Crm, Known, constant, service, ticket

CONNECTIONS = 32
WARM_UP_SECONDS = 2.0
BLOCKS = 80
_PATHS = {"listOrders": "orders", "listCustomers": "customers"}


def cached(crm: Crm, rounds: int, seconds: float) -> Section:
    """A block that is known, beside a constant answer of the same size from the same server, by turns."""
    known = crm.clients[0]
    with service(crm.origin) as ours:
        size = len(asyncio.run(_one(ours, known)))
        with constant(size) as other:
            _turn(ours, other, known, WARM_UP_SECONDS)
            turns = [_turn(ours, other, known, seconds) for _ in range(rounds)]
    rate = median(mine.rate / constant.rate for mine, constant in turns)
    cost = median(constant.cpu / mine.cpu for mine, constant in turns)
    return Section(
        f"A cached block of {size / 1e3:.1f} kB, {CONNECTIONS} connections, {rounds} rounds by turns",
        ("Answer", "Requests/s ÷ constant's", "Requests a CPU second ÷ constant's", *_FIGURES),
        [
            _row("a cached block", rate, cost, [mine for mine, _ in turns]),
            _row("a constant answer", 1.0, 1.0, [constant for _, constant in turns]),
        ],
        ["Each request opens another ticket of one client. The second ratio leaves out other programs."],
        {"rate": rate, "cost": cost, "bytes": size},
    )


_FIGURES = ("Requests/s", "CPU of one, µs", "p50, ms", "p99, ms")


def _turn(ours: Server, other: Server, known: Known, seconds: float) -> tuple[Load, Load]:
    mine, constant = _opened(ours, known, seconds), _opened(other, known, seconds)
    tell(f"cached {mine.rate:.0f}/s, constant {constant.rate:.0f}/s; CPU {mine.cpu / constant.cpu:.1f} to 1")
    return mine, constant


def _opened(server: Server, known: Known, seconds: float) -> Load:
    """Open ticket after ticket of one client."""
    tickets, before = (ticket(known) for _ in repeat(None)), server.cpu()
    load = asyncio.run(flat_out(server.url, tickets, CONNECTIONS, seconds))
    load.cpu = (server.cpu() - before) / len(load.taken)
    return load


def _row(name: str, rate: float, cost: float, loads: Sequence[Load]) -> tuple[str, ...]:
    ratios = f"{rate:.2f}", f"{cost:.2f}"
    figures = f"{median(a.rate for a in loads):.0f}", f"{median(a.cpu for a in loads) * 1e6:.0f}"
    return name, *ratios, *figures, *(ms(median(a.quantile(each) for a in loads)) for each in (50, 99))


async def _one(server: Server, known: Known) -> bytes:
    async with connected(server.url, 1) as [connection]:
        await connection.ask(ticket(known))
        return await connection.ask(ticket(known))


def uncached(crm: Crm) -> Section:
    """A block's own time: what it takes, less what the same calls of the CRM take when made directly."""
    with crm.control() as control, crm.slow(), service(crm.origin) as ours:
        control.keep_journal(keep="everything")
        pairs = asyncio.run(_pairs(crm, ours))
        control.keep_journal(keep="shape")
    own = [pair.block - pair.direct for pair in pairs]
    low, middle, high = quantiles(own, n=4, method="inclusive")
    whole, direct = median(pair.block for pair in pairs), median(pair.direct for pair in pairs)
    tell(f"a block's own time over the CRM's round trip: {middle * 1e3:.1f} ms")
    row = ms(middle), f"{ms(low)} to {ms(high)}", f"{whole / direct:.2f}", ms(whole), ms(direct)
    return Section(
        f"An uncached block's own time, {len(pairs)} clients, each once, a CRM of 100 ms",
        (
            "Own time, ms",
            "Quartiles, ms",
            "Block ÷ round trip",
            "Block, ms",
            "Round trip, ms",
            "CPU, ms",
            "Calls",
        ),
        [(*row, ms(mean(pair.cpu for pair in pairs)), f"{median(pair.calls for pair in pairs):.0f}")],
        ["The round trip is that of the block's own calls, made right after it in as many rounds."],
        {"own": own, "block": whole, "direct": direct},
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A block's seconds, those of its calls when made directly, the CPU it took, and how many calls."""

    block: float
    direct: float
    cpu: float
    calls: int


async def _pairs(crm: Crm, ours: Server) -> list[_Pair]:
    """Blocks of clients never asked for before; those that had to learn names as well are left out."""
    pairs = []
    with crm.control() as control:
        async with connected(ours.url, 1) as block, connected(crm.origin, 10) as direct:
            for known in crm.clients[1 : 1 + BLOCKS]:
                before, cpu = crm.calls(), ours.cpu()
                mine = await at_once(block, [ticket(known)])
                entries = control.journal(since=before)
                cost = ours.cpu() - cpu
                if all(entry["operation"] in _PATHS for entry in entries):
                    loads = [await at_once(direct, list(map(_call, each))) for each in rounds_of(entries)]
                    theirs = sum(load.seconds for load in loads)
                    pairs.append(_Pair(mine.seconds, theirs, cost, len(entries)))
    return pairs


def rounds_of(entries: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Part calls into those that were made together: of a round, all before the first has its answer."""
    rounds: list[list[Mapping[str, Any]]] = []
    for entry in sorted(entries, key=_at):
        if rounds and _at(entry) - _at(rounds[-1][0]) < timedelta(seconds=LATENCY_SECONDS / 2):
            rounds[-1].append(entry)
        else:
            rounds.append([entry])
    return rounds


def _at(entry: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _call(entry: Mapping[str, Any]) -> bytes:
    query = urlencode([(each["name"], each["value"]) for each in entry["query"]])
    headers = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    path = f"/{ACCOUNT}/api/v5/{_PATHS[entry['operation']]}?{query}"
    return f"GET {path} HTTP/1.1\r\nHost: crm\r\n{headers}\r\n".encode()
