"""Asks for blocks over connections that stay open: as fast as they are answered, at once, or at a rate."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlsplit

from tests.bench.server import BenchError

PATIENCE_SECONDS = 60
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass(slots=True)
class Load:
    """What came of asking: how long each answer took, how long all together, and the answers if wanted.

    `cpu` is what the server spent on each, where somebody looked.
    """

    taken: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0
    answers: list[bytes] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds

    def quantile(self, hundredth: int) -> float:
        """How long it took at most for so many of a hundred answers, in seconds."""
        return quantiles(self.taken, n=100, method="inclusive")[hundredth - 1]


class Connection(asyncio.Protocol):
    """One connection, which asks one thing at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._came = bytearray()
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what came; the answer is whole when it is as long as its head says."""
        self._came += data
        head = self._came.find(_END_OF_HEAD)
        if head < 0:
            return
        said = bytes(self._came[:head]).lower()
        length = int(said.partition(_LENGTH)[2].split(b"\r\n", 1)[0])
        if len(self._came) < head + len(_END_OF_HEAD) + length:
            return
        body = bytes(self._came[head + len(_END_OF_HEAD) :])
        self._came.clear()
        self._settle(body if said.split(b" ", 2)[1] == b"200" else None)

    def connection_lost(self, _error: Exception | None) -> None:
        """Tell whoever waits."""
        self._transport = None
        self._settle(None)

    @property
    def open(self) -> bool:
        """Whether it can be asked; a server ends what is idle for long."""
        return self._transport is not None

    async def ask(self, request: bytes) -> bytes:
        """Send a request; returns the body of its answer.

        Raises:
            BenchError: it was no success, or none came.
        """
        if self._transport is None:
            raise BenchError("the server under load closed a connection")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            return await self._answer
        finally:
            self._answer = None

    def close(self) -> None:
        """Be open no more."""
        if self._transport:
            self._transport.close()

    def _settle(self, body: bytes | None) -> None:
        if self._answer is None or self._answer.done():
            return
        if body is None:
            self._answer.set_exception(BenchError("the server under load gave no answer, or no success"))
        else:
            self._answer.set_result(body)


async def _open(url: str) -> Connection:
    address = urlsplit(url)
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(Connection, address.hostname or "", address.port or 0)
    return connection


@contextlib.asynccontextmanager
async def connected(url: str, count: int) -> AsyncIterator[list[Connection]]:
    """So many connections to a server, until the block ends."""
    connections = [await _open(url) for _ in range(count)]
    try:
        yield connections
    finally:
        for connection in connections:
            connection.close()


async def flat_out(
    url: str, requests: Iterator[bytes], connections: int, seconds: float, *, keep: bool = False
) -> Load:
    """Ask on every connection anew as soon as it is answered."""
    load, clock = Load(), time.perf_counter

    async def work(connection: Connection) -> None:
        while (begun := clock()) < until:
            answer = await connection.ask(next(requests))
            load.taken.append(clock() - begun)
            if keep:
                load.answers.append(answer)

    async with connected(url, connections) as opened:
        begun = clock()
        until = begun + seconds
        async with asyncio.timeout(seconds + PATIENCE_SECONDS):
            await asyncio.gather(*map(work, opened))
        load.seconds = clock() - begun
    return load


async def at_once(connections: Sequence[Connection], requests: Sequence[bytes]) -> Load:
    """Ask one thing on each connection, all together."""
    load, clock = Load(), time.perf_counter
    begun = clock()

    async def work(connection: Connection, request: bytes) -> None:
        answer = await connection.ask(request)
        load.taken.append(clock() - begun)
        load.answers.append(answer)

    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(*map(work, connections, requests))  # as many as there are requests
    load.seconds = clock() - begun
    return load


async def at_a_rate(url: str, requests: Iterator[bytes], per_second: float, seconds: float) -> Load:
    """Ask at fixed moments, however long answers take: each on a connection that is free, or a new one."""
    load, clock = Load(), time.perf_counter
    free: list[Connection] = []

    async def work(request: bytes) -> None:
        begun = clock()
        while free and not free[-1].open:
            free.pop()
        connection = free.pop() if free else await _open(url)
        load.answers.append(await connection.ask(request))
        load.taken.append(clock() - begun)
        free.append(connection)

    begun = clock()
    tasks = []
    async with asyncio.timeout(seconds + PATIENCE_SECONDS):
        for number in range(int(per_second * seconds)):
            await asyncio.sleep(max(0.0, begun + number / per_second - clock()))
            tasks.append(asyncio.create_task(work(next(requests))))
        await asyncio.gather(*tasks)
    load.seconds = clock() - begun
    for connection in free:
        connection.close()
    return load
