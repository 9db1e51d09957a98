"""The people of an order: those it names, and whose it is when it names nobody."""

from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.api.writes import common
from simulators.retailcrm_mock.state import Document, Writer, find

ROLES = ("customer", "contact")
_OWN = ("firstName", "lastName", "patronymic", "email")


def named(call: Call, sent: Document, shop: str, text: str) -> Document:
    """The customer and the contact that the order names, by id.

    Raises:
        Refusal: with `text`, as the key sees none with this id; a shop's id counts in the order's shop only.
    """
    found: Document = {}
    wrong: dict[str, str] = {}
    for role in (one for one in ROLES if one in sent):
        name, value, who = common.referred(sent[role], {"id": "id", "externalId": "external_id"})
        home = None if name == "id" else shop
        number = _find(call, role, who, home)
        if number is None:
            wrong[f"{role}.{name}"] = common.not_found(call, "customer", name, value, home)
        else:
            found[role] = {"id": number}
    if wrong:
        raise Refusal(400, text, wrong)
    return found


def of_new(call: Call, writer: Writer, sent: Document, shop: str, text: str) -> Document:
    """The people of a new order; when it names no customer, whom the dialect says.

    A person who orders is the contact as well, and an order that names nobody makes a customer of its own:
    so the go client's fixture answers one, with a customer made in the same second.
    """
    found = named(call, sent, shop, text)
    if "customer" not in found:
        found |= _of_nobody(call, writer, sent, shop)
    buyer = call.account.customer(found["customer"]["id"]) if "customer" in found else None
    if buyer is not None and buyer["type"] == "customer":
        found.setdefault("contact", {"id": buyer["id"]})
    return found


def _of_nobody(call: Call, writer: Writer, sent: Document, shop: str) -> Document:
    way = call.dialect["order-without-customer"]
    number = _match(call, sent, shop) if way == "matched" else None
    if number is None and way != "nobody":
        number = writer.add_customer(_card(sent, shop, writer.now))
    return {} if number is None else {"customer": {"id": number}}


def _find(call: Call, role: str, who: find.Condition, shop: str | None) -> int | None:
    searches = [call.account.find_customers]
    if role == "customer":
        searches.append(call.account.find_companies)
    for search in searches:
        found = common.visible(call, search, who, shop)
        if found is not None:
            number: int = found["id"]
            return number
    return None


def _match(call: Call, sent: Document, shop: str) -> int | None:
    """The person of the shop who has the order's e-mail, or else its phone in any spelling."""
    ways = [find.email(sent["email"])] if sent.get("email") else []
    if find.digits(sent.get("phone", "")):
        ways.append(find.name_or_phone("customer", sent["phone"], "whole", eight_is_seven=True))
    for way in ways:
        found = common.visible(call, call.account.find_customers, way, shop)
        if found is not None:
            number: int = found["id"]
            return number
    return None


def _card(sent: Document, shop: str, now: str) -> Document:
    card = {name: sent[name] for name in _OWN if name in sent}
    phones = [{"number": sent["phone"]}] if sent.get("phone") else []
    return {"site": shop, "createdAt": now, **card, "phones": phones}
