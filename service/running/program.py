"""Waitress on one socket, ended in two steps, and hard to occupy."""

import select
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from service.running.waiting import WAITING_SECONDS, Waiting
from service.running.wire import LARGEST_READ, channel_class

CONNECTIONS = 1000
"""How many there are at once; beyond that the one that waits longest makes room for the next."""

_SPARE_CONNECTIONS = 100
_AMID_SECONDS = 1.0
"""A connection on which something came so lately may be amid a request."""


class Program:
    """Serves until it is told to stop; then no new connections, and the open requests are finished.

    Args:
        app: What answers.
        listener: Where connections come from; other processes may take some.
        threads: How many requests are answered at once.
        tick: Called about once a second while it serves.
    """

    def __init__(
        self, app: Flask, listener: socket.socket, threads: int, tick: Callable[[], None] = lambda: None
    ) -> None:
        self._sockets: dict[int, Any] = {}
        self._serving, self._lingering = True, False
        self._server: Any = create_server(  # the stubs do not know its channels
            app,
            map=self._sockets,
            sockets=[listener],
            threads=threads,
            connection_limit=CONNECTIONS + _SPARE_CONNECTIONS,
            max_request_body_size=LARGEST_READ,
            ident=None,
        )
        self._server.channel_class = channel_class(lambda: not self._serving)
        self._tick, self._ticked = tick, 0.0
        self._waiting = Waiting()

    def run(self) -> None:
        """Serve until `stop` or `retire` is called."""
        while self._serving:
            self._turn(seconds=1)

    def stop(self) -> None:
        """End `run`, and let `finish` wait only for what is asked already; may be called by a signal."""
        self._serving = self._lingering = False
        self._server.pull_trigger()

    def retire(self) -> None:
        """End `run`, and let `finish` wait until clients end their connections; may be called by a signal."""
        self._lingering = self._serving
        self._serving = False
        self._server.pull_trigger()

    def finish(self, seconds: float) -> None:
        """Take no new connection; finish the open requests, but wait no longer than this.

        After `retire` the connections may idle out first.
        """
        self._take_what_waits()
        wasyncore.dispatcher.close(self._server)
        until = time.monotonic() + seconds + WAITING_SECONDS
        while self._lingering and self._channels() and time.monotonic() < until:
            self._turn(seconds=0.05)
        until = min(until, time.monotonic() + seconds)
        while self._busy() and time.monotonic() < until:
            self._turn(seconds=0.05)
        self._server.task_dispatcher.shutdown(timeout=1)

    def _take_what_waits(self) -> None:
        """Take the connections that the system has accepted for us."""
        for _ in range(CONNECTIONS):
            if not select.select([self._server.socket], [], [], 0)[0]:
                break
            self._server.handle_accept()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._sockets, count=1)
        now = time.time()  # as waitress counts
        if not 0 <= now - self._ticked < 1:
            self._ticked = now
            self._close(at for at, since in self._waits(now) if now - since > WAITING_SECONDS)
            self._tick()
        if (over := len(self._server.active_channels) - CONNECTIONS) > 0:
            longest = sorted(self._waits(now), key=lambda wait: wait[1])
            self._close(channel for channel, _ in longest[:over])

    def _waits(self, now: float) -> list[tuple[Any, float]]:
        return self._waiting.since(self._channels(), now)

    @staticmethod
    def _close(channels: Iterable[Any]) -> None:
        for channel in channels:
            channel.handle_close()

    def _channels(self) -> list[Any]:
        return list(self._server.active_channels.values())

    def _busy(self) -> bool:
        lately = time.time() - _AMID_SECONDS
        return any(
            channel.requests or channel.total_outbufs_len or channel.last_activity > lately
            for channel in self._channels()
        )
