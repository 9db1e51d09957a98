"""Links between orders."""

from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.api.shapes import too_few
from simulators.retailcrm_mock.api.writes import common
from simulators.retailcrm_mock.api.writes.payments import NAMES
from simulators.retailcrm_mock.state import Document

NOT_LOADED = "Link is not loaded"
TWO = 2


def create(call: Call) -> Document:
    """Link orders, each to all the others."""
    shop, sent = common.site(call), common.entity(call, "link", "LinkToWrite")
    with call.account.writing() as writer:
        orders = [writer.order(number) for number in _sought(call, sent, shop)]
        for order in orders:
            links = [
                {"comment": sent.get("comment", ""), "order": _pointer(other), "createdAt": writer.now}
                for other in orders
                if other is not order
            ]
            writer.put_order({**order, "links": [*order.get("links", []), *links]})
    return {}


def _sought(call: Call, sent: Document, shop: str | None) -> list[int]:
    numbers: dict[int, None] = {}
    wrong: dict[str, str] = {}
    for place, told in enumerate(sent["orders"]):
        name, value, named = common.referred(told, NAMES)
        found = common.visible(call, call.account.find_orders, named, shop)
        if found is None:
            wrong[f"orders[{place}].{name}"] = common.not_found(call, "order", name, value, shop)
        else:
            numbers[found["id"]] = None
    if wrong:
        raise Refusal(400, NOT_LOADED, wrong)
    if len(numbers) < TWO:
        raise Refusal(400, NOT_LOADED, {"orders": too_few(TWO)})  # each is well written, and all name one
    return list(numbers)


def _pointer(order: Document) -> Document:
    return {name: order[name] for name in ("id", "number", "externalId") if name in order}
