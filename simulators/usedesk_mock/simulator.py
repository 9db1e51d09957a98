"""What the control door moves: the company's data, as `simulators.kit.control.Simulated` asks."""

from collections.abc import Mapping
from typing import Any

from simulators.kit.control import Controls
from simulators.kit.errors import ControlError
from simulators.usedesk_mock import samples
from simulators.usedesk_mock.opening import ACCOUNT
from simulators.usedesk_mock.reader import Reader
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.model import Card
from simulators.usedesk_mock.wishes import Load, TicketWish, read_load

MOST_TICKETS = 10_000


class Simulator:
    """One company; `seed` and `tickets` say what it holds at start and after a reset."""

    def __init__(self, company: Company, controls: Controls, seed: int, tickets: int) -> None:
        self._company = company
        self._controls = controls
        self._seed = seed
        self._tickets = tickets
        if company.new:
            self._sample(seed, tickets)

    def accounts(self) -> list[str]:
        """The one company there is."""
        return [ACCOUNT]

    def summary(self, account: str) -> dict[str, Any]:  # noqa: ARG002 - there is one account
        """How many clients, tickets and blocks there are, and which extensions are on."""
        return {**self._company.counts(), "extensions": self._company.settings.extensions()}

    def reset(self, account: str) -> None:  # noqa: ARG002 - there is one account
        """As at the first start: the sample tickets, no block, every extension off."""
        with self._company.transaction():
            self._company.clear()
            self._sample(self._seed, self._tickets)

    def seed(self, account: str, wish: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - there is one account
        """Add sample tickets, or the very things wished for, or both; returns the ids of what was made.

        ``{"seed": 7, "tickets": 5}`` adds five sample tickets, the same for the same seed.

        ``{"load": {...}}`` adds what it lists, each list optional::

            {"clients": [{"name": "Anna", "emails": ["anna@example.com"],
                          "phones": ["79990001122", {"type": "home", "phone": "8 (495) 000-11-22"}],
                          "messengers": [{"type": "whatsapp", "id": "79990001122"}],
                          "social_services": [{"type": "vk", "url": "https://vk.com/id1", "uid": null}],
                          "addresses": [{"country": "", "city": "", "address": "", "type": "home"}],
                          "sites": ["https://example.com"]}],
             "tickets": [{"client": 50001 or {a client as above}, "channel": "whatsapp",
                          "contact": "79990001122", "subject": "Where is it?", "status": "open",
                          "text": "Hello", "messages": [{"author": "agent", "text": "Good day"}]}],
             "blocks": [{"kind": "dynamic", "name": "CRM", "title": "RetailCRM", "content": "",
                         "url": "http://127.0.0.1:8000/settings/blocks/retail_crm", "secret_key": "key",
                         "enabled": true, "parameters": [{"key": "subdomain", "value": "company"}],
                         "dialect": {"numbers": "strings"}}],
             "extensions": {"RetailCRM": true}}

        A ticket without a `contact` takes the address of its inline client that fits the channel.

        Raises:
            ControlError: something in the wish can't be; the message names its place. Nothing is changed.
        """
        now = self._controls.clock(ACCOUNT).now()
        asked = Reader.of(dict(wish), "the wish", {"seed", "tickets", "load"})
        number = asked.whole("seed", 0, 2**32, self._seed)
        count = asked.whole("tickets", 0, MOST_TICKETS, 0)
        load = read_load(asked.fields.get("load", {}), now)
        with self._company.transaction():
            sampled = self._sample(number, count)
            made = self._put(load)
        return {**made, "tickets": sampled + made["tickets"]}

    def snapshot(self, account: str) -> dict[str, Any]:  # noqa: ARG002 - there is one account
        """All that the helpdesk knows."""
        return self._company.snapshot()

    def restore(self, states: Mapping[str, dict[str, Any]]) -> None:
        """Put a state in place of all that the helpdesk knows; raises ControlError, changing nothing."""
        if list(states) != [ACCOUNT]:
            raise ControlError(
                f"the snapshot holds {', '.join(states)}; this helpdesk has one company, {ACCOUNT}"
            )
        self._company.restore(states[ACCOUNT])

    def keep(self, account: str, name: str) -> None:  # noqa: ARG002 - there is one account
        """Keep a copy of all that is known under the name."""
        self._company.keep(name)

    def kept(self, account: str) -> list[str]:  # noqa: ARG002 - there is one account
        """The names of the copies kept, the oldest first."""
        return self._company.kept()

    def put_back(self, account: str, name: str) -> None:  # noqa: ARG002 - there is one account
        """Put the copy in place of all that is known."""
        self._company.put_back(name)

    def drop(self, account: str, name: str) -> None:  # noqa: ARG002 - there is one account
        """Forget the copy."""
        self._company.drop(name)

    def _sample(self, seed: int, count: int) -> list[int]:
        now, desk = self._controls.clock(ACCOUNT).now(), self._company.desk
        return [
            desk.add_ticket(desk.add_client(card), ticket, at)
            for card, ticket, at in samples.tickets(seed, count, now)
        ]

    def _put(self, load: Load) -> dict[str, list[int]]:
        desk, settings = self._company.desk, self._company.settings
        settings.switch(load.extensions)
        clients = [desk.add_client(card) for card in load.clients]
        tickets = [self._put_ticket(wish, place) for place, wish in enumerate(load.tickets)]
        return {
            "clients": clients,
            "tickets": tickets,
            "blocks": [settings.save_block(block) for block in load.blocks],
        }

    def _put_ticket(self, wish: TicketWish, place: int) -> int:
        desk = self._company.desk
        if isinstance(wish.client, Card):
            client_id = desk.add_client(wish.client)
        elif desk.has_client(wish.client):
            client_id = wish.client
        else:
            raise ControlError(
                f"load.tickets[{place}].client {wish.client} is unknown; load the client first"
            )
        return desk.add_ticket(client_id, wish.ticket, self._controls.clock(ACCOUNT).now())
