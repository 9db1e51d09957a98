"""Serve blocks until told to stop: the parent, which serves nothing itself."""

import logging
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from service.observing import logs
from service.observing.together import FOLDER, forget, introduce
from service.running.crews import News, Patience
from service.running.listening import address, listen
from service.running.parent import Parent
from service.running.starting import starter
from service.running.systemd import Notify, inherited
from service.running.waiting import WAITING_SECONDS
from service.settings import Settings

_log = logging.getLogger("service")
_SPARE_SECONDS = 10.0
"""How much longer than it promises a worker may take to end, before it is killed."""

_FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}
"""For glibc: else each of many threads keeps the room that a very large answer took; 80 MB, as measured."""


def declare(command: ArgumentParser) -> None:
    """Add nothing: all it needs is in the settings."""


def run(_chosen: Namespace, environ: Mapping[str, str]) -> int:
    """Keep workers serving until told to stop.

    Raises:
        SettingsError: The environment is not usable.
        OSError: Its address cannot be listened on, or what systemd hands over cannot be served on.
    """
    settings = Settings.from_environ(environ)
    logs.configure(settings.log, settings.log_level)
    with (
        inherited(environ) or listen(settings.bind) as listener,
        tempfile.TemporaryDirectory(prefix="retailcrm-block-") as folder,
    ):
        figures = Path(folder)
        introduce(figures, "parent")
        start = starter(listener, {**_FEW_ARENAS, **environ, FOLDER: folder})
        tell = _Voice(address(listener), Notify(environ))
        return Parent(settings.workers, start, partial(forget, figures), tell, _patience(settings)).run()


def _patience(settings: Settings) -> Patience:
    stop = settings.deadline_seconds + _SPARE_SECONDS
    return Patience(stop, stop + WAITING_SECONDS)


class _Voice:
    """Tells who started the program, once, where it listens; systemd and the log, what happens."""

    def __init__(self, origin: str, notify: Notify) -> None:
        self._origin, self._notify = origin, notify

    def __call__(self, news: News) -> None:
        self._notify(news)
        if news is News.SERVING and self._origin:
            print(f"listening on {self._origin}", flush=True)
            self._origin = ""
        else:
            _log.log(logging.ERROR if news is News.REFUSED else logging.INFO, logs.Line(str(news)))
