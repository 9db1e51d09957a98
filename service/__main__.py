"""The service as a program, set up by BLOCK_ variables: `python -m service` serves; `--help` tells more."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from service.settings import SettingsError

_TROUBLE = 2
_COMMANDS = {
    "serve": "Serve blocks until told to stop; what happens without a command.",
    "check": "Search an account for one client and print what each call found and what the agent would see.",
    "settings": "Print the effective settings, with secrets hidden.",
}
_WORKER = "worker"
"""What the serving program starts; nobody else needs it."""

_MODULES = {"settings": "told"}
"""Commands whose module, in `service.commands`, is called otherwise."""
_EPILOG = """\
Without a command it serves. Every setting is a BLOCK_ variable of the environment: docs/settings.md.
Exit codes: 0 all is well, 1 the check found something wrong or no worker could start, 2 settings or address
cannot be used (stderr says why)."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code; 2 means that it could not start."""
    chosen = _parser(arguments).parse_args(arguments)
    try:
        code: int = chosen.run(chosen, os.environ)
    except (SettingsError, OSError) as problem:
        print(problem, file=sys.stderr)
        return _TROUBLE
    return code


def _parser(arguments: Sequence[str]) -> ArgumentParser:
    parser = ArgumentParser(
        "python -m service",
        description="The RetailCRM block for Usedesk.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="")
    for name, meaning in _COMMANDS.items():
        commands.add_parser(name, help=meaning, description=meaning)
    commands.add_parser(_WORKER)
    named = next((each for each in arguments if each in commands.choices), "serve")
    # only the command in question is imported: a parent of workers needs little and stays small
    module = import_module(f"service.commands.{_MODULES.get(named, named)}")
    module.declare(commands.choices[named])
    parser.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
