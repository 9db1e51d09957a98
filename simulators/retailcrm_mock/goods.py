"""Invents orders: what was bought, how it travels, how it was paid."""

from datetime import datetime, timedelta
from random import Random

from simulators.retailcrm_mock.references import COSTS, STATUSES
from simulators.retailcrm_mock.state import Document
from simulators.retailcrm_mock.state.documents import plain

GOODS = {
    "Чайник эмалированный": 1595, "Кофеварка рожковая": 12990, "Плед шерстяной": 3490, "Кружка «Утро»": 450,
    "Лампа настольная": 2199.9, "Набор ножей": 4750, "Сковорода чугунная": 2890, "Скатерть льняная": 1999,
    "Подсвечник": 690, "Ваза стеклянная": 1349.5, "Корзина для белья": 1790, "Часы настенные": 2450,
}  # fmt: skip
COLOURS = ("красный", "синий", "белый", "зелёный")
# How often an order stands in a group of statuses.
SHARES = {"new": 8, "approval": 8, "assembling": 8, "delivery": 14, "complete": 50, "cancel": 12}
METHODS = ("shopping-cart", "phone", "one-click", "live-chat", "app")
MOMENT = "%Y-%m-%d %H:%M:%S"


class Shopping:
    """Makes orders by the chance it is given, none later than `today`."""

    def __init__(self, chance: Random, today: datetime) -> None:
        self._chance = chance
        self._today = today

    def order(self, number: int, person: Document, since: datetime) -> Document:
        """An order of this person's, with their name, phone and e-mail copied as the CRM does."""
        placed = since + (self._today - since) * self._chance.random()
        group = self._chance.choices(list(SHARES), list(SHARES.values()))[0]
        order: Document = {
            "id": number,
            "number": f"{number}{self._chance.choice('AC')}",
            "site": person["site"],
            "status": self._chance.choice(list(STATUSES[group][1])),
            "orderMethod": self._chance.choice(METHODS),
            "createdAt": placed.strftime(MOMENT),
            "statusUpdatedAt": min(placed + timedelta(days=2), self._today).strftime(MOMENT),
            "countryIso": "RU",
            "customFields": {},
            "items": [self._item(10 * number + line) for line in range(self._chance.randint(1, 4))],
            "delivery": self._delivery(number, group),
        }
        order |= {
            name: person[name] for name in ("firstName", "lastName", "patronymic", "email") if name in person
        }
        if person.get("phones"):
            order["phone"] = person["phones"][0]["number"]
        if "id" in person:
            order |= {"customer": {"id": person["id"]}, "contact": {"id": person["id"]}}
        if self._chance.random() < 0.3:  # noqa: PLR2004 - some come from the shop's own system
            order["externalId"] = f"web-{number}"
        return order | self._paid(order, number, group, placed)

    def _item(self, number: int) -> Document:
        name, price = self._chance.choice(list(GOODS.items()))
        discount = self._chance.choice((0, 0, 0, 100))
        quantity = self._chance.choice((1, 1, 1, 2, 3))
        coloured = self._chance.random() < 0.5  # noqa: PLR2004 - every other
        offer: Document = {"id": 300 + len(name), "name": name, "displayName": name}
        properties: Document = {}
        if coloured:
            colour = self._chance.choice(COLOURS)
            offer |= {"displayName": f"{name} ({colour})", "properties": {"color": colour}}
            properties = {"color": {"code": "color", "name": "Цвет", "value": colour}}
        paid = plain(price - discount)
        item: Document = {
            "id": number,
            "initialPrice": price,
            "discountTotal": discount,
            "quantity": quantity,
        }
        item |= {"prices": [{"price": paid, "quantity": quantity}], "status": "new", "offer": offer}
        return item | {"properties": properties, "vatRate": "none"}

    def _delivery(self, number: int, group: str) -> Document:
        code = self._chance.choice(list(COSTS))
        delivery: Document = {
            "code": code,
            "cost": COSTS[code],
            "netCost": COSTS[code] // 2,
            "vatRate": "none",
        }
        if code != "self-delivery" and group in ("delivery", "complete"):
            delivery["data"] = {"trackNumber": f"EX{number:08}RU", "statusText": "В пути"}
        return delivery

    def _paid(self, order: Document, number: int, group: str, placed: datetime) -> Document:
        """The payments: none, one, or one of two."""
        goods = sum(one["price"] * one["quantity"] for item in order["items"] for one in item["prices"])
        total = round(goods + order["delivery"]["cost"], 2)
        parts = self._chance.choice(
            ((), (total,), (total,), (round(total / 2, 2), round(total - round(total / 2, 2), 2)))
        )
        paid = len(parts) if group == "complete" else self._chance.randint(0, len(parts))
        payments: Document = {}
        for part, amount in enumerate(parts):
            payment: Document = {"id": 10 * number + part, "type": self._chance.choice(("bank-card", "cash"))}
            payment |= {"status": "not-paid", "amount": plain(amount)}
            if part < paid:
                payment |= {"status": "paid", "paidAt": placed.strftime(MOMENT)}
            payments[str(payment["id"])] = payment
        whole = {"fullPaidAt": placed.strftime(MOMENT)} if parts and paid == len(parts) else {}
        return {"payments": payments, "prepaySum": plain(sum(parts[:paid])), **whole}
