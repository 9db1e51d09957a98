"""The Test button: a block, saved or not, is asked about a sample ticket of a channel."""

from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.shown import Shown
from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.model import Block, Channel, Client, Ticket

# The ids are below all those a company gives out: a trial is told from a ticket at sight.
_TICKET, _CLIENT = 1, 1
_PHONE, _NAME = "79990001122", "anna.example"
_CONTACTS = {
    "email": "anna@example.com",
    "chat": "anna@example.com",
    "whatsapp": _PHONE,
    "viber": f"+{_PHONE}",
    "telephony": _PHONE,
    "telegram": "@anna_example",
    "yandex_market": "",
}


def trial(opening: Opening, company: str, block: Block, channel: Channel) -> Shown:
    """How the block answers about the channel's sample ticket; written in the journal as any request is."""
    return opening.show(company, sample(channel), block)


def sample(channel: Channel) -> Ticket:
    """The channel's sample: who writes has on the card what a first message by this channel puts there."""
    contact = _CONTACTS.get(channel.type, _NAME)
    card = contacts.card_of(channel.type, "Anna Example", contact)
    if channel.type == "telegram":  # Usedesk's contact is the user's number, its card shows the name
        contact = "900011144"
    return Ticket(_TICKET, "Where is my order?", "open", channel, Client(_CLIENT, card), contact)
