"""Whatever clients and agents do, in whatever order, the helpdesk is what a simple model of it says."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from simulators.usedesk_mock.state import cards as joining
from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.state.model import CHANNEL_TYPES, STATUSES, Card, Message, NewTicket
from tests.simulators.usedesk_mock.helpdesk import company
from tests.simulators.usedesk_mock.strategies import cards

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOSTILE = st.sampled_from(
    ["", "'; DROP TABLE tickets; --", "\0", "<script>alert(1)</script>", "%_?1", "İ𝕏\u202e", "anna", "7999"]
)
channels = st.sampled_from(CHANNEL_TYPES)


@dataclass(frozen=True)
class Ticket:
    """A ticket as the model knows it."""

    client: int
    channel: str
    contact: str
    subject: str
    status: str = "open"
    messages: tuple[str, ...] = ()


class HelpdeskMachine(RuleBasedStateMachine):
    """A company beside dictionaries that do the same."""

    clients = Bundle("clients")
    tickets = Bundle("tickets")

    @initialize()
    def begin(self) -> None:
        self.companies = Companies()
        self.company = company(self.companies)
        self.cards: dict[int, Card] = {}
        self.held: dict[int, Ticket] = {}

    @rule(target=clients, card=cards, wanted=st.none() | st.integers(1, 2**62))
    def a_client_is_loaded(self, card: Card, wanted: int | None) -> int:
        number = self.company.desk.add_client(card, None if wanted in self.cards else wanted)
        assert number not in self.cards
        self.cards[number] = card
        return number

    @rule(target=tickets, channel=channels, contact=HOSTILE, name=HOSTILE, subject=HOSTILE)
    def somebody_writes(self, channel: str, contact: str, name: str, subject: str) -> int:
        contact = contacts.tidy(channel, contact)
        number = self.company.desk.write(name, NewTicket(channel, contact, subject), NOW)
        key = contacts.join_key(channel, contact)
        known = [
            one.client
            for _number, one in sorted(self.held.items())
            if one.channel == channel and key and contacts.join_key(channel, one.contact) == key
        ]
        client = self.company.desk.client_of(number)
        assert client is not None
        assert [client] == known[:1] or (not known and client not in self.cards)
        self.cards.setdefault(client, contacts.card_of(channel, name, contact))
        self.held[number] = Ticket(client, channel, contact, subject)
        return number

    @rule(client=clients, card=cards)
    def a_card_is_corrected(self, client: int, card: Card) -> None:
        if client in self.cards:
            self.company.desk.save_client(client, card)
            self.cards[client] = card

    @rule(data=st.data())
    def two_clients_are_merged(self, data: st.DataObject) -> None:
        if len(self.cards) > 1:
            into, other = data.draw(st.permutations(sorted(self.cards)))[:2]
            self.company.desk.merge(into, other)
            self.cards[into] = joining.joined(self.cards[into], self.cards.pop(other))
            moved = {
                number: replace(one, client=into) for number, one in self.held.items() if one.client == other
            }
            self.held |= moved

    @rule(ticket=tickets, status=st.sampled_from(STATUSES), text=HOSTILE)
    def an_agent_works_on_a_ticket(self, ticket: int, status: str, text: str) -> None:
        self.company.desk.set_status(ticket, status)
        self.company.desk.add_message(ticket, Message("agent", text, NOW))
        held = self.held[ticket]
        self.held[ticket] = replace(held, status=status, messages=(*held.messages, text))

    @rule()
    def the_state_goes_to_another_company_and_back(self) -> None:
        taken = json.loads(json.dumps(self.company.snapshot()))
        with self.companies.making(f"shop{len(self.companies.names())}", {}) as other:
            other.restore(taken)
        self.company.clear()
        self.company.restore(json.loads(json.dumps(other.snapshot())))
        assert json.loads(json.dumps(self.company.snapshot())) == taken

    @invariant()
    def the_clients_are_those_of_the_model(self) -> None:
        found = self.company.desk.clients(limit=10_000)
        assert {one.id: one.card for one in found} == self.cards
        assert [one.id for one in found] == sorted(self.cards, reverse=True)

    @invariant()
    def the_tickets_are_those_of_the_model(self) -> None:
        desk = self.company.desk
        found = {one.id: desk.ticket(one.id) for one in desk.tickets(10_000)}
        assert {
            number: Ticket(
                *(one.client.id, one.channel.type, one.contact, one.subject, one.status),
                tuple(message.text for message in one.messages),
            )
            for number, one in found.items()
            if one
        } == self.held
        assert self.company.counts() == {"blocks": 0, "clients": len(self.cards), "tickets": len(self.held)}

    def teardown(self) -> None:
        self.companies.close()


HelpdeskMachine.TestCase.settings = settings(stateful_step_count=20)
test_the_helpdesk_is_what_the_model_says = HelpdeskMachine.TestCase
