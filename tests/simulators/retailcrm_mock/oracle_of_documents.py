"""What the filters of what documents hold mean, written once more and naively."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simulators.retailcrm_mock.books import MANAGERS

Json = dict[str, Any]
Test = Callable[[Json, str], bool]

NUMBERS = {
    "Inn": "INN",
    "Kpp": "KPP",
    "Bik": "BIK",
    "CorrAccount": "corrAccount",
    "BankAccount": "bankAccount",
}
SOURCE = {
    "sourceName": "source", "mediumName": "medium", "campaignName": "campaign", "keywordName": "keyword",
    "adContentName": "content",
}  # fmt: skip


class Oracle:
    """Judges one load; `zero` says whether a no filters."""

    def __init__(self, load: Json, *, zero: bool = True) -> None:
        self._load = load
        self._zero = zero
        self._cards: dict[int, Json] = {one["id"]: one for one in load["customers"]}

    def found(self, name: str, value: Any, listing: str) -> list[int]:
        """The ids that one filter finds in a list, the newest first."""
        kinds: Mapping[str, tuple[Iterable[Json], Mapping[str, Any]]] = {
            "customers": ((one for one in self._cards.values() if "type" not in one), self.of_customers()),
            "companies": ((one for one in self._cards.values() if "type" in one), self.of_companies()),
            "orders": (self._load["orders"], self.of_orders()),
        }
        documents, tests = kinds[listing]
        found = [one for one in documents if value == "" or tests[name](one, value)]
        return [
            one["id"] for one in sorted(found, key=lambda one: (one["createdAt"], one["id"]), reverse=True)
        ]

    def of_customers(self) -> dict[str, Any]:
        """Every filter of people."""
        return {
            **self._any_card(),
            **_source(),
            **_contragent(lambda card: [card]),
            "mgCustomerId": _equals("mgCustomerId"),
            "browserId": _equals("browserId"),
            "countries": _among("address.countryIso"),
            "region": _part("address.region"),
            "city": _part("address.city"),
            "online": self._flag("online"),
            "sex": _equals("sex"),
            "emailMarketingUnsubscribed": self._said(lambda card: "emailMarketingUnsubscribedAt" in card),
            "segment": lambda card, value: value in [one["code"] for one in card.get("segments", [])],
            "tags": lambda card, values: any(one["name"] in values for one in card.get("tags", [])),
            "attachedTags": lambda card, values: any(
                one["name"] in values and one.get("attached") for one in card.get("tags", [])
            ),
            "mgChannels": lambda card, values: any(
                str(one["mgChannel"]["id"]) in values for one in card.get("mgCustomers", [])
            ),
            "commentary": _part("commentary"),
        }

    def of_companies(self) -> dict[str, Any]:
        """Every filter of companies."""

        def listed(name: str, main: str, field: str) -> Test:
            return lambda firm, value: any(
                value.lower() in one.get(field, "").lower()
                for one in [*firm.get(name, []), *([firm[main]] if main in firm else [])]
            )

        return {
            **self._any_card(),
            **_contragent(lambda firm: firm.get("companies", [])),
            "nickName": lambda firm, value: any(
                one.lower() in firm.get("nickName", "").lower() for one in value
            ),
            "name": _part("nickName"),
            "companyName": listed("companies", "mainCompany", "name"),
            "addressName": listed("addresses", "mainAddress", "name"),
            "city": listed("addresses", "none", "city"),
            "region": listed("addresses", "none", "region"),
            "contactIds": lambda firm, values: any(str(one) in values for one in self.contacts(firm)),
        }

    def of_orders(self) -> dict[str, Any]:
        """Every filter of orders."""
        return {
            **_source(),
            **_contragent(lambda order: [order]),
            **self._managers(),
            **{name: self._flag(name) for name in ("expired", "call", "online", "shipped")},
            "vip": self._said(lambda order: self._card(order).get("vip")),
            "bad": self._said(lambda order: self._card(order).get("bad")),
            "customerType": lambda order, value: value == self._type(self._card(order)),
            "companyName": _part("company.name"),
            "customerComment": _part("customerComment"),
            "managerComment": _part("managerComment"),
            "orderTypes": _among("orderType", "main"),
            "orderMethods": _among("orderMethod", "phone"),
            "shipmentStores": _among("shipmentStore"),
            "countries": _among("countryIso"),
            "deliveryTypes": _among("delivery.code"),
            "deliveryServices": _among("delivery.service.code"),
            "deliveryStates": _among("delivery.data.status"),
            "couriers": _among("delivery.data.id"),
            "trackNumber": _equals("delivery.data.trackNumber"),
            "deliveryExternalId": _equals("delivery.data.externalId"),
            "index": _equals("delivery.address.index"),
            **{name: _part(f"delivery.address.{name}") for name in ("region", "city", "metro")},
            "paymentStatuses": _of_payments("status"),
            "paymentTypes": _of_payments("type"),
            "product": _product,
            **_range("createdAt", lambda order: [order["createdAt"]]),
            **_range(
                "statusUpdatedAt", lambda order: [str(order.get("statusUpdatedAt", order["createdAt"]))]
            ),
            **_range("fullPaidAt", lambda order: _values(order, "fullPaidAt")),
            **_range("paidAt", _paid),
            **_days("deliveryDate", "delivery.date"),
            **_days("shipmentDate", "shipmentDate"),
            "deliveryTimeFrom": lambda order, value: _time(order, "from", "") >= value,
            "deliveryTimeTo": lambda order, value: _time(order, "to", "99") <= value,
            **_amounts("Price", "totalSumm"),
            **_amounts("PrepaySumm", "prepaySum", 0),
            **_amounts("DeliveryCost", "delivery.cost"),
            **_amounts("DeliveryNetCost", "delivery.netCost"),
            **_amounts("MarginSumm", "marginSumm"),
            **_amounts("PurchaseSumm", "purchaseSumm"),
            **_amounts("CostSumm", "costSumm"),
            **self._orders_of(lambda order: self._card(order).get("id")),
        }

    def contacts(self, firm: Json) -> set[int]:
        """The ids of a company's contacts."""
        links = [firm.get("mainCustomerContact", {}), *firm.get("customerContacts", [])]
        orders = [one for one in self._load["orders"] if one.get("customer") == {"id": firm["id"]}]
        people = [link["customer"]["id"] for link in links if link]
        return {*people, *(one["contact"]["id"] for one in orders if "contact" in one)}

    def _any_card(self) -> dict[str, Any]:
        def figure(name: str, made: Callable[[list[float]], float]) -> Callable[[Json], list[float]]:
            return lambda card: [card[name] if name in card else made(self._bought(card))]

        return {
            **self._managers(),
            **_amounts("CostSumm", "costSumm"),
            **_least_and_most("OrdersCount", figure("ordersCount", len)),
            **_least_and_most("TotalSumm", figure("totalSumm", sum)),
            **_least_and_most("AverageSumm", figure("averageSumm", _average)),
            "discountCardNumber": _equals("discountCardNumber"),
            "vip": self._flag("vip"),
            "bad": self._flag("bad"),
            **_range("date", lambda card: [card["createdAt"]]),
            **self._orders_of(lambda card: card["id"]),
        }

    def _managers(self) -> dict[str, Any]:
        groups = {number: held for number, (_, _, held, _) in enumerate(MANAGERS.values(), 1)}
        return {
            "managers": _among("managerId"),
            "managerGroups": lambda one, values: any(
                group in values for group in groups.get(one.get("managerId"), [])
            ),
        }

    def _orders_of(self, customer: Callable[[Json], int | None]) -> dict[str, Any]:
        def times(document: Json) -> list[str]:
            number = customer(document)
            return [
                one["createdAt"]
                for one in self._load["orders"]
                if number and one.get("customer") == {"id": number}
            ]

        return {
            **_range("firstOrder", lambda one: sorted(times(one))[:1]),
            **_range("lastOrder", lambda one: sorted(times(one))[-1:]),
        }

    def _bought(self, card: Json) -> list[float]:
        return [one["totalSumm"] for one in self._load["orders"] if one.get("customer") == {"id": card["id"]}]

    def _card(self, order: Json) -> Json:
        number: int = order.get("customer", {}).get("id", 0)
        return self._cards.get(number, {})

    def _type(self, card: Json) -> str:
        return str(card.get("type", "customer")) if card else "nobody"

    def _flag(self, name: str) -> Test:
        return self._said(lambda document: document.get(name))

    def _said(self, yes: Callable[[Json], object]) -> Test:
        def test(document: Json, value: str) -> bool:
            wanted = value in ("1", "true")
            return bool(yes(document)) == wanted or not (wanted or self._zero)

        return test


def _values(document: Any, path: str) -> list[Any]:
    for step in path.split("."):
        document = document.get(step) if isinstance(document, dict) else None
    return [] if document is None else [document]


def _part(path: str) -> Test:
    return lambda one, value: any(value.lower() in str(held).lower() for held in _values(one, path))


def _equals(path: str) -> Test:
    return lambda one, value: [str(held) for held in _values(one, path)] == [value]


def _among(path: str, default: str = "") -> Any:
    return lambda one, values: any(str(held) in values for held in _values(one, path) or [default])


def _source() -> dict[str, Any]:
    return {name: _part(f"source.{field}") for name, field in SOURCE.items()}


def _contragent(holders: Callable[[Json], list[Json]]) -> dict[str, Any]:
    def some(test: Any) -> Any:
        return lambda document, value: any(test(one, value) for one in holders(document))

    found: dict[str, Any] = {
        f"contragent{name}": some(_equals(f"contragent.{field}")) for name, field in NUMBERS.items()
    }
    found["contragentTypes"] = some(_among("contragent.contragentType"))
    found["contragentName"] = some(_part("contragent.legalName"))
    return found


def _range(name: str, moments: Callable[[Json], list[str]]) -> dict[str, Any]:
    def last(value: str) -> str:
        return value if " " in value else f"{value} 23:59:59"

    return {
        f"{name}From": lambda one, value: any(held >= value for held in moments(one)),
        f"{name}To": lambda one, value: any(held <= last(value) for held in moments(one)),
    }


def _days(name: str, path: str) -> dict[str, Any]:
    return {
        f"{name}From": lambda one, value: any(held >= value[:10] for held in _values(one, path)),
        f"{name}To": lambda one, value: any(held <= value[:10] for held in _values(one, path)),
    }


def _least_and_most(name: str, figures: Callable[[Json], list[float]]) -> dict[str, Any]:
    return {
        f"min{name}": lambda one, value: any(held >= float(value) for held in figures(one)),
        f"max{name}": lambda one, value: any(held <= float(value) for held in figures(one)),
    }


def _amounts(name: str, path: str, default: float | None = None) -> dict[str, Any]:
    absent = [] if default is None else [default]
    return _least_and_most(name, lambda one: _values(one, path) or absent)


def _of_payments(field: str) -> Any:
    return lambda order, values: any(one[field] in values for one in order.get("payments", []))


def _paid(order: Json) -> list[str]:
    return [one["paidAt"] for one in order.get("payments", []) if "paidAt" in one]


def _average(sums: list[float]) -> float:
    return round(sum(sums) / len(sums), 2) if sums else 0


def _product(order: Json, value: str) -> bool:
    names = [
        held
        for item in order.get("items", [])
        for held in (item.get("productName"), *item.get("offer", {}).values())
        if held is not None
    ]
    return any(value.lower() in held.lower() for held in names)


def _time(order: Json, end: str, absent: str) -> str:
    held = order.get("delivery", {}).get("time", {}).get(end)
    return f"{held}:00" if held else absent
