"""The filters of /orders: all of retailcrm/api-client-php, OrderFilter."""

from collections.abc import Callable, Mapping
from functools import partial

from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Sent
from simulators.retailcrm_mock.api.filters import people
from simulators.retailcrm_mock.api.filters.meanings import (
    Asker,
    Meaning,
    Meanings,
    amounts,
    code,
    custom_fields,
    days,
    flag,
    identities,
    inside,
    moments,
    nothing_held,
    numbers,
    one_to_three,
    single,
    source,
    text,
    value,
    words,
    yes_or_no,
)
from simulators.retailcrm_mock.state import Condition, contents, find

TYPES = ("customer", "customer_corporate")
RECEIPT = ("FiscalDocumentAttribute", "Status", "Operation", "OrderStatus")


def _buyer(text: str, asker: Asker) -> Condition:
    own = people.name_or_phone("order", text, asker)
    return _or_by_card(own, people.name_or_phone("customer", text, asker), asker)


def _buyer_email(text: str, asker: Asker) -> Condition:
    own = people.email(text, asker)
    return _or_by_card(own, own, asker)


def _or_by_card(own: Condition, card: Condition, asker: Asker) -> Condition:
    """What the order itself tells or, in a dialect, not what its customer's card does."""
    if asker.dialect["orders-by-card"] == "no":
        return own
    return find.either("order", [own, find.customer_is(card, asker.sites)])


def _buyer_id(text: str, asker: Asker) -> Condition:
    contacts_too = asker.dialect["customer-id-covers-contacts"] == "yes"
    roles = ["customer_id", "contact_id"] if contacts_too else ["customer_id"]
    return find.either("order", [find.one_of(role, [reading.identity(text)]) for role in roles])


def _customer_flag(path: str) -> Meaning:
    """A flag of the customer's card; who has none that the key sees is not flagged."""

    def condition(wanted: bool, asker: Asker) -> Condition:
        flagged = find.customer_is(contents.true(path), asker.sites)
        return flagged if wanted else contents.opposite(flagged)

    return yes_or_no(condition)


def _payments(field: str) -> Meaning:
    return lambda sent, _asker: contents.some(
        "payments", find.one_of(contents.within(field), reading.listed(sent))
    )


def _paid(comparison: str) -> Callable[[str], Condition]:
    sql = contents.within("paidAt")
    return lambda bound: contents.some("payments", contents.moment(sql, comparison, bound))


def _nobodys(sent: Sent, _asker: Asker) -> Condition:
    """Ids of messenger channels: the simulator's orders name none."""
    identities(sent)
    return find.NOTHING


def _delivery_time() -> Meanings:
    begins, ends = (f"substr({contents.at(f'delivery.time.{end}')} || ':00', 1, 8)" for end in ("from", "to"))
    return {
        "deliveryTimeFrom": value(reading.clock, partial(contents.moment, begins, ">=")),
        "deliveryTimeTo": value(reading.clock, partial(contents.moment, ends, "<=")),
    }


_BUYERS: Meanings = {
    "customer": single(_buyer),
    "email": single(_buyer_email),
    "customerId": single(_buyer_id),
    "customerExternalId": people.of_customer(single(lambda text, _asker: find.one_of("external_id", [text]))),
    "customerType": people.of_customer(
        value(partial(reading.choice, TYPES), lambda kind: find.one_of("type", [kind]))
    ),
    "companyName": text("company.name"),
    "vip": _customer_flag("vip"),
    "bad": _customer_flag("bad"),
    **{
        name: people.of_customer(meaning)
        for name, meaning in (
            moments("firstOrder", contents.FIRST_ORDER) | moments("lastOrder", contents.LAST_ORDER)
        ).items()
    },
    **people.contragent(),
    **people.managers(),
    **source(),
}
_STATE: Meanings = {
    "extendedStatus": words("status"),
    "orderTypes": words(contents.at("orderType")),
    "orderMethods": words(contents.at("orderMethod")),
    "paymentStatuses": _payments("status"),
    "paymentTypes": _payments("type"),
    "expired": flag("expired"),
    "call": flag("call"),
    "online": flag("online"),
    "shipped": flag("shipped"),
    "product": inside("items", "offer.name", "offer.displayName", "offer.article", "productName"),
    "customFields": custom_fields,
    "customerComment": text("customerComment"),
    "managerComment": text("managerComment"),
}
_DELIVERY: Meanings = {
    "deliveryTypes": words(contents.at("delivery.code")),
    "deliveryServices": words(contents.at("delivery.service.code")),
    "deliveryStates": words(contents.at("delivery.data.status")),
    "deliveryExternalId": code("delivery.data.externalId"),
    "trackNumber": code("delivery.data.trackNumber"),
    "couriers": numbers(contents.at("delivery.data.id")),
    "shipmentStores": words(contents.at("shipmentStore")),
    "countries": words(contents.at("countryIso")),
    "region": text("delivery.address.region"),
    "city": text("delivery.address.city"),
    "metro": text("delivery.address.metro"),
    "index": code("delivery.address.index"),
    **days("deliveryDate", contents.at("delivery.date")),
    **_delivery_time(),
    **days("shipmentDate", contents.at("shipmentDate")),
}
_TIMES_AND_SUMS: Meanings = {
    **moments("createdAt", "created_at"),
    **moments("statusUpdatedAt", contents.at("statusUpdatedAt")),
    **moments("fullPaidAt", contents.at("fullPaidAt")),
    "paidAtFrom": value(reading.since, _paid(">=")),
    "paidAtTo": value(reading.until, _paid("<=")),
    **amounts("Price", contents.at("totalSumm")),
    **amounts("PrepaySumm", contents.at("prepaySum")),
    **amounts("DeliveryCost", contents.at("delivery.cost")),
    **amounts("DeliveryNetCost", contents.at("delivery.netCost")),
    **amounts("MarginSumm", contents.at("marginSumm")),
    **amounts("PurchaseSumm", contents.at("purchaseSumm")),
    **amounts("CostSumm", contents.at("costSumm")),
}
_OF_NOBODY: Meanings = {
    "attachments": nothing_held(one_to_three),
    "tasksCounts": nothing_held(one_to_three),
    "mgChannels": _nobodys,
    **{f"receipt{what}": nothing_held(str) for what in RECEIPT},
    **{
        f"{what}{end}": nothing_held(reading.since)
        for what in ("firstWebVisit", "lastWebVisit", "dpdParcelDate")
        for end in ("From", "To")
    },
}
ORDERS: Mapping[str, Meaning] = {
    "ids": lambda sent, _asker: find.one_of("id", identities(sent)),
    "numbers": words("number"),
    "externalIds": words("external_id"),
    "sites": words("site"),
    **_BUYERS,
    **_STATE,
    **_DELIVERY,
    **_TIMES_AND_SUMS,
    **_OF_NOBODY,
}
