"""`python -m simulators.demo`: the service and both simulators, with tickets to look at, until Ctrl-C."""

import contextlib
import errno
import os
import signal
import socket
import sys
from types import FrameType

from simulators.demo.programs import ProgramError, started
from simulators.demo.scenarios import Scenario, scenarios
from simulators.kit.client import ControlClient
from simulators.kit.errors import ControlError

ACCOUNT, KEY = "company", "demo-key"
PARAMETERS = {
    "subdomain": ACCOUNT,
    "show": "manager_comment",
    "timezone": "Europe/Moscow",
    "tracking": "https://track.example.com/{number}",
}
HIGHEST_FIRST_PORT = 65533
IN_USE = "port {} is in use; choose three free neighbours: DEMO_PORT=9000 make demo"


def main() -> int:
    """Exit code 0 after Ctrl-C or SIGTERM, 1 when something could not start, 2 for a bad DEMO_PORT."""
    port = os.environ.get("DEMO_PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) <= HIGHEST_FIRST_PORT:
        print(f"DEMO_PORT is {port!r}; give the first of three free ports, for example 9000", file=sys.stderr)
        return 2
    busy = _busy(int(port))
    if busy is not None:
        print(IN_USE.format(busy), file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _leave)
    try:
        with contextlib.ExitStack() as programs:
            _demo(int(port), programs)
            signal.pause()
    except (ProgramError, ControlError) as trouble:
        print(f"the demo cannot run: {trouble}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, SystemExit):
        print("Demo ended.", flush=True)
    return 0


def _busy(first: int) -> int | None:
    """The first of the demo's three ports that another program has; None when all are free."""
    for port in range(first, first + 3):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError as trouble:
            if trouble.errno == errno.EADDRINUSE:  # any other trouble the program itself tells best
                return port
    return None


def _demo(port: int, programs: contextlib.ExitStack) -> None:
    print("Starting the RetailCRM simulator …", flush=True)
    crm = programs.enter_context(
        started("simulators.retailcrm_mock", "--port", str(port + 1), "--account", ACCOUNT, "--key", KEY)
    )
    print("Starting the block service …", flush=True)
    environment = {"BLOCK_BIND": f"127.0.0.1:{port}", "BLOCK_CRM_URL": f"{crm}/{{subdomain}}"}
    service = programs.enter_context(started("service", environment=environment))
    print("Starting the Usedesk simulator …", flush=True)
    usedesk = programs.enter_context(started("simulators.usedesk_mock", "--port", str(port + 2)))
    fill(crm, usedesk, service, scenarios())
    print(f"\n  the tickets    {usedesk}/tickets\n  the CRM        {crm}/{ACCOUNT}/", flush=True)
    print(f"  the service    {service}/", flush=True)
    print(f"\nDemo ready: {usedesk}/", flush=True)


def fill(crm: str, usedesk: str, service: str, shown: list[Scenario]) -> None:
    """Put the scenarios into both simulators and set the block up as the article says."""
    customers = [customer for one in shown for customer in one.customers]
    orders = [order for one in shown for order in one.orders]
    ControlClient(crm, ACCOUNT).seed({"load": {"customers": customers, "orders": orders}})
    # Usedesk lists the newest ticket first; the first scenario should head the list.
    tickets = [{"subject": one.subject, **one.ticket} for one in reversed(shown)]
    block = {
        "name": "RetailCRM",
        "title": "RetailCRM",
        "url": f"{service}/settings/blocks/retail_crm",
        "secret_key": KEY,
        "enabled": True,
        "parameters": [{"key": name, "value": value, "encode": False} for name, value in PARAMETERS.items()],
    }
    ControlClient(usedesk).seed(
        {"load": {"tickets": tickets, "blocks": [block], "extensions": {"RetailCRM": True}}}
    )


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


if __name__ == "__main__":
    raise SystemExit(main())
