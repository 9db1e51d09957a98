"""The service as a program, set up by BLOCK_ variables: `python -m service` serves; `--help` tells more."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence

from service.commands import check, serve, told
from service.settings import SettingsError

_TROUBLE = 2
_EPILOG = """\
Without a command it serves. Every setting is a BLOCK_ variable of the environment: docs/settings.md.
Exit codes: 0 all is well, 1 the check found something wrong, 2 it could not start (stderr says why)."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code; 2 means that it could not start."""
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen, os.environ)
    except (SettingsError, OSError) as problem:
        print(problem, file=sys.stderr)
        return _TROUBLE
    return code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "python -m service",
        description="The RetailCRM block for Usedesk.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=serve.run)
    commands = parser.add_subparsers(title="commands", metavar="")
    for name, module in {"serve": serve, "check": check, "settings": told}.items():
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.declare(command)
        command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
