"""Hold the contracts against those released last; exit code 1 when one breaks more than its version may."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

import contracts
from contracts.breaking import findings, released


def main(arguments: Sequence[str]) -> int:
    """Print what breaks; with `--release` keep today's contracts as the released ones, if they may be."""
    parser = ArgumentParser("python -m contracts.breaking", description=__doc__)
    parser.add_argument("--release", action="store_true", help="keep today's contracts as the released ones")
    chosen = parser.parse_args(arguments)
    refused = [name for name in contracts.names() if not _stands(name)]
    if refused:
        print(f"Raise info.version of {', '.join(refused)}, or take back what breaks.", file=sys.stderr)
        return 1
    if chosen.release:
        for name in contracts.names():
            released.keep(name)
    return 0


def _stands(name: str) -> bool:
    old, new = released.load(name), contracts.load(name)
    if old is None:
        print(f"{name}: not released yet")
        return True
    found = findings(old, new)
    versions = old["info"]["version"], new["info"]["version"]
    print(f"{name}: {versions[0]} → {versions[1]}, {len(found)} breaking")
    for one in found:
        print(f"  {one}")
    return not found or released.may_break(*versions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
