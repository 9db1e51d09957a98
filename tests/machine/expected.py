"""The oracle: what an opened ticket must show, from the rules' words and the model alone.

As a rule the service remembers nothing (`tests.stack.FORGETFUL`): a block is of the model as it is now.
Of one that remembers, `Remembering` tells what it shows while the CRM fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.machine.faults import OF_THE_ADDRESS, OF_THE_KEY, OUTAGES
from tests.machine.lacking import NAMES, Known
from tests.machine.model import CALLS, MAILBOXES, Model, Ticket
from tests.properties.oracle import Verdict, judge
from tests.properties.worlds import World, Writer


@dataclass(frozen=True)
class Shown(Verdict):
    """What a ticket shows; `statuses` are the names of those of the orders, then of the lone ones.

    `shop` is the name of the client's.
    `missing` is what it says that it could not find out, `old` that it is of an earlier time. `refused` tells
    whether RetailCRM refused a call as one too many.
    """

    statuses: tuple[str, ...] = ()
    shop: str = ""
    missing: tuple[str, ...] = ()
    old: bool = False
    refused: bool = False


NO_BLOCK = Shown("no-block")
UNAVAILABLE, BUSY = "crm-unavailable", "crm-busy"
REJECTED, UNKNOWN = "key-rejected", "account-unknown"
MEANS = {**dict.fromkeys(OUTAGES, UNAVAILABLE), OF_THE_KEY: REJECTED, OF_THE_ADDRESS: UNKNOWN}
"""What an agent is told of a fault that strikes everything."""
REMEMBERED_HOURS = 12
FORGETS = {"BLOCK_NAMES_SECONDS": "0"}
"""How a service is set up that remembers nothing, not even names."""
POLITE = {**FORGETS, "BLOCK_CRM_RATE": "10"}
"""How one is that calls no more often than RetailCRM lets it."""
REMEMBERS = {"BLOCK_FRESH_SECONDS": "45", "BLOCK_STALE_SECONDS": str(REMEMBERED_HOURS * 3600)}
"""How a service is set up that remembers."""


def expected(model: Model, number: int) -> Shown:
    """What the ticket of this number shows when it is opened now."""
    if not (model.block_on and model.extension_on):
        return NO_BLOCK
    writer = writer_of(model, model.tickets[number - 1])
    if not (writer.phones or writer.mails):
        return Shown("nothing-to-search-by")
    if model.fault is not None and model.part is None:
        return Shown(MEANS[model.fault])
    if not model.key_works:
        return Shown(REJECTED)
    if model.starved:
        return Shown(BUSY, refused=True)
    return _found(model, seen(model, writer))


def _found(model: Model, world: World) -> Shown:
    """What comes of the searches, if one part of RetailCRM may be broken."""
    known = Known(world, model.contacts, model.retailcrm, model.part)
    verdict = judge(known.world())
    if model.part == "customers" and verdict.outcome == "not-found":
        return Shown(UNAVAILABLE)  # nobody knows
    codes = [model.statuses[order] for order in (*verdict.orders, *verdict.lone_orders)]
    names: Mapping[str, str] = {} if model.part == "statuses" else model.names
    shops: Mapping[str, str] = {} if model.part == "shops" else model.shop_names
    shop = "" if verdict.client is None else model.person(verdict.client).shop
    return Shown(
        **vars(verdict),
        statuses=tuple(names.get(code, code) for code in codes),
        shop=shops.get(shop, shop),
        missing=known.untold(client=bool(shop), orders=bool(codes)),
    )


def nameless(shown: Shown) -> Shown:
    """The same without the names of shops: where calls are counted, a block does not wait to learn them."""
    return replace(shown, shop="", missing=tuple(one for one in shown.missing if one != NAMES))


class Remembering:
    """The oracle of a service that remembers for so many hours.

    While the CRM or its search of orders fails, or it is busy, a ticket shows what its client was shown last,
    and says so. A key that is rejected and an account that is unknown end all that was remembered.
    """

    def __init__(self, hours: int) -> None:
        self._minutes = 60 * hours
        self._shown: dict[Writer, tuple[int, Shown]] = {}

    def __call__(self, model: Model, number: int) -> Shown:
        """What the ticket of this number shows when it is opened now; every ticket is, after every step."""
        now = expected(model, number)
        writer = writer_of(model, model.tickets[number - 1])
        if now.outcome in {REJECTED, UNKNOWN}:
            self._shown.clear()
        elif now.outcome in {UNAVAILABLE, BUSY} or model.part == "orders":
            shown = self._old(writer, model.minutes)
            return replace(shown, refused=now.refused) if shown else now
        elif now != NO_BLOCK:
            self._shown[writer] = model.minutes, now
        return now

    def _old(self, writer: Writer, minutes: int) -> Shown | None:
        at, shown = self._shown.get(writer, (0, None))
        return replace(shown, old=True) if shown and minutes - at < self._minutes else None


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
