"""What the control door moves: the companies' data, as `simulators.kit.control.Simulated` asks."""

from collections.abc import Mapping
from typing import Any

from simulators.kit.accounts import check_name
from simulators.kit.asked import Json
from simulators.kit.control import Controls
from simulators.kit.errors import UnknownAccount
from simulators.usedesk_mock import samples
from simulators.usedesk_mock.loading import Loading
from simulators.usedesk_mock.reader import Reader
from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.wishes import read_load

MOST_TICKETS = 10_000
HIGHEST_SEED = 2**63


class Simulator:
    """All companies; each remembers what it was made from, for a reset."""

    def __init__(self, companies: Companies, controls: Controls) -> None:
        self._companies = companies
        self._controls = controls

    def accounts(self) -> list[str]:
        """The companies there are now."""
        return self._companies.names()

    def summary(self, account: str) -> Json:
        """How many clients, tickets and blocks there are, and which extensions are on."""
        company = self._known(account)
        return {**company.counts(), "extensions": company.settings.extensions()}

    def create(self, wish: Mapping[str, Any]) -> Json:
        """Make a further company, of its name as `account`, with so many sample `tickets` by `seed`."""
        asked = Reader.of(dict(wish), "the wish", {"account", "seed", "tickets"})
        name, seed = check_name(wish.get("account")), asked.whole("seed", 0, HIGHEST_SEED, 1)
        self.make(name, seed, asked.whole("tickets", 0, MOST_TICKETS, 0))
        return {"accounts": {name: self.summary(name)}}

    def make(self, name: str, seed: int, tickets: int) -> None:
        """Make a company; raises ControlError when there is one of the name."""
        sampled = self._samples(name, seed, tickets)
        with self._companies.making(name, {"seed": seed, "tickets": tickets}) as company:
            _put_samples(company, sampled)

    def delete(self, name: str) -> None:
        """Remove a company and all that was chosen for it."""
        self._companies.delete(name)
        self._controls.reset(name)

    def reset(self, account: str) -> None:
        """As at the first start: the sample tickets, no block, every extension off."""
        company = self._known(account)
        start = company.start()
        sampled = self._samples(account, start.get("seed", 1), start.get("tickets", 0))
        with company.transaction():
            company.clear()
            _put_samples(company, sampled)

    def seed(self, account: str, wish: Mapping[str, Any]) -> Json:
        """Add sample tickets, or the very things wished for, or both; returns the ids of what was made.

        ``{"seed": 7, "tickets": 5}`` adds five sample tickets, the same for the same seed.

        ``{"load": {...}}`` adds what it lists, each list optional::

            {"clients": [{"name": "Anna", "emails": ["anna@example.com"],
                          "phones": ["79990001122", {"type": "home", "phone": "8 (495) 000-11-22"}],
                          "messengers": [{"type": "whatsapp", "id": "79990001122"}],
                          "social_services": [{"type": "vk", "url": "https://vk.com/id1", "uid": null}],
                          "addresses": [{"country": "", "city": "", "address": "", "type": "home"}],
                          "sites": ["https://example.com"], "note": "", "vip": true, "spammer": false,
                          "language": "ru", "company": "", "position": "", "additional_id": "17"}],
             "channels": [{"type": "email", "name": "Sales"}],
             "tickets": [{"client": 50001 or {a client as above}, "channel": "whatsapp" or an id,
                          "contact": "79990001122", "subject": "Where is it?", "status": "open",
                          "text": "Hello", "messages": [{"author": "agent", "text": "Good day"}]}],
             "blocks": [{"kind": "dynamic", "name": "CRM", "title": "RetailCRM", "content": "",
                         "url": "http://127.0.0.1:8000/settings/blocks/retail_crm", "secret_key": "key",
                         "enabled": true, "parameters": [{"key": "subdomain", "value": "company"}],
                         "dialect": {"numbers": "strings"}}],
             "extensions": {"RetailCRM": true}}

        A ticket without a `contact` takes the address of its client that fits the channel. A client and a
        ticket may have an `id`; without, it is the next one.

        Raises:
            ControlError: something in the wish can't be; the message names its place. Nothing is changed.
        """
        company = self._known(account)
        asked = Reader.of(dict(wish), "the wish", {"seed", "tickets", "load"})
        number = asked.whole("seed", 0, HIGHEST_SEED, company.start().get("seed", 1))
        sampled = self._samples(account, number, asked.whole("tickets", 0, MOST_TICKETS, 0))
        now = self._controls.now(account)
        load = read_load(asked.fields.get("load", {}), now)
        with company.transaction():
            tickets = _put_samples(company, sampled)
            made = Loading(company, now).put(load)
        return {**made, "tickets": tickets + made["tickets"]}

    def snapshot(self, account: str) -> Json:
        """All that the company knows."""
        return self._known(account).snapshot()

    def restore(self, states: Mapping[str, Json]) -> None:
        """Put states in place of all that the companies know; one that is not there yet is made.

        Raises:
            ControlError: a state is none that `snapshot` told; nothing has changed then.
        """
        for name, state in states.items():
            check_name(name)
            self._companies.check(state)
        for name, state in states.items():
            company = self._companies.company(name)
            if company is not None:
                company.restore(state)
                continue
            with self._companies.making(name, state["start"]) as made:
                made.restore(state)

    def keep(self, account: str, name: str) -> None:
        """Keep a copy of all that is known under the name."""
        self._known(account).keep(name)

    def kept(self, account: str) -> list[str]:
        """The names of the copies kept, the oldest first."""
        return self._known(account).kept()

    def put_back(self, account: str, name: str) -> None:
        """Put the copy in place of all that is known."""
        self._known(account).put_back(name)

    def drop(self, account: str, name: str) -> None:
        """Forget the copy."""
        self._known(account).drop(name)

    def _known(self, name: str) -> Company:
        company = self._companies.company(name)
        if company is None:  # it went between two looks
            raise UnknownAccount(f"no account {name!r}; there are: {', '.join(self.accounts()) or 'none'}")
        return company

    def _samples(self, name: str, seed: int, count: int) -> list[samples.Sample]:
        # Made before the transaction: with a file, nobody else writes while one is open.
        return list(samples.tickets(seed, count, self._controls.now(name)))


def _put_samples(company: Company, sampled: list[samples.Sample]) -> list[int]:
    desk = company.desk
    return [desk.add_ticket(desk.add_client(card), ticket, at) for card, ticket, at in sampled]
