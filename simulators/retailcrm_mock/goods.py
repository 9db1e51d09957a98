"""Invents orders: what was bought, how it travels, how it was paid."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from simulators.retailcrm_mock.chance import Chance, Weighed
from simulators.retailcrm_mock.locales.model import Locale
from simulators.retailcrm_mock.state import Document
from simulators.retailcrm_mock.state.documents import plain

# How often an order stands in a group of statuses.
SHARES = {"new": 8, "approval": 8, "assembling": 8, "delivery": 14, "complete": 50, "cancel": 12}
METHODS = ("shopping-cart", "phone", "one-click", "live-chat", "app")
PARTS = ((), (1.0,), (1.0,), (0.5, 0.5))  # of the sum, by payments
MANY_PARTS = (0.1, 0.2, 0.1, 0.3, 0.2, 0.1)  # of the sum: some pay little by little
MOMENT = "%Y-%m-%d %H:%M:%S"
COPIED = ("firstName", "lastName", "patronymic", "email", "managerId")


class Shopping:
    """Makes orders by the chance it is given, none later than `today`.

    `statuses` are the codes of the account's, by group.
    """

    def __init__(
        self, chance: Chance, today: datetime, locale: Locale, statuses: Mapping[str, Sequence[str]]
    ) -> None:
        self._chance = chance
        self._today = today
        self._locale = locale
        known = {group: codes for group, codes in statuses.items() if group in SHARES and codes}
        groups = list(known.items()) or [("new", ["new"])]
        self._statuses = Weighed(groups, [SHARES[group] for group, _ in groups])
        self._goods = list(locale.market.goods.items())
        self._carriage = list(locale.market.carriage.items())
        self._pays = [code for code in locale.words.payment_types if code != "bank-transfer"]

    def order(self, number: int, person: Document, since: datetime) -> Document:
        """An order of this person's, with their name, phone and e-mail copied as the CRM does."""
        chance = self._chance
        placed = since + (self._today - since) * chance.random()
        group, codes = chance.weighed(self._statuses)
        order: Document = {
            "id": number,
            "number": f"{number}{chance.choice('AC')}",
            "site": person["site"],
            "status": chance.choice(codes),
            "orderMethod": chance.choice(METHODS),
            "createdAt": written(placed),
            "statusUpdatedAt": written(min(placed + timedelta(days=2), self._today)),
            "countryIso": self._locale.country,
            "currency": self._locale.currency,
            "customFields": {},
            "items": [self._item(10 * number + line) for line in range(chance.between(1, 4))],
            "delivery": self._delivery(number, group),
        }
        order.update((name, person[name]) for name in COPIED if name in person)
        if person.get("phones"):
            order["phone"] = person["phones"][0]["number"]
        if "id" in person:
            order["customer"] = order["contact"] = {"id": person["id"]}
        if chance.random() < 0.3:  # noqa: PLR2004 - some come from the shop's own system
            order["externalId"] = f"web-{number}"
        order.update(self._paid(order, number, group, placed))
        return order

    def _item(self, number: int) -> Document:
        chance = self._chance
        name, price = chance.choice(self._goods)
        discount, quantity = chance.choice((0, 0, 0, 1)), chance.choice((1, 1, 1, 2, 3))
        off = plain(price / 10) * discount
        offer: Document = {"id": 300 + len(name), "name": name, "displayName": name}
        properties: Document = {}
        if chance.random() < 0.5:  # noqa: PLR2004 - every other is coloured
            colour = chance.choice(self._locale.market.colours)
            offer = {**offer, "displayName": f"{name} ({colour})", "properties": {"color": colour}}
            properties = {"color": {"code": "color", "name": self._locale.market.colour, "value": colour}}
        item: Document = {
            "id": number,
            "initialPrice": price,
            "discountTotal": off,
            "quantity": quantity,
            "prices": [{"price": plain(price - off), "quantity": quantity}],
            "status": "new",
            "offer": offer,
            "properties": properties,
            "vatRate": "none",
        }
        # Cancelled items stand in the order and cost nothing.
        gone = {"status": "canceled", "isCanceled": True, "prices": [{"price": 0, "quantity": quantity}]}
        return item | gone if chance.random() < 0.04 else item  # noqa: PLR2004 - a few

    def _delivery(self, number: int, group: str) -> Document:
        code, cost = self._chance.choice(self._carriage)
        delivery: Document = {"code": code, "cost": cost, "netCost": cost // 2, "vatRate": "none"}
        if code != "self-delivery" and group in ("delivery", "complete"):
            market = self._locale.market
            track = {"trackNumber": f"EX{number:08}{market.track}", "statusText": market.under_way}
            delivery["data"] = track
        return delivery

    def _paid(self, order: Document, number: int, group: str, placed: datetime) -> Document:
        """The payments: none, one, one of two, or many small ones."""
        goods = sum(one["price"] * one["quantity"] for item in order["items"] for one in item["prices"])
        total = round(goods + order["delivery"]["cost"], 2)
        shares = MANY_PARTS if self._chance.random() < 0.03 else self._chance.choice(PARTS)  # noqa: PLR2004
        parts = [round(total * share, 2) for share in shares[:-1]]
        parts += [round(total - sum(parts), 2)] if shares else []
        paid = len(parts) if group == "complete" else self._chance.between(0, len(parts))
        payments = [
            {"id": 10 * number + part, "type": self._chance.choice(self._pays), "status": "not-paid"}
            | {"amount": plain(amount)}
            | ({"status": "paid", "paidAt": written(placed)} if part < paid else {})
            for part, amount in enumerate(parts)
        ]
        whole = {"fullPaidAt": written(placed)} if parts and paid == len(parts) else {}
        by_id = {str(payment["id"]): payment for payment in payments}
        return {"payments": by_id, "prepaySum": plain(sum(parts[:paid])), **whole}


def written(moment: datetime) -> str:
    """The moment as RetailCRM writes it."""
    return moment.isoformat(" ", "seconds")
