"""Two replicas that share a Redis beside one, and the memory of a thousand accounts."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, cycle
from statistics import median

from tests.bench.progress import tell
from tests.bench.server import KEY, Server
from tests.bench.service.client import at_once, connected, flat_out
from tests.bench.service.section import Section
from tests.bench.service.world import Crm, Known, clients_of, figures, service, ticket
from tests.bench.tables import MEGABYTE
from tests.service.adapters.valkey import valkey_server

THREADS = "8"
"""So few that a replica waits more than it works, and two on one machine show what two machines would."""
CONNECTIONS, CLIENTS = 32, 100
ACCOUNTS, OF_ACCOUNT = 1000, 3


def shared(crm: Crm, rounds: int, seconds: float) -> Section:
    """Uncached blocks, cached ones and calls of the CRM: alone in memory, alone on Redis, two on Redis."""
    taken: dict[str, list[tuple[float, float, int]]] = {}
    for _ in range(rounds):
        with valkey_server() as redis:
            for name, count, url in (
                ("1, in memory", 1, ""),
                ("1, on Redis", 1, redis.url),
                ("2, on Redis", 2, redis.url),
            ):
                redis.redis.flushall()
                with crm.slow():
                    taken.setdefault(name, []).append(_measured(crm, count, url, seconds))
                tell(f"{name}: {taken[name][-1][0]:.0f} uncached blocks/s, {taken[name][-1][1]:.0f} cached")
    base = taken["1, in memory"]
    rows = [_row(name, each, base) for name, each in taken.items()]
    return Section(
        f"Replicas, {THREADS} threads each, a CRM of 100 ms, {rounds} rounds by turns",
        (
            "Replicas",
            "Uncached ÷ 1 in memory",
            "Cached ÷ 1 in memory",
            "Calls for 100 clients",
            "Uncached/s",
            "Cached/s",
        ),
        rows,
        ["Replicas, CRM and load share this machine's cores. Redis has a second to answer."],
        dict(taken),
    )


@contextlib.contextmanager
def _replicas(crm: Crm, count: int, redis: str, **more: str) -> Iterator[list[Server]]:
    settings = {
        "BLOCK_THREADS": THREADS,
        **more,
        **({"BLOCK_REDIS_URL": redis, "BLOCK_REDIS_SECONDS": "1"} if redis else {}),
    }
    with contextlib.ExitStack() as running:
        yield [
            running.enter_context(service(crm.origin, core=number % 2, name=f"block-{number}", **settings))
            for number in range(count)
        ]


def _measured(crm: Crm, count: int, redis: str, seconds: float) -> tuple[float, float, int]:
    """Uncached and cached blocks a second, and what a hundred clients cost who are asked for twice."""
    with _replicas(crm, count, redis) as running:
        before = crm.calls()
        asyncio.run(_twice(running, crm.clients[:CLIENTS]))
        calls = crm.calls() - before
        cached = asyncio.run(_rate(running, crm.clients[:CLIENTS], seconds))
    with _replicas(crm, count, redis, BLOCK_FRESH_SECONDS="0") as running:
        return asyncio.run(_rate(running, crm.clients, seconds)), cached, calls


async def _twice(running: Sequence[Server], clients: Sequence[Known]) -> None:
    """Open two tickets of each client, the second at another replica, where there is one."""
    async with contextlib.AsyncExitStack() as opened:
        each = [await opened.enter_async_context(connected(one.url, int(THREADS))) for one in running]
        doors = deque(chain.from_iterable(zip(*each, strict=True)))
        for _ in range(2):
            for start in range(0, len(clients), len(doors)):
                await at_once(list(doors), [ticket(known) for known in clients[start : start + len(doors)]])
            doors.rotate()


async def _rate(running: Sequence[Server], clients: Sequence[Known], seconds: float) -> float:
    """Blocks a second over all replicas together."""
    tickets = (ticket(known) for known in cycle(clients))
    share = CONNECTIONS // len(running)
    loads = await asyncio.gather(*(flat_out(one.url, tickets, share, seconds) for one in running))
    return sum(load.rate for load in loads)


def _row(
    name: str, mine: list[tuple[float, float, int]], base: list[tuple[float, float, int]]
) -> tuple[str, ...]:
    pairs = list(zip(mine, base, strict=True))
    uncached, cached = (median(a[which] / b[which] for a, b in pairs) for which in (0, 1))
    figures = [median(a[which] for a in mine) for which in (0, 1, 2)]
    return (
        name,
        f"{uncached:.2f}",
        f"{cached:.2f}",
        f"{figures[2]:.0f}",
        f"{figures[0]:.0f}",
        f"{figures[1]:.0f}",
    )


def memory(crm: Crm) -> Section:
    """What the process holds when it starts, and when it has served a thousand accounts."""
    names = [f"shop-{number}" for number in range(ACCOUNTS)]
    with crm.control(None) as control:
        for name in names:
            control.create_account({"account": name, "customers": OF_ACCOUNT, "key": KEY, "seed": 1})
    tell(f"{ACCOUNTS} accounts made")
    known = clients_of(f"{crm.origin}/{names[0]}")[0]  # the accounts are made alike
    with service(crm.origin) as ours:
        asyncio.run(_opened(ours, [ticket(crm.clients[0])]))
        empty = ours.memory()
        asyncio.run(_opened(ours, [ticket(known, name) for name in names]))
        full, told = ours.memory(), figures(ours)
    grown, cached = full - empty, told["cache_bytes", ""]
    tell(f"{empty / MEGABYTE:.0f} MiB after the first block, {full / MEGABYTE:.0f} after {ACCOUNTS} accounts")
    rows = [
        ("After the first block, MiB", f"{empty / MEGABYTE:.0f}"),
        ("After all, MiB", f"{full / MEGABYTE:.0f}"),
        ("Ratio", f"{full / empty:.2f}"),
        ("Of an account, KiB", f"{grown / ACCOUNTS / 1024:.0f}"),
        ("The cache by its own estimate, MiB", f"{cached / MEGABYTE:.1f}"),
        ("Answers remembered", f"{told['cache_answers', '']:.0f}"),
        ("Blocks remembered", f"{told['cache_blocks', '']:.0f}"),
    ]
    title = f"Memory, {ACCOUNTS:,} accounts with a client each"
    return Section(title, ("What", "Figure"), rows, figures=dict(rows))


async def _opened(ours: Server, tickets: Sequence[bytes]) -> None:
    async with connected(ours.url, 8) as doors:
        for start in range(0, len(tickets), len(doors)):
            await at_once(doors, tickets[start : start + len(doors)])
