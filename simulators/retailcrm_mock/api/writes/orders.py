"""Orders: create and edit."""

from collections.abc import Mapping
from typing import Any

from simulators.retailcrm_mock import wire
from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.api.writes import common, payments, people, sums
from simulators.retailcrm_mock.state import Document, Writer, find

EXISTS = "Order already exists."  # met in the wild: retailcrm/opencart-module issue 109
NOT_LOADED = "Order is not loaded"  # the same, issue 177
_CODES = (
    ("status", "Status", "statuses"),
    ("orderType", "OrderType", "order-types"),
    ("orderMethod", "OrderMethod", "order-methods"),
)


def create(call: Call) -> Document:
    """Make an order, with a customer unless it names one."""
    shop, sent = common.home(call), common.entity(call, "order", "OrderToWrite")
    sent["payments"] = payments.listed(sent.get("payments", []))
    with call.account.writing() as writer:
        _refuse(call, sent, shop)
        customers = people.of_new(call, writer, sent, shop, NOT_LOADED)
        number = writer.free_order_id()
        paid = payments.numbered(call, writer, number, {}, sent["payments"])
        new = {**_defaults(call, number, writer.now), "id": number, "site": shop, **sent, **customers}
        order = _whole(call, writer, {**new, "payments": paid}, {}, sent)
        writer.add_order(sums.settled(sums.priced(order), payments.complete(call), writer.now))
        # The php client's fixtures: payments are a list where an order is made, a map elsewhere.
        return _told(call, number, payments_as="list")


def edit(call: Call, external_id: str) -> Document:
    """Change what is sent of an order, and nothing else; its payments have methods of their own."""
    way, shop = common.by(call), common.site(call)
    sent = common.entity(call, "order", "OrderToWrite")
    sent.pop("payments", None)
    with call.account.writing() as writer:
        number = common.sought(call, call.account.find_orders, way, external_id, shop)
        held = writer.order(number)
        _refuse(call, sent, held["site"], number)
        customers = people.named(call, sent, held["site"], NOT_LOADED)
        changed = _whole(call, writer, {**common.merged(held, sent), **customers}, held, sent)
        if changed["status"] != held["status"]:
            changed["statusUpdatedAt"] = writer.now
        if not sums.PRICED_BY.isdisjoint(sent):
            changed = sums.priced(changed)
        writer.put_order(sums.settled(changed, payments.complete(call), writer.now))
        return _told(call, number)


def _told(call: Call, number: int, payments_as: str | None = None) -> Document:
    order = call.account.order(number, call.key.shops)
    assert order is not None  # noqa: S101 - just written, in a shop that the key sees
    dialect: Any = call.dialect
    if payments_as:
        dialect = {**call.dialect.positions(), "payments": payments_as}
    return {"id": number, "order": wire.order(order, dialect)}


def _defaults(call: Call, number: int, now: str) -> Document:
    """What a new order has: the number with the A of the API, and codes that the account has."""
    fallen_back = {
        name: _code(call, reference, likely)
        for name, reference, likely in (
            ("status", "statuses", "new"),
            ("orderType", "order-types", "main"),
            ("orderMethod", "order-methods", "shopping-cart"),
        )
    }
    codes = {name: code for name, code in fallen_back.items() if code}
    return {"number": f"{number}A", "createdAt": now, "statusUpdatedAt": now, "fromApi": True, **codes}


def _code(call: Call, reference: str, likely: str) -> str | None:
    codes = list(call.account.reference(reference))
    return likely if likely in codes else next(iter(codes), None)


def _whole(call: Call, writer: Writer, order: Document, held: Document, sent: Document) -> Document:
    """The order, its lines numbered: a line sent with the id of a held one changes it, the others are new."""
    if "items" not in sent:
        return {"items": [], **order}
    known = {item["id"]: item for item in held.get("items", []) if "id" in item}
    statuses = call.account.reference("product-statuses")
    cancelling = {code for code, status in statuses.items() if status.get("cancelStatus")}
    items: list[Document] = []
    for item in sent["items"]:
        line = common.merged(known.get(item.get("id"), {}), item)
        if line.get("id") not in known:
            line["id"] = writer.free_part("item", order["id"], {*known, *(one["id"] for one in items)})
        items.append(sums.lined(line, cancelling))
    return {**order, "items": items}


def _refuse(call: Call, sent: Document, shop: str, number: int | None = None) -> None:
    """Raise the Refusal of an order that cannot be: of an id taken, or of codes nobody has."""
    if "externalId" in sent:
        where = [find.one_of("external_id", [sent["externalId"]]), find.one_of("site", [shop])]
        if any(one["id"] != number for one in call.account.find_orders(where).items):
            raise Refusal(400, EXISTS)
    wrong = common.unknown_codes(_references(call), _codes(sent))
    if wrong:
        raise Refusal(400, NOT_LOADED, wrong)


def _references(call: Call) -> Mapping[str, Any]:
    names = ("statuses", "order-types", "order-methods", "delivery-types", "product-statuses")
    return {name: call.account.reference(name) for name in (*names, "payment-types", "payment-statuses")}


def _codes(sent: Document) -> list[tuple[str, str, str, Any]]:
    items, paid = sent.get("items", []), sent.get("payments", [])
    return [
        *((name, kind, reference, sent.get(name)) for name, kind, reference in _CODES),
        ("delivery.code", "DeliveryType", "delivery-types", sent.get("delivery", {}).get("code")),
        *(
            (f"items[{place}].status", "OrderProductStatus", "product-statuses", item.get("status"))
            for place, item in enumerate(items)
        ),
        *(code for place, one in enumerate(paid) for code in payments.codes(one, f"payments[{place}].")),
    ]
