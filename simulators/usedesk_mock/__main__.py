"""`python -m simulators.usedesk_mock`: the helpdesk as a program."""

import argparse
import sys

from simulators.kit import dialect_options, launcher, tls
from simulators.kit.errors import ControlError
from simulators.usedesk_mock.app import THREADS, create_app
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.simulator import MOST_TICKETS
from simulators.usedesk_mock.state.database import StateError

DOES = """\
A simulator of Usedesk: tickets, and beside each the dynamic blocks of the settings.
Open it in a browser, add a block with the address of your server under Settings,
Blocks, and open a ticket: the simulator calls your server as Usedesk would and
shows the answer. Programs move it through the control door, /_sim/.
docs/usedesk-simulator.md tells what is not imitated."""
EXAMPLES = """\
start it, each of these in its own way (a new address needs --port):
  python -m simulators.usedesk_mock
  python -m simulators.usedesk_mock --db desk.sqlite --tickets 1000
  python -m simulators.usedesk_mock --dialect numbers=strings --dialect secret-name=secret_key

move it from another terminal:
  curl -H 'Content-Type: application/json' -d '{"channel": "chat", "text": "Hello"}' http://127.0.0.1:8002/_sim/letters
  curl -H 'Content-Type: application/json' -d '{}' http://127.0.0.1:8002/_sim/tickets/1001/open
  curl http://127.0.0.1:8002/_sim/journal

for a person: http://127.0.0.1:8002/ tells where to begin, http://127.0.0.1:8002/_sim/ is the control page

dialect switches: what nobody outside knows about Usedesk, the default first
"""


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop; returns the exit code, 2 with a sentence on stderr when it can't start."""
    chosen = _parser().parse_args(arguments)
    try:
        launcher.check(chosen.host, chosen.port)
        trusted = tls.authority(chosen.tls)
        app = create_app(
            chosen.db,
            seed=chosen.seed,
            tickets=chosen.tickets,
            caller=Caller(chosen.block_ca, chosen.timeout),
            token=chosen.control_token,
            company=chosen.company,
            positions=dict(chosen.dialect),
        )
    except (ControlError, StateError) as trouble:
        print(trouble, file=sys.stderr)
        return launcher.BAD_START
    try:
        return launcher.run(app, chosen.host, chosen.port, trusted, THREADS)
    finally:
        app.extensions["companies"].close()


def _parser() -> launcher.Parser:
    parser = launcher.program("simulators.usedesk_mock", DOES, 8002)
    parser.epilog = EXAMPLES + dialect_options.listed(SWITCHES)
    add = parser.add_argument_group("a new company").add_argument
    add("--company", default="company", metavar="NAME", help="the one at the root; made unless --db has it")
    add("--tickets", type=_count, default=6, metavar="N", help="sample tickets it begins with")
    behaviour = parser.add_argument_group("behaviour")
    behaviour.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="how long a block may take to answer, in place of the dialect's 60",
    )
    behaviour.add_argument(
        "--block-ca", metavar="FILE", help="trust this authority (PEM) too when a block is on https"
    )
    dialect_options.add(behaviour, "Usedesk", "numbers=strings")
    return parser


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
