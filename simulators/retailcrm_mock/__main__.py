"""`python -m simulators.retailcrm_mock`: the simulator as a program."""

import argparse
import sys

from simulators.kit import dialect_options, launcher, tls
from simulators.kit.accounts import check_name
from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.retailcrm_mock import locales, seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.control import MOST_CUSTOMERS
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import StateError, Store
from simulators.retailcrm_mock.state.keys import check_value

DOES = """\
A stand-in for RetailCRM to develop and test against: API v5 at /ACCOUNT/api/v5/…, people's pages at
/ACCOUNT/, and the control page at /_sim/, where you make it fail, move its clock, change its dialect and
see every call. Nothing in it is real: every person is invented.
docs/simulators.md tells what is not imitated."""
STOPPED = 130  # what a shell tells of a program that Ctrl-C ended
EXAMPLES = """\
start it, each of these in its own way (a new address needs --port):
  python -m simulators.retailcrm_mock
  python -m simulators.retailcrm_mock --db crm.sqlite --customers 1000
  python -m simulators.retailcrm_mock --locale pt_BR --renamed-statuses
  python -m simulators.retailcrm_mock --dialect name-match=whole --dialect rate-answer=429
  python -m simulators.retailcrm_mock --tls authority.pem

ask it from another terminal, and break it:
  curl -H 'X-API-KEY: demo-key' http://127.0.0.1:8001/company/api/v5/customers
  curl -g -H 'X-API-KEY: demo-key' 'http://127.0.0.1:8001/company/api/v5/orders?filter[customer]=999&limit=20'
  curl -H 'X-API-KEY: demo-key' -d site=main-shop -d 'customer={"firstName":"Anna"}' http://127.0.0.1:8001/company/api/v5/customers/create
  curl -H 'Content-Type: application/json' -d '{"kind": "status", "status": 503, "count": 3}' http://127.0.0.1:8001/_sim/faults
  curl -X PUT -H 'Content-Type: application/json' -d '{"name-match": "whole"}' http://127.0.0.1:8001/_sim/dialect
  curl http://127.0.0.1:8001/_sim/journal
  curl -X POST -H 'Content-Type: application/json' -d '{}' http://127.0.0.1:8001/_sim/reset

for a person: http://127.0.0.1:8001/ leads to the pages, http://127.0.0.1:8001/_sim/ is the control page

dialect switches: what nobody outside knows about RetailCRM, the default first
"""


def main(arguments: list[str]) -> int:
    """Run until told to stop; returns the exit code, 2 with a sentence on stderr when it can't start."""
    options = _parser().parse_args(arguments)
    try:
        check_name(options.account)
        launcher.check(options.host, options.port)
        controls = Controls(SWITCHES, dict(options.dialect))
        trusted = tls.authority(options.tls)
        store = Store(options.db, now=controls.now)
    except (ControlError, StateError) as error:
        print(error, file=sys.stderr)
        return launcher.BAD_START
    try:
        _fill(store, options)
    except KeyboardInterrupt:
        store.close()
        print("stopped before all was made; the next start with the same --db makes it anew", file=sys.stderr)
        return STOPPED
    app = create_app(
        store, controls, rate_limit=not options.no_rate_limit, control_token=options.control_token
    )
    print(
        f"dialect: {dialect_options.told(dict(options.dialect))}", file=sys.stderr
    )  # stdout is for the address alone
    try:
        return launcher.run(app, options.host, options.port, trusted)
    finally:
        store.close()


def _fill(store: Store, options: argparse.Namespace) -> None:
    """Finish what a killed simulator left half made, and make the account asked for unless it is there."""
    for name in seed.finish(store):
        print(
            f"account {name!r} was not made to its end when the simulator stopped: making it anew",
            file=sys.stderr,
        )
    if store.account(options.account) is None:
        seed.create(
            store,
            options.account,
            options.seed,
            options.customers,
            options.key,
            locale=options.locale,
            renamed_statuses=options.renamed_statuses,
        )


def _parser() -> argparse.ArgumentParser:
    parser = launcher.program("simulators.retailcrm_mock", DOES, 8001)
    parser.epilog = EXAMPLES + dialect_options.listed(SWITCHES)
    add = parser.add_argument_group("a new account").add_argument
    add("--account", default="company", help="its name; it is made unless --db has it")
    add("--customers", type=_customers, default=200, help="people to invent, with their orders")
    add(
        "--key",
        type=_key,
        default="demo-key",
        help="an API key that may read and write everything",
    )
    add("--locale", choices=locales.LOCALES, default=locales.DEFAULT, help="the country it works in")
    add("--renamed-statuses", action="store_true", help="its shop has order statuses of its own")
    behaviour = parser.add_argument_group("behaviour")
    behaviour.add_argument(
        "--no-rate-limit", action="store_true", help="let more than 10 requests a second pass"
    )
    dialect_options.add(behaviour, "RetailCRM", "name-match=whole")
    return parser


def _key(text: str) -> str:
    try:
        return check_value(text)
    except ControlError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _customers(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_CUSTOMERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to {MOST_CUSTOMERS}")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
