"""Serve blocks until told to stop."""

import os
import signal
import socket
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from service.bootstrap import build
from service.observing import logs
from service.settings import Bind, Settings

HELP = "Serve blocks until told to stop; what happens without a command."

_BACKLOG = 256
_CONNECTIONS = 1000
_IDLE_SECONDS = 30
_LARGEST_READ = 8 * 1024 * 1024
"""Bytes of a body that are read at all; from 1 MiB on the application answers 413 itself."""


def declare(command: ArgumentParser) -> None:
    """Add nothing: all it needs is in the settings."""


def run(_chosen: Namespace, environ: Mapping[str, str]) -> int:
    """Serve until told to stop.

    Raises:
        SettingsError: The environment is not usable.
        OSError: Its address cannot be listened on.
    """
    settings = Settings.from_environ(environ)
    logs.configure(settings.log, settings.log_level)
    listener = _listen(settings.bind)
    app = build(settings)
    program = Program(app, listener, settings.threads)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(app, program))
    print(f"listening on {_address(listener)}", flush=True)
    program.run()
    program.finish(settings.deadline_seconds + 1)
    return 0


def _stop(app: Flask, program: "Program") -> None:
    app.extensions["operation"].stopping.set()
    program.stop()


def _listen(bind: Bind) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind.host else socket.AF_INET
    try:
        return socket.create_server((bind.host, bind.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        remedy = "Free it or change BLOCK_BIND"
        raise OSError(f"cannot listen on {bind.host}:{bind.port}: {why}. {remedy}") from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Program:
    """Waitress on one socket, ended in two steps: no new connections, then the open requests are finished."""

    def __init__(self, app: Flask, listener: socket.socket, threads: int) -> None:
        self._sockets: dict[int, Any] = {}
        self._server: Any = create_server(  # the stubs do not know its channels
            app,
            map=self._sockets,
            sockets=[listener],
            threads=threads,
            channel_timeout=_IDLE_SECONDS,
            connection_limit=_CONNECTIONS,
            max_request_body_size=_LARGEST_READ,
            ident=None,
        )
        self._stopping = False

    def run(self) -> None:
        """Serve until `stop` is called."""
        while not self._stopping:
            self._turn(seconds=1)

    def stop(self) -> None:
        """End `run`; may be called by a signal."""
        self._stopping = True
        self._server.pull_trigger()

    def finish(self, seconds: float) -> None:
        """Take no new connection; finish the open requests, but wait no longer than this."""
        wasyncore.dispatcher.close(self._server)
        until = time.monotonic() + seconds
        while self._busy() and time.monotonic() < until:
            self._turn(seconds=0.05)
        self._server.task_dispatcher.shutdown(timeout=1)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._sockets, count=1)

    def _busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)
