"""Payments of orders: create, edit, delete."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.errors import Refusal
from simulators.retailcrm_mock.api.operations import Call, explain_missing
from simulators.retailcrm_mock.api.shapes import shape
from simulators.retailcrm_mock.api.writes import common, sums
from simulators.retailcrm_mock.state import Document, Writer, find

NOT_FOUND = "Payment not found"  # retailcrm/api-client-go client_test.go
EXISTS = "Payment already exists."
NOT_LOADED = "Payment is not loaded"
NAMES = {"id": "id", "externalId": "external_id", "number": "number"}


def create(call: Call) -> Document:
    """Add a payment to an order."""
    shop, sent = common.site(call), common.entity(call, "payment", "PaymentToCreate")
    name, value, named = common.referred(sent.pop("order"), NAMES)
    with call.account.writing() as writer:
        found = common.visible(call, call.account.find_orders, named, shop)
        if found is None:
            text = common.not_found(call, "order", name, value, shop)
            raise Refusal(400, NOT_LOADED, {f"order.{name}": text})
        _refuse(call, sent)
        if "externalId" in sent and writer.orders_of_payment(sent["externalId"]):
            raise Refusal(400, EXISTS)
        order = writer.order(found["id"])
        held = order.get("payments") or {}
        made = numbered(call, writer, order["id"], held, [sent])
        _put(call, writer, order, {**held, **made})
        return {"id": int(next(iter(made)))}


def edit(call: Call, number: str) -> Document:
    """Change what is sent of a payment, and with it what is paid of its order."""
    way, shop = common.by(call), common.site(call)
    sent = common.entity(call, "payment", "PaymentToEdit")
    with call.account.writing() as writer:
        order, held = _sought(call, writer, way, number, shop)
        _refuse(call, sent)
        changed = _dated(common.merged(held, sent), complete(call), writer.now)
        _put(call, writer, order, {**order["payments"], str(held["id"]): changed})
        return {"id": held["id"]}


def delete(call: Call, number: str) -> Document:
    """Take a payment away, and with it what it paid."""
    with call.account.writing() as writer:
        order, held = _sought(call, writer, "id", number, None)
        left = {name: one for name, one in order["payments"].items() if one["id"] != held["id"]}
        cleared = {name: value for name, value in order.items() if name != "fullPaidAt"} | {"prepaySum": 0}
        _put(call, writer, order if left else cleared, left)
    return {}


def listed(sent: list[Document] | dict[str, Document]) -> list[Document]:
    """The payments sent with an order, as a list or by id as they are read."""
    many = list(sent.values()) if isinstance(sent, dict) else sent
    return [shape("PaymentToEdit").known(one) for one in many]


def numbered(
    call: Call, writer: Writer, order: int, held: Mapping[str, Any], many: Iterable[Document]
) -> Document:
    """New payments of the order by id, beside those it has."""
    made: Document = {}
    paid = complete(call)
    for one in many:
        number = writer.free_part("payment", order, {*map(int, held), *map(int, made)})
        made[str(number)] = _dated({"status": "not-paid", **one, "id": number}, paid, writer.now)
    return made


def complete(call: Call) -> set[str]:
    """The codes of the statuses that mean "paid"."""
    statuses = call.account.reference("payment-statuses")
    return {code for code, status in statuses.items() if status.get("paymentComplete")}


def codes(payment: Document, place: str = "") -> list[tuple[str, str, str, Any]]:
    """The codes in a payment, told as common.unknown_codes wants them."""
    return [
        (f"{place}type", "PaymentType", "payment-types", payment.get("type")),
        (f"{place}status", "PaymentStatus", "payment-statuses", payment.get("status")),
    ]


def _refuse(call: Call, sent: Document) -> None:
    references = {name: call.account.reference(name) for name in ("payment-types", "payment-statuses")}
    wrong = common.unknown_codes(references, codes(sent))
    if wrong:
        raise Refusal(400, NOT_LOADED, wrong)


def _dated(payment: Document, paid: set[str], now: str) -> Document:
    return {"paidAt": now, **payment} if payment.get("status") in paid else payment


def _put(call: Call, writer: Writer, order: Document, held: Document) -> None:
    writer.put_order(sums.settled({**order, "payments": held}, complete(call), writer.now))


def _sought(call: Call, writer: Writer, way: str, number: str, shop: str | None) -> tuple[Document, Document]:
    """The order and its payment of this id; raises Refusal."""
    orders = _candidates(writer, way, number)
    for order in orders:
        if common.visible(call, call.account.find_orders, find.one_of("id", [order]), shop):
            whole = writer.order(order)
            name = "id" if way == "id" else "externalId"
            held = next(one for one in whole["payments"].values() if str(one.get(name)) == number)
            return whole, held
    named = f"payment {way}"
    explain_missing(call, "order", named, {named: find.one_of("id", orders)}, shop or "")
    raise Refusal(404, NOT_FOUND)


def _candidates(writer: Writer, way: str, number: str) -> list[int]:
    if way == "externalId":
        return writer.orders_of_payment(number)
    try:
        return writer.orders_of_payment_id(reading.identity(number))
    except reading.InputError:
        return []
