"""Serves a simulator: as a program until told to stop, or for the length of a `with` block."""

import argparse
import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

import waitress
from waitress import wasyncore

BAD_START = 2


class _Help(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """Descriptions as they are written, and defaults where there is one."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return super()._get_help_string(action) if action.default else action.help


def program(name: str, does: str, port: int) -> argparse.ArgumentParser:
    """The command line every simulator shares; each adds its own options to it."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=does, formatter_class=_Help)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_port, default=port, help="port to listen on; 0 picks a free one")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same data")
    parser.add_argument("--db", metavar="FILE", help="keep the state in this SQLite file; without, in memory")
    parser.add_argument(
        "--control-token",
        metavar="TOKEN",
        help="open the control door /_sim/ to other machines that send 'Authorization: Bearer TOKEN'; "
        "without, to this machine only",
    )
    return parser


def run(app: WSGIApplication, host: str, port: int) -> int:
    """Serve until SIGTERM or Ctrl-C; print `listening on http://HOST:PORT` once requests are answered.

    Returns the exit code: 0, or 2 with a sentence on stderr when the address can't be had.
    """
    try:
        server = _server(app, host, port)
    except (OSError, ValueError) as trouble:
        print(f"cannot listen on {host}:{port}: {trouble}; choose another --host or --port", file=sys.stderr)
        return BAD_START
    signal.signal(signal.SIGTERM, _leave)
    print(f"listening on {_url(server)}", flush=True)
    server.run()
    return 0


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a thread of this process, and where it listens."""

    url: str


@contextlib.contextmanager
def running(app: WSGIApplication, host: str = "127.0.0.1") -> Iterator[Running]:
    """Serve the app from a thread, on a free port, until the block ends."""
    server = _server(app, host, 0)
    thread = threading.Thread(target=server.run, name="simulator", daemon=True)
    thread.start()
    try:
        yield Running(_url(server))
    finally:
        # Closing belongs to the server's own thread: it alone may touch its sockets.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))  # noqa: SLF001 - waitress has no public stop
        thread.join()
        server.task_dispatcher.shutdown()


def _server(app: WSGIApplication, host: str, port: int) -> Any:
    return waitress.create_server(app, host=host, port=port, threads=16, clear_untrusted_proxy_headers=True)


def _url(server: Any) -> str:
    host = server.effective_host
    return f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}"


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the highest port there is
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to 65535")
    return int(text)
