"""One sample in which every entity of the core stands, and every field of text holds some."""

from dataclasses import replace
from datetime import date

from service.core.model import (
    Delivery,
    Failure,
    Ignored,
    Item,
    Part,
    Payment,
    Reason,
    Search,
    Tag,
    Ticket,
)
from tests.gallery.builders import (
    BOTH,
    EMAIL,
    NOW,
    Sample,
    also,
    client,
    found,
    goods,
    paid,
    placed,
    sample,
    ticket,
)
from tests.gallery.fields import Path, leaves

OURS = {
    "lang",  # one of LANGUAGES
    "region",  # a country's two letters
    "parameter",  # one of those a block may have
    "time_zone",  # a zone the system knows
    "tracking",  # an https address, checked where it is read
    "origin",  # from the operator's settings
}
"""Fields with a text of ours: what is read from outside is refused unless it is what stands beside them."""

_DELIVERY = Delivery(
    type="courier",
    service="Express",
    tracking="US4815162342",
    status="On its way",
    date=date(2026, 11, 27),
    time="from 10:00 to 14:00",
    address="Pushkin Street 7",
)


def everything() -> Sample:
    """A block with all there is: a card, two orders, others, loose orders, gaps, notes."""
    order = placed(
        phones=("+7 999 000-11-22",),
        email=EMAIL,
        delivery=_DELIVERY,
        items=(*goods(4), Item("Gift", status="sold")),
        payments=(paid(5000), Payment("cash", "not-paid")),
        customer_comment="Ring twice",
        manager_comment="Has a dog",
        overdue=True,
        call_back=True,
    )
    who = client(vip=True, bad=True, tags=(Tag("regular", "#4a9a5b"), Tag("new", "#ffd500")), orders_count=9)
    decision = found(
        order,
        replace(order, id=1041, items=()),
        who=who,
        others=(also(8, "Anna Sidorova", placed(977)), also(9, "A. Petrova", by_phone=False)),
        loose=(placed(900, customer_id=None),),
        withheld=True,
        failures=(Failure(Search.CUSTOMERS_BY_EMAIL, Reason.LATE, EMAIL),),
    )
    return sample("Everything", decision, _ticket(), age=NOW - NOW.replace(hour=9, minute=18))


def _ticket() -> Ticket:
    searched = replace(BOTH, typed=("Anna.Petrova@example.com",), left_out=2, unreadable=1)
    ignored = (Ignored("orders", "many"),)
    return ticket(
        searched, parts=frozenset(Part), ignored=ignored, shops=frozenset({"main-shop", "outlet"}), orders=1
    )


def texts_of(shown: Sample) -> dict[Path, str]:
    """Every text others wrote, by its path in the sample."""
    return {path: leaf for path, leaf in leaves(shown) if isinstance(leaf, str) and not _ours(path)}


def _ours(path: Path) -> bool:
    of_a_phone = "phones" in path and path[0] == "ticket"
    return path == ("name",) or of_a_phone or path[-1] in OURS
