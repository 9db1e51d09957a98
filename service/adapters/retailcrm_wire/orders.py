"""RetailCRM's orders. Sources: Order and its parts in the php client's entities, and its OrdersTest."""

import re
from collections.abc import Iterable
from decimal import Decimal

from service.adapters.retailcrm_wire.addresses import address
from service.adapters.retailcrm_wire.customers import MOST_PHONES
from service.adapters.retailcrm_wire.values import (
    Fields,
    amount,
    as_list,
    as_map,
    day,
    flag,
    flag_or_none,
    maps,
    moment,
    number,
    text,
    texts,
)
from service.core.model import Delivery, Item, Order, Payment

MOST_ITEMS = 50
"""Lines of one order that are read; the others are counted."""
_MOST_PAYMENTS = 100
_MOST_PRICES = 20
_OF_THE_BUYER = ("firstName", "lastName", "patronymic", "phone", "additionalPhone", "email")
"""What an order itself tells of who placed it."""
_NO_DIGIT, _TELLING = re.compile(r"\D"), 6


def order(sent: Fields, identity: int) -> Order:
    """Read an order, with its own copy of phone and e-mail."""
    customer = as_map(sent.get("customer"))
    of_company = customer.get("type") == "customer_corporate"  # its id is a company's, not a person's
    return Order(
        id=identity,
        number=text(sent.get("number")),
        created_at=moment(sent.get("createdAt")),
        status=text(sent.get("status")),
        total=amount(sent.get("totalSumm")),
        currency=text(sent.get("currency")),
        phones=texts((sent.get("phone"), sent.get("additionalPhone"))),
        email=text(sent.get("email")),
        customer_id=None if of_company else number(customer.get("id")),
        contact_id=number(as_map(sent.get("contact")).get("id")),
        shop=text(sent.get("site")),
        prepaid=amount(sent.get("prepaySum")),
        paid_in_full_at=moment(sent.get("fullPaidAt")),
        payments=tuple(map(_payment, maps(sent.get("payments"), _MOST_PAYMENTS))),
        delivery=_delivery(as_map(sent.get("delivery"))),
        items=tuple(map(_item, maps(sent.get("items"), MOST_ITEMS))),
        more_items=max(0, len(as_list(sent.get("items"))) - MOST_ITEMS),
        customer_comment=text(sent.get("customerComment")),
        manager_comment=text(sent.get("managerComment")),
        overdue=flag(sent.get("expired")),
        call_back=flag(sent.get("call")),
        shipped=flag(sent.get("shipped")),
        manager_id=number(sent.get("managerId")),
    )


def cards_of(sent: Fields) -> list[Fields]:
    """Return the cards an order brings of its customer and its contact person.

    One without phone and e-mail is of no use to anybody, and a company's is no person's.
    """
    people = [as_map(sent.get(role)) for role in ("customer", "contact")]
    told = [card for card in people if card.get("phones") or card.get("email")]
    return [card for card in told if card.get("type") != "customer_corporate"]


def came_by_card(sent: Fields, searched: str) -> bool:
    """Tell whether an order holds nothing of a phone that found it, but its customer's card does.

    Judged by the number's last digits: how the CRM reads what stands before them is not known.
    """
    telling = _NO_DIGIT.sub("", searched)[-_TELLING:]
    own = texts(sent.get(name) for name in _OF_THE_BUYER)
    phones = maps(as_map(sent.get("customer")).get("phones"), MOST_PHONES)
    numbers = texts(phone.get("number") for phone in phones)
    return bool(telling) and not _holds(own, telling) and _holds(numbers, telling)


def _holds(held: Iterable[str], digits: str) -> bool:
    return any(digits in _NO_DIGIT.sub("", one) for one in held)


def _payment(sent: Fields) -> Payment:
    return Payment(
        type=text(sent.get("type")),
        status=text(sent.get("status")),
        amount=amount(sent.get("amount")),
        paid_at=moment(sent.get("paidAt")),
    )


def _delivery(sent: Fields) -> Delivery:
    """Read a delivery; what its `data` holds depends on the delivery module, so nothing there is promised."""
    data, service = as_map(sent.get("data")), as_map(sent.get("service"))
    return Delivery(
        type=text(sent.get("code")),
        service=text(service.get("name")) or text(service.get("code")),
        tracking=text(data.get("trackNumber")),
        status=text(data.get("statusText")) or text(data.get("status")),
        date=day(sent.get("date")),
        time=_time(sent.get("time")),
        cost=amount(sent.get("cost")),
        address=address(sent.get("address")),
    )


def _time(value: object) -> str:
    """Read the hours of a delivery: free words, or from when until when."""
    fields = as_map(value)
    first, last = text(fields.get("from")), text(fields.get("to"))
    return text(fields.get("custom")) or (f"{first}–{last}" if first or last else "")


def _item(sent: Fields) -> Item:
    return Item(
        name=_name(sent),
        quantity=amount(sent.get("quantity")),
        price=_price(sent),
        cancelled=flag_or_none(sent.get("isCanceled")),
        status=text(sent.get("status")),
    )


def _name(sent: Fields) -> str:
    """Name a line as its offer is called; one that was typed by hand has no offer."""
    offer = as_map(sent.get("offer"))
    return text(offer.get("displayName")) or text(offer.get("name")) or text(sent.get("productName"))


def _price(sent: Fields) -> Decimal | None:
    """Return what one unit costs: on average if it has several prices, before discount if it has none."""
    prices = [
        (amount(one.get("price")), amount(one.get("quantity")))
        for one in maps(sent.get("prices"), _MOST_PRICES)
    ]
    known = [(price, count) for price, count in prices if price is not None and count is not None]
    units = sum((count for _, count in known), Decimal(0))
    if len(known) == 1 or units <= 0:
        return known[0][0] if known else amount(sent.get("initialPrice"))
    return sum((price * count for price, count in known), Decimal(0)) / units
