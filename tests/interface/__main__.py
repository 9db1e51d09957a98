"""`python -m tests.interface`: fakes, the simulator and, if one is named, a real account keep one promise."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

import pytest

from simulators.kit.errors import ControlError
from simulators.kit.reading_only import FASTEST, ReadingOnly
from tests.interface import real

_DOES = f"""\
Runs one suite over the fakes of the service's tests, its adapters before the RetailCRM simulator and, with
--url, before a real account. That is only read, and slowly; no value of anybody's is printed, whatever fails.
The API key is read from {real.KEY}; it need only read customers, orders and references."""
_QUIET = ("--tb=short", "--show-capture=no", "--assert=plain", "-p", "no:randomly", "--verbose")


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run the suite; 2 where the account cannot be asked."""
    options = _parser().parse_args(arguments)
    pytest_options: list[str] = [*_QUIET, "tests/interface"]
    if options.url:
        told = {real.URL: options.url, real.SPEED: str(options.per_second)}
        try:
            _check(real.wanted({**environ, **told}))
        except ControlError as trouble:
            print(trouble, file=sys.stderr)
            return 2
        os.environ.update(told)
        pytest_options.append("--force-enable-socket")  # tests reach nobody else's machine without it
    return int(pytest.main(pytest_options))


def _check(account: real.Wanted | None) -> None:
    """See that the address and the speed may be asked; nothing is sent."""
    if account:
        ReadingOnly(account.url, {}, account.per_second).__exit__()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("nox -s interface --", description=_DOES)
    parser.add_argument("--url", help="a real account as well, such as https://company.retailcrm.ru")
    parser.add_argument(
        "--per-second", type=float, default=1.0, help=f"requests a second, at most {FASTEST}; 1 by default"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ))
