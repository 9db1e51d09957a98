"""The items of references, with every field that RetailCRM's clients know and a new account can fill.

Names are handed in, for they differ by country: each function takes what the codes are called.
"""

from collections.abc import Mapping
from typing import Any

from simulators.retailcrm_mock.state import Document

Names = Mapping[str, str]
OPENED = "2022-12-01 10:00:00"
# Given name, family name, groups, whether they still work here. The code is their telephone's extension.
MANAGERS = {
    "101": ("Мария", "Орлова", ["sales"], True),
    "102": ("Павел", "Зимин", ["sales", "wholesale"], True),
    "103": ("Ольга", "Белова", ["support"], True),
    "104": ("Игорь", "Седов", ["support"], False),
}


def shops(names: Names, country: str = "RU", currency: str = "RUB") -> list[Document]:
    """Shops that sell in the name of one legal entity; the first is the default one."""
    named = enumerate(names.items(), 1)
    return [shop(number, code, name, country, currency) for number, (code, name) in named]


def shop(number: int, code: str, name: str, country: str, currency: str) -> Document:
    """The shop of this number among the account's."""
    contragent = {"contragentType": "legal-entity", "legalName": "ООО «Утро»", "INN": "7700000016"}
    return {
        "id": number, "code": code, "name": name, "url": f"https://{code}.example.com",
        "senderEmail": f"{code}@example.com", "senderName": name, "catalogId": str(number),
        "description": "", "phones": "", "address": "", "zip": "101000", "ymlUrl": "", "loadFromYml": False,
        "catalogUpdatedAt": OPENED, "catalogLoadingAt": OPENED, "contragent": contragent,
        "contragentCode": "utro", "countryIso": country, "currency": currency, "isDemo": False,
        "defaultForCrm": number == 1, "isCatalogMainSite": number == 1, "ordering": 10 * number,
    }  # fmt: skip


def payment_statuses(names: Names, types: Names) -> list[Document]:
    """Payment statuses; "paid" is the complete one."""
    return [
        {**one, **defaults, "ordering": ordering, "description": "", "paymentTypes": list(types)}
        | {"paymentComplete": one["code"] == "paid"}
        for one, defaults, ordering in _counted(names)
    ]


def payment_types(names: Names, statuses: Names, deliveries: Names, sites: Names) -> list[Document]:
    """Payment types, each for every delivery and shop."""
    same = {"description": "", "deliveryTypes": list(deliveries), "sites": list(sites)}
    return [
        {**one, **defaults, **same, "paymentStatuses": list(statuses)}
        for one, defaults, _ordering in _counted(names)
    ]


def delivery_types(
    costs: Mapping[str, float], names: Names, payments: Names, services: Names, sites: Names, currency: str
) -> list[Document]:
    """Delivery types at these costs, half of which the shop pays itself; a courier has services."""
    same: Document = {
        "currency": currency, "description": "", "paymentTypes": list(payments), "vatRate": "none",
        "deliveryPaymentTypes": [{"code": code, "cod": code == "cash"} for code in payments],
        "isDynamicCostCalculation": False, "isAutoCostCalculation": False, "isAutoNetCostCalculation": False,
        "isCostDependsOnRegionAndWeightAndSum": False, "isCostDependsOnDateTime": False, "sites": list(sites),
    }  # fmt: skip
    return [
        {**one, "id": number, "defaultCost": costs[one["code"]], "defaultNetCost": costs[one["code"]] // 2}
        | {"deliveryServices": list(services) if one["code"] == "courier" else []}
        | {**same, "defaultForCrm": number == 1}
        for number, one in enumerate(plain(names), 1)
    ]


def order_types(names: Names) -> list[Document]:
    """Order types; the first is the default one."""
    return [{**one, **defaults, "ordering": ordering} for one, defaults, ordering in _counted(names)]


def order_methods(names: Names) -> list[Document]:
    """Order methods: people order by phone, programs by the shopping cart."""
    return [
        {**one, "defaultForCrm": one["code"] == "phone", "defaultForApi": one["code"] == "shopping-cart"}
        | {"isFromPos": one["code"] == "terminal"}
        for one in plain(names)
    ]


def product_statuses(names: Names) -> list[Document]:
    """Statuses of order lines."""
    return [
        {**one, "ordering": ordering, "createdAt": OPENED, "cancelStatus": one["code"] == "canceled"}
        for one, _defaults, ordering in _counted(names)
    ]


def managers() -> list[Document]:
    """The people who look after customers: users to the API, and whom telephony puts a caller through to."""
    return [
        {"id": number, "code": code, "firstName": first, "lastName": last, "groups": groups}
        | {"email": f"manager{number}@example.com", "active": active, "online": active, "status": "free"}
        | {"createdAt": OPENED, "isAdmin": number == 1, "isManager": True}
        for number, (code, (first, last, groups, active)) in enumerate(MANAGERS.items(), 1)
    ]


def plain(names: Names) -> list[dict[str, Any]]:
    """Items with a code and a name, all in use."""
    return [{"code": code, "name": name, "active": True} for code, name in names.items()]


def hours() -> Document:
    """When a new account is at work, as its settings tell."""
    day = {"start_time": "09:00", "end_time": "18:00", "lunch_start_time": "13:00", "lunch_end_time": "14:00"}
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    closed = (("01.01", "08.01"), ("09.05", "09.05"))
    return {
        "work_times": [{"day_type": name, **day} for name in days],
        "non_working_days": [{"start_date": first, "end_date": last} for first, last in closed],
    }


def _counted(names: Names) -> list[tuple[Document, Document, int]]:
    """Each item with whether it is the default one, and its place."""
    return [
        (one, {"defaultForCrm": number == 1, "defaultForApi": number == 1}, 10 * number)
        for number, one in enumerate(plain(names), 1)
    ]
