"""Loads whose documents hold nearly everything that a filter can ask for, and values to ask for."""

from typing import Any

from hypothesis import strategies as st

from simulators.retailcrm_mock.api.filters.people import NUMBERS_OF_CONTRAGENT
from tests.simulators.retailcrm_mock.crm import MOMENTS, Json, loads

CITIES = st.sampled_from(["Москва", "москва", "Нижний Новгород", "Kazan", "*", ""])
PARTS = st.sampled_from(["Моск", "МОСКВА", "нов", "kaz", "*", "zz", ""])
NUMBERS = st.sampled_from(["7700", "77000", "x-1"])
CODES = st.sampled_from(["main", "new", "legal-entity", "individual", "RU", "paid", "cash", "x"])
AMOUNTS = st.sampled_from([0, 1, 2, 2.5, 100, 1000, 9999])
DAYS = st.sampled_from(["2026-01-02", "2026-11-20"])
BOUNDS = st.one_of(MOMENTS, DAYS)
TAGS = st.fixed_dictionaries(
    {"name": st.sampled_from(["vip", "новый"])}, optional={"attached": st.booleans()}
)
SUBSCRIPTIONS = st.fixed_dictionaries(
    {
        "subscription": st.fixed_dictionaries(
            {"channel": st.sampled_from(["email", "sms"]), "code": st.sampled_from(["news", "sales"])}
        ),
        "subscribed": st.booleans(),
    }
)
CONTRAGENTS = st.fixed_dictionaries(
    {},
    optional={"contragentType": CODES, "legalName": CITIES}
    | dict.fromkeys(("INN", "KPP", "BIK", "corrAccount", "bankAccount"), NUMBERS),
)
ADDRESSES = st.fixed_dictionaries(
    {}, optional={"countryIso": CODES, "region": CITIES, "city": CITIES, "metro": CITIES, "index": NUMBERS}
)
SOURCES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("source", "medium", "campaign", "keyword", "content"), CITIES)
)
FIELDS: st.SearchStrategy[Any] = st.one_of(
    st.just([]),
    st.fixed_dictionaries(
        {},
        optional={
            "nps": st.integers(0, 9),
            "rate": st.sampled_from([4.5, 7]),
            "agreed": st.booleans(),
            "sizes": st.lists(st.sampled_from(["m", "l", "9"]), max_size=2),
            "since": BOUNDS,
            "colour": st.sampled_from(["red", "Red", "7"]),
        },
    ),
)
ANY_CARD: dict[str, st.SearchStrategy[Any]] = {
    "vip": st.booleans(), "bad": st.booleans(), "managerId": st.integers(1, 5), "costSumm": AMOUNTS,
    "ordersCount": st.integers(0, 3), "totalSumm": AMOUNTS, "averageSumm": AMOUNTS,
    "discountCardNumber": NUMBERS,
}  # fmt: skip
PERSON = ANY_CARD | {
    "online": st.booleans(), "sex": st.sampled_from(["male", "female"]),
    "emailMarketingUnsubscribedAt": MOMENTS, "address": ADDRESSES, "contragent": CONTRAGENTS,
    "tags": st.lists(TAGS, max_size=2), "source": SOURCES, "commentary": CITIES, "browserId": NUMBERS,
    "segments": st.lists(st.fixed_dictionaries({"code": CODES}), max_size=2),
    "mgCustomers": st.lists(st.integers(1, 3).map(lambda one: {"mgChannel": {"id": one}}), max_size=2),
    "mgCustomerId": st.one_of(st.just(7700), NUMBERS),
    "customerSubscriptions": st.lists(SUBSCRIPTIONS, max_size=2), "customFields": FIELDS,
}  # fmt: skip
COMPANY = ANY_CARD | {
    "nickName": CITIES,
    "mainCompany": st.fixed_dictionaries({"id": st.just(1), "name": CITIES}),
    "companies": st.lists(st.fixed_dictionaries({"name": CITIES, "contragent": CONTRAGENTS}), max_size=2),
    "addresses": st.lists(st.builds(lambda one, name: one | {"name": name}, ADDRESSES, CITIES), max_size=2),
}
PAYMENTS = st.fixed_dictionaries({"status": CODES, "type": CODES}, optional={"paidAt": MOMENTS})
DELIVERIES = st.fixed_dictionaries(
    {},
    optional={
        "code": CODES,
        "service": st.fixed_dictionaries({"code": CODES}),
        "cost": AMOUNTS,
        "netCost": AMOUNTS,
        "date": DAYS,
        "address": ADDRESSES,
        "time": st.sampled_from([{"from": "09:00", "to": "12:30"}, {"from": "18:00"}, {"custom": "вечер"}]),
        "data": st.fixed_dictionaries(
            {},
            optional={
                "trackNumber": NUMBERS,
                "externalId": NUMBERS,
                "status": CODES,
                "id": st.integers(1, 3),
            },
        ),
    },
)
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "productName": CITIES,
        "offer": st.fixed_dictionaries({"displayName": CITIES, "article": NUMBERS}),
    },
)
ORDER: dict[str, st.SearchStrategy[Any]] = {
    "orderType": CODES, "orderMethod": CODES, "shipmentStore": CODES, "countryIso": CODES,
    "expired": st.booleans(), "call": st.booleans(), "online": st.booleans(), "shipped": st.booleans(),
    "managerId": st.integers(1, 5), "statusUpdatedAt": MOMENTS, "fullPaidAt": MOMENTS, "shipmentDate": DAYS,
    "prepaySum": AMOUNTS, "marginSumm": AMOUNTS, "purchaseSumm": AMOUNTS, "costSumm": AMOUNTS,
    "customerComment": CITIES, "managerComment": CITIES, "contragent": CONTRAGENTS, "source": SOURCES,
    "company": st.fixed_dictionaries({"id": st.just(1), "name": CITIES}), "customFields": FIELDS,
    "payments": st.lists(PAYMENTS, max_size=2), "delivery": DELIVERIES, "items": st.lists(ITEMS, max_size=2),
}  # fmt: skip


@st.composite
def full_loads(draw: st.DrawFn, *, many: bool = False) -> Json:
    """A load whose documents hold some of all this."""
    load = draw(loads(many=many))
    people = sum("type" not in one for one in load["customers"])
    contacts = st.lists(st.integers(1, people).map(lambda one: {"customer": {"id": one}}), max_size=2)
    kinds = {
        "person": st.fixed_dictionaries({}, optional=PERSON),
        "company": st.fixed_dictionaries({}, optional=COMPANY | {"customerContacts": contacts}),
        "order": st.fixed_dictionaries({}, optional=ORDER),
    }
    customers = [one | draw(kinds["company" if "type" in one else "person"]) for one in load["customers"]]
    return {"customers": customers, "orders": [one | draw(kinds["order"]) for one in load["orders"]]}


FLAGS = ("vip", "bad", "online", "emailMarketingUnsubscribed", "expired", "call", "shipped")
WORDS = (
    "countries",
    "contragentTypes",
    "orderTypes",
    "orderMethods",
    "shipmentStores",
    "deliveryTypes",
    "deliveryServices",
    "deliveryStates",
    "paymentStatuses",
    "paymentTypes",
)
IDS = ("managers", "mgChannels", "couriers", "contactIds")
WHOLE = ("index", "trackNumber", "deliveryExternalId", "discountCardNumber", "mgCustomerId", "browserId")
CHOICES = {
    "sex": ["male", "female"],
    "customerType": ["customer", "customer_corporate"],
    "segment": ["main", "new", "x"],
    "deliveryTimeFrom": ["09:00:00", "18:00:00", "18:00:01"],
    "deliveryTimeTo": ["12:30:00", "12:29:59", "23:00:00"],
}
TWO = {
    "tags": ["vip", "новый", "x"],
    "attachedTags": ["vip", "новый"],
    "managerGroups": ["sales", "support", "x"],
    "nickName": ["моск", "*", "zz"],
}


def a_value(name: str) -> st.SearchStrategy[Any]:
    """A value for the filter of this name, of those that ask for what full loads hold."""
    if name in CHOICES:
        return st.sampled_from(CHOICES[name])
    if name in (*TWO, *WORDS, *IDS):
        one = st.sampled_from(TWO[name]) if name in TWO else CODES
        return st.lists(st.sampled_from("12345") if name in IDS else one, min_size=1, max_size=2)
    if name in FLAGS:
        return st.sampled_from(["1", "0", "true", "false", ""])
    if name.startswith(("min", "max")):
        return AMOUNTS.map(str)
    if name.endswith(("From", "To")):
        return BOUNDS
    return NUMBERS if name in WHOLE or name in NUMBERS_OF_CONTRAGENT else PARTS
