"""Serves a simulator: as a program until told to stop, or for the length of a `with` block."""

import argparse
import asyncio
import contextlib
import queue
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn
from wsgiref.types import WSGIApplication

from simulators.kit.errors import ControlError
from simulators.kit.gate import THREADS, Gate
from simulators.kit.tls import Authority

BAD_START = 2
HIGHEST_SEED = 2**63


class _Help(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """Descriptions as they are written, and defaults where there is one."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return super()._get_help_string(action) if action.default else action.help


class Parser(argparse.ArgumentParser):
    """A command line that tells what is wrong in a sentence, not in a screen of usage."""

    def error(self, message: str) -> NoReturn:
        """End the program with code 2."""
        self.exit(BAD_START, f"{message}; {self.prog} --help tells what there is\n")


def program(name: str, does: str, port: int) -> Parser:
    """The command line every simulator shares; each adds its own options to it."""
    parser = Parser(prog=f"python -m {name}", description=does, formatter_class=_Help)
    serving = parser.add_argument_group("serving")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serving.add_argument("--port", type=_port, default=port, help="port to listen on; 0 picks a free one")
    serving.add_argument(
        "--tls",
        metavar="FILE",
        help="serve https; the certificate of the throw-away authority that vouches for it goes into this "
        "file, for your client to trust",
    )
    serving.add_argument(
        "--control-token",
        metavar="TOKEN",
        type=filled,
        help="open the control door /_sim/ to other machines that send 'Authorization: Bearer TOKEN'; "
        "without, to this machine only",
    )
    data = parser.add_argument_group("data")
    data.add_argument("--db", metavar="FILE", help="keep the state in this SQLite file; without, in memory")
    data.add_argument("--seed", type=_seed, default=1, help="the same seed gives the same data")
    return parser


def check(host: str, port: int) -> None:
    """See that the address can be had, before any work is done for it.

    Raises:
        ControlError: it can't; the message tells why.
    """
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen()
    except (OSError, UnicodeError) as trouble:
        raise ControlError(_cannot(host, port, trouble)) from trouble


def run(
    app: WSGIApplication, host: str, port: int, authority: Authority | None = None, threads: int = THREADS
) -> int:
    """Serve until SIGTERM or Ctrl-C; print `listening on http://HOST:PORT` once requests are answered.

    With an authority the address is https, its certificate signed by it.

    Returns the exit code: 0, or 2 with a sentence on stderr when the address can't be had.
    """
    try:
        gate = Gate(app, host, port, authority.context(host) if authority else None, threads)
    except (OSError, OverflowError) as trouble:
        print(_cannot(host, port, trouble), file=sys.stderr)
        return BAD_START
    asyncio.run(_until_signalled(gate))
    return 0


def _cannot(host: str, port: int, trouble: Exception) -> str:
    reason = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else trouble
    return f"cannot listen on {host}:{port}: {reason}; choose another --host or --port"


async def _until_signalled(gate: Gate) -> None:
    stopped = asyncio.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signalled, stopped.set)
    print(f"listening on {gate.url}", flush=True)  # connections wait from the moment a gate is made
    await gate.serve(stopped)


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a thread of this process, and where it listens."""

    url: str


@contextlib.contextmanager
def running(
    app: WSGIApplication,
    host: str = "127.0.0.1",
    authority: Authority | None = None,
    threads: int = THREADS,
) -> Iterator[Running]:
    """Serve the app from a thread, on a free port, until the block ends; `threads` answer at a time."""
    gate = Gate(app, host, 0, authority.context(host) if authority else None, threads)
    ready: queue.Queue[Callable[[], object]] = queue.Queue()
    thread = threading.Thread(target=lambda: asyncio.run(_until_told(gate, ready)), name="simulator")
    thread.start()
    stop = ready.get()
    try:
        yield Running(gate.url)
    finally:
        stop()
        thread.join()


async def _until_told(gate: Gate, ready: "queue.Queue[Callable[[], object]]") -> None:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    ready.put(lambda: loop.call_soon_threadsafe(stopped.set))
    await gate.serve(stopped)


def filled(text: str) -> str:
    """An option's text, if there is any."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; give a text, or leave the option out")
    return text


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) > HIGHEST_SEED:
        raise argparse.ArgumentTypeError(f"{text!r} is no seed; give a whole number from 0 to {HIGHEST_SEED}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the highest port there is
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to 65535")
    return int(text)
