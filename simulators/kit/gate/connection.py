"""One connection: reads requests, has them answered by the program, and sends as the Delivery says."""

import asyncio
import contextlib
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, cast

import httptools

from simulators.kit.gate.answer import Answer, plain
from simulators.kit.gate.delivery import AT_ONCE
from simulators.kit.gate.request import Request

MOST_HEAD = 64 * 1024
MOST_BODY = 256 * 1024 * 1024
IDLE_SECONDS = 75.0
SENT_AHEAD = 8  # requests a caller may send before the answer to the first
PIECE = 64 * 1024
PIECES_A_SECOND = 10
_AT_ONCE_IS_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, 0 seconds

# Answers a request some time later, on the loop's thread.
Ask = Callable[[Request, "Connection"], None]


class Connection(asyncio.Protocol):
    """Speaks HTTP/1.1 with one caller; requests that were sent ahead are answered in their order.

    Args:
        ask: has a request answered, and calls `deliver` with the answer.
        peers: holds the connection for as long as it is open.
        refuse: told how long, in seconds, no connection is to be accepted.
    """

    def __init__(self, ask: Ask, peers: "set[Connection]", refuse: Callable[[float], None]) -> None:
        self._ask, self._peers, self._refuse = ask, peers, refuse
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._waiting: deque[Request] = deque()
        self._current: Request | None = None
        self._sending: asyncio.Task[None] | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._ending = False
        self._last = False
        self._silent = False

    # --- what asyncio tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = cast("asyncio.Transport", transport)
        self._peers.add(self)
        self._read = Request()
        self._heard = self._loop.time()
        self._watch = self._loop.call_later(IDLE_SECONDS, self._look)

    def data_received(self, data: bytes) -> None:
        """Read on; whoever does not speak HTTP is told so and sent away."""
        self._heard = self._loop.time()
        if self._ending:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._ending = True  # the switch to another protocol is declined, by answering in this one
        except httptools.HttpParserError:
            self._turn_away("400 Bad Request")
        if len(self._waiting) > SENT_AHEAD:
            self.transport.pause_reading()

    def eof_received(self) -> bool:
        """The caller sends no more, and may yet wait for answers; a silent one is left at once."""
        self._last = True
        return bool(self._waiting or self.open) and not self._silent

    def connection_lost(self, _trouble: Exception | None) -> None:
        """End."""
        self._watch.cancel()
        self._waiting.clear()
        self._writable.set()
        if self._sending is not None:
            self._sending.cancel()
        self._peers.discard(self)

    def pause_writing(self) -> None:
        """The caller reads slower than we send."""
        self._writable.clear()

    def resume_writing(self) -> None:
        """The caller has caught up."""
        self._writable.set()

    # --- what the parser tells

    def on_message_begin(self) -> None:
        """A request begins."""
        self._read = Request()

    def on_url(self, target: bytes) -> None:
        """A piece of the request's target."""
        self._read.target += target
        self._measure(len(target), MOST_HEAD, "414 URI Too Long")

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        self._read.headers.append((name, value))
        self._measure(len(name) + len(value), MOST_HEAD, "431 Request Header Fields Too Large")

    def on_headers_complete(self) -> None:
        """The body comes now; some callers wait to be asked for it."""
        self._read.size = 0
        if self._read.expects_continue() and self._current is None:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, piece: bytes) -> None:
        """A piece of the body."""
        self._read.body.append(piece)
        self._measure(len(piece), MOST_BODY, "413 Request Entity Too Large")

    def on_message_complete(self) -> None:
        """The request is whole."""
        if self._ending:
            return
        request = self._read
        request.method = self._parser.get_method().decode("latin-1")
        request.version = self._parser.get_http_version()
        request.keep_alive = self._parser.should_keep_alive()
        self._waiting.append(request)
        self._next()

    # --- answering

    @property
    def open(self) -> bool:
        """Whether a request is being answered."""
        return self._current is not None or self._sending is not None

    def deliver(self, answer: Answer) -> None:
        """Send the answer to the current request."""
        if self.transport.is_closing():
            self._current = None
            return
        if answer.delivery == AT_ONCE and len(answer.body) <= PIECE:
            self.transport.write(answer.head(keep_alive=self._stays()) + answer.body)
            self._done()
            return
        self._sending = self._loop.create_task(self._send(answer))

    def close(self) -> None:
        """Close once what was written is sent, and the current request answered."""
        self._ending = True
        if not self.open:
            self.transport.close()

    def abort(self) -> None:
        """Close now, sent or not."""
        self.transport.abort()

    def reset(self) -> None:
        """End as a host that lost the connection does: with a TCP reset, what was not read is lost."""
        raw: Any = self.transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE_IS_RESET)
        self.transport.abort()

    async def _send(self, answer: Answer) -> None:
        delivery = answer.delivery
        await asyncio.sleep(delivery.delay)
        self._silent = delivery.silent
        if delivery.silent:
            if self._last:
                self.transport.close()
            return
        if delivery.reset and delivery.cut is None:
            self.reset()
            return
        if delivery.refuse:
            self._refuse(delivery.refuse)
        self.transport.write(answer.head(keep_alive=self._stays()))
        for piece in _pieces(answer):
            await self._writable.wait()
            self.transport.write(piece)
            if delivery.pace:
                await asyncio.sleep(1 / PIECES_A_SECOND)
        self._sending = None
        if delivery.cut is not None:
            await self._break_off(hard=delivery.reset)
            return
        self._done()

    async def _break_off(self, *, hard: bool) -> None:
        if not hard:
            self.transport.close()
            return
        while self.transport.get_write_buffer_size():  # a reset throws away what has not left yet
            await asyncio.sleep(0.001)
        self.reset()

    def _done(self) -> None:
        stays = self._stays()
        self._current = self._sending = None
        if not stays:
            self.transport.close()
            return
        self._next()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = self._waiting.popleft()
            if len(self._waiting) == SENT_AHEAD:
                self.transport.resume_reading()
            self._ask(self._current, self)
        elif self._last and self._current is None:
            self.transport.close()

    def _stays(self) -> bool:
        return self._current is not None and self._current.keep_alive and not self._ending

    def _measure(self, more: int, most: int, refusal: str) -> None:
        self._read.size += more
        if self._read.size > most:
            self._turn_away(refusal)

    def _turn_away(self, status: str) -> None:
        if self._ending or self.transport.is_closing():
            return
        self._ending = True
        self._read = Request()
        answer = plain(status)
        self.transport.write(answer.head(keep_alive=False) + answer.body)
        self.transport.close()

    def _look(self) -> None:
        """Close a connection on which nothing has come for long, unless an answer is still due."""
        idle = self._loop.time() - self._heard
        if idle >= IDLE_SECONDS and not self.open:
            self.close()
        else:
            self._watch = self._loop.call_later(max(1.0, IDLE_SECONDS - idle), self._look)


def _pieces(answer: Answer) -> Iterator[bytes]:
    """The body in the pieces it travels in, cut and padded as the Delivery says."""
    delivery = answer.delivery
    size = max(1, delivery.pace // PIECES_A_SECOND) if delivery.pace else PIECE
    whole = len(answer.body) + delivery.padding
    end = whole if delivery.cut is None else min(delivery.cut, whole)
    for start in range(0, end, size):
        piece = answer.body[start : min(start + size, end)]
        yield piece + b" " * (min(size, end - start) - len(piece))
