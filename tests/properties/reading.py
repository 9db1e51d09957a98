"""Reads a block as an agent does: who is shown, which orders, and where the links lead."""

import re

from bs4 import BeautifulSoup, Tag

from tests.properties.oracle import Verdict

CUSTOMER = re.compile(r"/customers/(\d+)$")
ORDER = re.compile(r"/orders/(\d+)/edit$")


def read_block(html: str) -> Verdict:
    """What the block shows, in the oracle's words."""
    root = BeautifulSoup(html, "html.parser").select_one("[data-outcome]")
    assert root is not None, "the block has no root"
    people = _numbers(root, CUSTOMER)
    lists = [_numbers(one, ORDER) for one in root.select("ul")]
    own = lists.pop(0) if people and lists and not _found_in_orders(root, 0) else ()
    return Verdict(
        outcome=str(root["data-outcome"]),
        client=people[0] if people else None,
        others=people[1:],
        orders=own,
        lone_orders=lists[0] if lists else (),
    )


def _numbers(place: Tag, link: re.Pattern[str]) -> tuple[int, ...]:
    matched = (link.search(str(anchor["href"])) for anchor in place.select("a[href]"))
    return tuple(int(one[1]) for one in matched if one)


def _found_in_orders(root: Tag, position: int) -> bool:
    """Whether a list is the one of orders that stand by themselves; its heading says so."""
    return root.select(".rcb-heading")[position].get_text().startswith("Found in orders")
