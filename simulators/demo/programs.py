"""Starts programs of this project, waits until they answer, and ends them all together."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping

READY = "listening on "
PATIENCE_SECONDS = 60
GRACE_SECONDS = 10


class ProgramError(RuntimeError):
    """A program did not start, or ended by itself; the message tells its last words."""


@contextlib.contextmanager
def started(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run `python -m module` until the block ends; gives the address it listens on.

    Raises:
        ProgramError: it ended, or stayed silent for a minute, before it listened.
    """
    program = subprocess.Popen(  # noqa: S603 - a module of this project
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:  # closes the pipe, whatever happens
        try:
            address = _address(program, module)
            reading = _pass_on(program)
            yield address
        finally:
            _end(program)
        reading.join()


def _address(program: "subprocess.Popen[str]", module: str) -> str:
    impatience = threading.Timer(PATIENCE_SECONDS, program.kill)
    impatience.start()
    try:
        for line in program.stdout or ():
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
            print(line, end="", flush=True)
    finally:
        impatience.cancel()
    raise ProgramError(f"{module} did not start (exit code {program.wait()}); what it said stands above")


def _pass_on(program: "subprocess.Popen[str]") -> threading.Thread:
    """Print what the program goes on to say: a full pipe would hold it up."""

    def read() -> None:
        for line in program.stdout or ():
            print(line, end="", flush=True)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _end(program: "subprocess.Popen[str]") -> None:
    program.terminate()
    try:
        program.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
