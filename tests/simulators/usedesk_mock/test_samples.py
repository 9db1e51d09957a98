"""Sample tickets are of use in every dialect."""

from datetime import UTC, datetime

from simulators.usedesk_mock import samples
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.state.model import Channel, Client, Ticket
from simulators.usedesk_mock.wire import channels

USUAL = {one.name: one.positions[0] for one in SWITCHES}


def test_a_sample_from_telegram_tells_the_users_number_and_the_name() -> None:
    made = samples.tickets(1, 20, datetime(2026, 11, 23, tzinfo=UTC))
    told = [(card, new) for card, new, _ in made if new.channel_type == "telegram"]
    assert len(told) == 4
    for card, new in told:
        ticket = Ticket(1001, "", "open", Channel(105, "telegram", ""), Client(50001, card), new.contact)
        name, number = card.messengers[0].id, int(new.contact)
        positions = ("string", "number", "name")
        contacts = [channels.contact(ticket, USUAL | {"contact-on-telegram": one}) for one in positions]
        assert [one["contact"] for one in contacts] == [str(number), number, name]
        assert name.startswith("@")
