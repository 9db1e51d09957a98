"""`python -m simulators.usedesk_mock`: the helpdesk as a program."""

import argparse
import sys

from simulators.kit import launcher, tls
from simulators.kit.errors import ControlError
from simulators.usedesk_mock.app import create_app
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.simulator import MOST_TICKETS
from simulators.usedesk_mock.state.database import StateError

_DOES = """\
A simulator of Usedesk: tickets, and beside each the dynamic blocks of the settings.
Open it in a browser, add a block with the address of your server under Settings,
Blocks, and open a ticket: the simulator calls your server as Usedesk would and
shows the answer. Programs move it through the control door, /_sim/."""

THREADS = 64  # each block that is waited for holds one


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop; returns the exit code."""
    parser = launcher.program("simulators.usedesk_mock", _DOES, 8002)
    parser.add_argument(
        "--tickets", type=_count, default=6, metavar="N", help="sample tickets a new state begins with"
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="how long a block may take to answer, in place of the dialect's 60",
    )
    parser.add_argument(
        "--block-ca", metavar="FILE", help="trust this authority (PEM) too when a block is on https"
    )
    chosen = parser.parse_args(arguments)
    try:
        launcher.check(chosen.host, chosen.port)
        trusted = tls.authority(chosen.tls)
        app = create_app(
            chosen.db,
            seed=chosen.seed,
            tickets=chosen.tickets,
            caller=Caller(chosen.block_ca, chosen.timeout),
            token=chosen.control_token,
        )
    except (ControlError, StateError) as trouble:
        print(trouble, file=sys.stderr)
        return launcher.BAD_START
    return launcher.run(app, chosen.host, chosen.port, trusted, THREADS)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_TICKETS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of tickets; give 0 to {MOST_TICKETS}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:  # noqa: PLR2004 - ten minutes
        raise argparse.ArgumentTypeError(f"{text!r} is no waiting time; give seconds, up to 600")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
