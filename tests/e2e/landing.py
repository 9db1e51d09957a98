"""Where the links of a block must lead: told by the records behind its ticket, whatever the block says."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from simulators.demo.__main__ import PARAMETERS
from simulators.demo.records import Document, Scenario


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a block, as a person reads it and as the browser resolves it."""

    text: str
    href: str
    is_action: bool = False


@dataclass(frozen=True, slots=True)
class Landing:
    """A page of the CRM: what its heading names, what its first field holds, how many it lists."""

    heading: str
    filled: str = ""
    listed: str = ""
    status: int = 200


def landing(link: Link, scenario: Scenario, account: str) -> Landing:
    """The page that a link into the CRM must open, whose account is at this address.

    Raises:
        LookupError: the link leads to something that is not the scenario's, or is of no known form.
    """
    query = dict(parse_qsl(urlsplit(link.href).query))
    match urlsplit(link.href).path.removeprefix(urlsplit(account).path).split("/"):
        case ["", "orders", number, "edit"]:
            return Landing(f"Order {plain(_only(scenario.orders, number)['number'])}")
        case ["", "orders" | "customers" as what, "add"]:
            return Landing(f"New {what.removesuffix('s')}", query.get("phone", ""))
        case ["", "customers", number]:
            return Landing(name(_only(scenario.customers, number)))
        case ["", "orders", ""]:
            return Landing("Orders", query["filter[customer]"], f"{len(scenario.orders)} orders found")
    raise LookupError(f"a link of no known form: {link.href}")


def is_named(link: Link, account: str, page: Landing) -> bool:
    """Whether a link into the CRM says what it leads to; an action says what can be done there."""
    kind = "Order " if link.href.startswith(f"{account}/orders/") else ""
    return link.is_action or kind + plain(link.text) == page.heading


def is_sound(link: Link, scenario: Scenario) -> bool:
    """Whether a link out of both systems has its form: a parcel's page, a phone or an e-mail."""
    deliveries = [one["delivery"].get("data", {}) for one in scenario.orders]
    parcels = {PARAMETERS["tracking"].format(number=one.get("trackNumber")) for one in deliveries}
    phones = {f"tel:{phone['number']}" for one in scenario.customers for phone in one.get("phones", ())}
    mails = {f"mailto:{one['email']}" for one in scenario.customers if one.get("email")}
    return link.href in parcels | phones | mails


def name(customer: Document) -> str:
    """The customer's name, as a person reads it."""
    return plain(f"{customer['firstName']} {customer['lastName']}")


def plain(text: str) -> str:
    """The text without what turns writing around, and with single spaces."""
    return " ".join("".join(one for one in text if unicodedata.category(one) != "Cf").split())


def _only(records: tuple[Document, ...], number: str) -> Document:
    """The record of this id.

    Raises:
        LookupError: the scenario has no such record.
    """
    found = [one for one in records if str(one["id"]) == number]
    if not found:
        raise LookupError(f"the ticket's client has nothing to do with {number}")
    return found[0]
