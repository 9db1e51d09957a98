"""The oracle: what an opened ticket must show, from the rules' words and the model alone.

The service remembers nothing here (`tests.stack.FORGETFUL`): a block is of the model as it is now.
"""

from tests.machine.model import CALLS, MAILBOXES, Model, Ticket
from tests.properties.oracle import Verdict, judge
from tests.properties.worlds import World, Writer

NO_BLOCK = Verdict("no-block")
UNAVAILABLE, REJECTED, UNKNOWN = "crm-unavailable", "key-rejected", "account-unknown"
MEANS = {
    "server error": UNAVAILABLE,
    "a while": UNAVAILABLE,
    "cut off": UNAVAILABLE,
    "garbled": UNAVAILABLE,
    "silent hang-up": UNAVAILABLE,
    "refuses the key": REJECTED,
    "another site": UNKNOWN,
}
"""What an agent is told of a fault."""


def expected(model: Model, number: int) -> Verdict:
    """What the ticket of this number shows when it is opened now."""
    if not (model.block_on and model.extension_on):
        return NO_BLOCK
    writer = writer_of(model, model.tickets[number - 1])
    if not (writer.phones or writer.mails):
        return Verdict("nothing-to-search-by")
    if model.fault is not None:
        return Verdict(MEANS[model.fault])
    if not model.key_works:
        return Verdict(REJECTED)
    return judge(seen(model, writer))


def seen(model: Model, writer: Writer) -> World:
    """The world as the block's key sees it."""
    world = World(model.people, model.purchases, writer, (0,), model.companies)
    return world.only(frozenset(model.shops)) if model.shops else world


def writer_of(model: Model, ticket: Ticket) -> Writer:
    """All phones and e-mails of a ticket: those of the card, and where it came from, if that is told."""
    card = model.clients[ticket.client]
    phones, mails = card.phones + card.lines, card.mails
    if ticket.contact is not None and _told(model, ticket.channel):
        phones += (ticket.contact.means,) if ticket.channel in CALLS else ()
        mails += (ticket.contact.means,) if ticket.channel in MAILBOXES else ()
    return Writer(tuple(dict.fromkeys(phones)), tuple(dict.fromkeys(mails)))


def _told(model: Model, channel: str) -> bool:
    """Whether Usedesk tells where a ticket of this channel came from: of letters it always does."""
    switch = {"email": "", "chat": "contact-on-chat"}.get(channel, "contact-elsewhere")
    return model.usedesk.get(switch, "address") == "address"
