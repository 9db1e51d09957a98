"""Listens, and puts connections and the WSGI program together."""

import asyncio
import socket
import ssl
import sys
from typing import Any
from wsgiref.types import WSGIApplication

from simulators.kit.gate.answer import plain
from simulators.kit.gate.connection import Connection
from simulators.kit.gate.request import Request, environ
from simulators.kit.gate.workers import Workers

THREADS = 16
BACKLOG = 1024
LAST_WORDS_SECONDS = 0.8


class Gate:
    """Serves a WSGI program on one address; from the moment it is made, connections are kept waiting.

    Args:
        app: the program.
        host, port: where to listen; port 0 picks a free one.
        tls: serves https with this context.
        threads: so many calls of the program run at once; answers that wait or drip need none.

    Raises:
        OSError: the address can't be had.
    """

    def __init__(
        self,
        app: WSGIApplication,
        host: str,
        port: int,
        tls: ssl.SSLContext | None = None,
        threads: int = THREADS,
    ) -> None:
        self._tls = tls
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        self._family, self._kind = family, kind
        self._socket = self._bound(address)
        self._socket.listen(BACKLOG)
        self._address: tuple[str, int] = self._socket.getsockname()[:2]
        self._workers = Workers(app, threads)
        self._connections: set[Connection] = set()
        self._refusals = 0
        self._welcoming: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        """Where it listens, such as http://127.0.0.1:8001."""
        host, port = self._address
        return f"{'https' if self._tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"

    async def serve(self, stopped: asyncio.Event) -> None:
        """Answer until told to stop; then open requests have most of a second to end."""
        self._loop = asyncio.get_running_loop()
        self._workers.start(self._loop)
        try:
            await self._accept()
            await stopped.wait()
            await asyncio.gather(*self._welcoming)  # or it would listen again behind our back
            self._listening.close()
            await self._finish()
        finally:
            self._socket.close()
            self._workers.stop()

    async def _accept(self) -> None:
        self._listening = await self._loop.create_server(
            self._connection,
            sock=self._socket,
            backlog=BACKLOG,
            ssl=self._tls,
            ssl_handshake_timeout=10 if self._tls else None,
            ssl_shutdown_timeout=0.2 if self._tls else None,
        )

    def _connection(self) -> Connection:
        return Connection(self._ask, self._connections, self._refuse)

    def _ask(self, request: Request, connection: Connection) -> None:
        peer = connection.transport.get_extra_info("peername") or ("", 0)
        try:
            asking = environ(request, self._address, peer[:2], tls=self._tls is not None)
        except ValueError:  # a target like http://[ that no one can split
            connection.deliver(plain("400 Bad Request"))
            return
        self._workers.ask(asking, connection.deliver)

    def _refuse(self, seconds: float) -> None:
        """Refuse connections for so long: the port stays ours, bound, but nobody listens at it."""
        if self._refusals == 0:
            self._listening.close()
            self._socket.close()
            self._socket = self._bound(self._address)
        self._refusals += 1
        for connection in list(self._connections):
            connection.close()
        self._loop.call_later(seconds, self._welcome)

    def _welcome(self) -> None:
        self._refusals -= 1
        if self._refusals == 0:
            self._socket.listen(BACKLOG)
            self._welcoming = [self._loop.create_task(self._accept())]

    def _bound(self, address: Any) -> socket.socket:
        made = socket.socket(self._family, self._kind)
        try:
            if sys.platform != "win32":  # there it would let two programs share a port
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
        except OSError:
            made.close()
            raise
        made.setblocking(False)
        return made

    async def _finish(self) -> None:
        deadline = self._loop.time() + LAST_WORDS_SECONDS
        while self._busy() and self._loop.time() < deadline:
            for connection in list(self._connections):
                connection.close()
            await asyncio.sleep(0.005)
        for connection in list(self._connections):
            connection.abort()
        for _ in range(3):  # turns of the loop in which transports close their sockets
            await asyncio.sleep(0)

    def _busy(self) -> bool:
        """Whether anybody is connected, or just being accepted: then asyncio has a task beside ours."""
        return bool(self._connections) or len(asyncio.all_tasks()) > 1
