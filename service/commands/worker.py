"""Serve on a socket that the parent holds; started by the parent alone."""

import os
import resource
import signal
import socket
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from service.bootstrap import build
from service.observing import logs
from service.observing.later import Later
from service.observing.together import FOLDER, SharedMetrics
from service.running.crews import RETIRE, STOP
from service.running.program import Program
from service.running.starting import READY
from service.settings import Settings

_SPARE_SECONDS = 3.0
"""By its deadline a request needs nothing more but to be drawn; a busy machine may take so long for many."""


def declare(command: ArgumentParser) -> None:
    """Add what the parent hands over."""
    for option in ("--listener", "--ready", "--parent", "--slot"):
        command.add_argument(option, type=int, required=True)


def run(chosen: Namespace, environ: Mapping[str, str]) -> int:
    """Serve until told to stop or to retire, or until the parent is gone.

    Raises:
        SettingsError: The environment is not usable.
    """
    settings = Settings.from_environ(environ)
    _allow_many_files()
    logs.configure(settings.log, settings.log_level)
    metrics = SharedMetrics(Path(environ[FOLDER]), chosen.slot)
    lines = Later(logs.write)
    app = build(settings, metrics=metrics, write=lines)

    def stop(*_: object) -> None:
        app.extensions["operation"].stopping.set()
        program.stop()

    def tick() -> None:
        metrics.refresh()
        if os.getppid() != chosen.parent:
            stop()

    program = Program(app, socket.socket(fileno=chosen.listener), settings.threads, tick)
    _obey(stop, program.retire)
    os.write(chosen.ready, READY)
    program.run()
    program.finish(settings.deadline_seconds + _SPARE_SECONDS)
    app.extensions["end"]()
    lines.catch_up()
    return 0


def _obey(stop: Callable[..., None], retire: Callable[[], None]) -> None:
    signal.signal(STOP, stop)
    signal.signal(RETIRE, lambda *_: retire())
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _allow_many_files() -> None:
    """Use as many file descriptors as may be had: a usual first limit is no more than our connections."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):  # a sandbox may forbid it
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
