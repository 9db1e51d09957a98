"""Ask an account for one client, as a ticket would, and tell every step."""

import json
import secrets
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from getpass import getpass

from service.bootstrap import accounts, make_block, stack
from service.commands.report import Report, report
from service.core.model import Ticket
from service.events import Event
from service.observing import logs
from service.settings import CHECK_KEY, Settings, SettingsError
from service.web.usedesk_wire import read_ticket


def declare(command: ArgumentParser) -> None:
    """Add the command's options."""
    command.epilog = (
        f"The block's secret key, usually the API key, is that of {CHECK_KEY}, or else asked for."
    )
    command.add_argument(
        "--subdomain", required=True, help="the account, such as company of company.retailcrm.ru"
    )
    command.add_argument(
        "--phone", action="append", default=[], help="a phone of the client; may be repeated"
    )
    command.add_argument("--email", action="append", default=[], help="an e-mail of theirs; may be repeated")
    command.add_argument("--country", default="", help="two letters: whose phones need no country code")
    command.add_argument("--lang", default="", help="language of the block")
    command.add_argument("--json", action="store_true", help="print it as JSON")


def run(chosen: Namespace, environ: Mapping[str, str]) -> int:
    """Print the report; 1 means that something could not be asked, and the report says why.

    Raises:
        SettingsError: The environment is not usable, or nothing was given to search by.
    """
    key = _key(environ)
    settings = Settings.from_environ(environ)
    if not (chosen.phone or chosen.email):
        raise SettingsError("there is nothing to search by: give a --phone or an --email")
    logs.configure(settings.log, "warning")
    made = check(settings, _ticket(chosen, key, settings))
    print(json.dumps(made.data(), indent=2, ensure_ascii=False) if chosen.json else made.text())
    return 0 if made.well else 1


def check(settings: Settings, ticket: Ticket) -> Report:
    """Make the ticket's block with the real parts, from nothing remembered."""
    told: list[Event] = []
    alone = replace(settings, redis_url="")  # what other replicas remember would be shown instead
    parts = stack(alone, time.monotonic, told.append)
    answer = make_block(alone, time.monotonic, parts)(ticket, secrets.token_hex(8))
    entry = accounts(settings).enter(ticket.subdomain, ticket.key)
    return report(entry.account.origin, ticket, answer, told)


def _key(environ: Mapping[str, str], ask: Callable[[str], str] = getpass) -> str:
    if key := environ.get(CHECK_KEY):
        return key
    if not sys.stdin.isatty():
        raise SettingsError(f"{CHECK_KEY} is not set, and there is no terminal to ask for the key: set it")
    return ask("Secret key of the block: ").strip()


def _ticket(chosen: Namespace, key: str, settings: Settings) -> Ticket:
    """Read what was given as a request of Usedesk's, so that nothing is read otherwise than in service."""
    request = {
        "subdomain": chosen.subdomain,
        "secret": key,
        "country": chosen.country,
        "lang": chosen.lang,
        "client_data": {"phones": chosen.phone, "emails": chosen.email},
    }
    return read_ticket(request, settings.preferences, accounts(settings).settle)
