"""Reads a block as an agent does: who is shown, which orders, and where the links lead."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from tests.properties.oracle import Verdict

CUSTOMER = re.compile(r"/customers/(\d+)$")
ORDER = re.compile(r"/orders/(\d+)/edit$")
_GAPS = {
    "phone": "The search by phone failed.",
    "email": "The search by e-mail failed.",
    "orders": "Orders could not be checked completely.",
    "names": "Some names could not be read; their codes are shown.",
}


def read_block(html: str) -> Verdict:
    """What the block shows, in the oracle's words."""
    root = BeautifulSoup(html, "html.parser").select_one("[data-outcome]")
    assert root is not None, "the block has no root"
    own = [one for one in root.select(".rcb-list") if not _found_in_orders(one)]
    lone = [one for one in root.select(".rcb-list") if _found_in_orders(one)]
    return Verdict(
        outcome=str(root["data-outcome"]),
        client=next(iter(_numbers(root.select(".rcb-name"), CUSTOMER)), None),
        others=_numbers(root.select(".rcb-others"), CUSTOMER),
        orders=_numbers(own, ORDER),
        lone_orders=_numbers(lone, ORDER),
    )


def read_statuses(html: str) -> tuple[str, ...]:
    """The names of the listed orders' statuses, one after the other."""
    orders = BeautifulSoup(html, "html.parser").select(".rcb-order")
    chips = (order.select_one("a + .rcb-chip") for order in orders)
    return tuple(chip.get_text() for chip in chips if chip)


def read_shop(html: str) -> str:
    """The name of the client's shop."""
    facts = (one.get_text() for one in BeautifulSoup(html, "html.parser").select(".rcb-facts li"))
    return next((fact.removeprefix("shop: ") for fact in facts if fact.startswith("shop: ")), "")


def read_gaps(html: str) -> tuple[str, ...]:
    """What the block says that it could not find out."""
    said = " ".join(one.get_text() for one in BeautifulSoup(html, "html.parser").select(".rcb-box p"))
    return tuple(what for what, sentence in _GAPS.items() if sentence in said)


def read_payments(html: str) -> dict[int, str]:
    """How far each listed order is said to be paid."""
    orders = BeautifulSoup(html, "html.parser").select(".rcb-order")
    return {number: _paid(order) for order in orders for number in _numbers([order], ORDER)}


def _paid(order: Tag) -> str:
    said = order.select_one(".rcb-paid, .rcb-part, .rcb-unpaid")
    return " ".join(said.get_text().split()) if said else ""


def _numbers(places: Iterable[Tag], link: re.Pattern[str]) -> tuple[int, ...]:
    anchors = (anchor for place in places for anchor in place.select("a[href]"))
    matched = (link.search(str(anchor["href"])) for anchor in anchors)
    return tuple(int(one[1]) for one in matched if one)


def _found_in_orders(listed: Tag) -> bool:
    """Whether a list is the one of orders that stand by themselves; its heading says so."""
    return str(listed.select(".rcb-heading")[0].get_text()).startswith("Found in orders")
