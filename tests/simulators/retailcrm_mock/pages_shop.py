"""A shop for the tests of the pages: a few people whose records hold all that a page shows, and all that is bad."""

from typing import Any

from flask import Flask

from simulators.retailcrm_mock.pages import blueprint
from simulators.retailcrm_mock.references import SETTINGS, references
from simulators.retailcrm_mock.state import Account, Document, Load, Store

HOSTILE = "<img src=x onerror=\"document.title='broken'\">"
TURNED = "\u202eturned around"
LONG = "Неразрывноеслово" * 15
ANNA, HOSTILE_ID, MANY, COMPANY = 1, 2, 3, 4


def shop(path: str | None = None) -> Store:
    """A store with the account `company`, filled."""
    store = Store(path)
    load = Load(references(), SETTINGS, [*_people(), *_crowd()], [_rich(), _hostile(), _corporate(), *_many()])
    store.create("company").load(load)
    return store


def web(store: Store) -> Flask:
    """An app with nothing but the pages."""
    app = Flask(__name__)
    app.register_blueprint(blueprint(store))
    return app


def company(store: Store) -> Account:
    """The filled account."""
    account = store.account("company")
    assert account is not None
    return account


def _people() -> list[Document]:
    return [
        {
            "id": ANNA, "firstName": "Анна", "patronymic": "Сергеевна", "lastName": "Петрова", "vip": True,
            "email": "anna.petrova@example.com", "createdAt": "2026-02-03 12:30:05", "managerId": 5,
            "phones": [{"number": "+7 999 000-11-22"}, {"number": "8 (495) 123-45-67 доб. 12"}],
            "address": {"index": "125009", "city": "Москва", "text": "ул. Тверская, д. 1, кв. 2"},
            "tags": [{"name": "Любит чай", "color": "#3e89b6"}, {"name": "Опт", "color": "#ffe45c"}, {"name": "?", "color": "red"}],
            "customFields": {"loves_tea": True, "size": ["S", "M"], "points": 120},
        },
        {
            "id": HOSTILE_ID, "firstName": HOSTILE, "lastName": f"O'Neil \"{TURNED}\"", "bad": True, "email": "x@example.com",
            "phones": [{"number": "+79990009988"}], "tags": [{"name": HOSTILE, "color": "\"><b>"}],
            "customFields": {HOSTILE: LONG}, "address": {"text": LONG}, "createdAt": "2026-02-04 00:00:00",
        },
        {"id": MANY, "firstName": "Закупки", "lastName": "Ромашка", "phones": [], "createdAt": "2026-02-05 00:00:00"},
        {"id": COMPANY, "type": "customer_corporate", "nickName": "ООО «Ромашка»", "createdAt": "2026-02-06 00:00:00"},
    ]  # fmt: skip


def _crowd() -> list[Document]:
    return [
        {"id": 100 + number, "firstName": "Покупатель", "lastName": f"№{number}", "createdAt": "2026-01-01 00:00:00"}
        for number in range(41)
    ]


def _rich() -> Document:
    kettle = {
        "initialPrice": 1595, "quantity": 2, "discountTotal": 95, "prices": [{"price": 1500, "quantity": 2}], "status": "new",
        "offer": {"displayName": "Чайник стеклянный, 1,2 л", "article": "KT-12"}, "properties": {"c": {"name": "Цвет", "value": "синий"}},
    }  # fmt: skip
    tea: Document = {"initialPrice": 240.5, "quantity": 0.5, "productName": "Чай весовой", "properties": []}
    lost = {"initialPrice": 990, "quantity": 1, "productName": "Кружка", "isCanceled": True, "status": "canceled"}
    delivery: dict[str, Any] = {
        "code": "courier", "cost": 300, "date": "2026-11-24", "time": {"from": "10:00", "to": "14:00"},
        "address": {"city": "Москва", "text": "ул. Тверская, д. 1"}, "data": {"trackNumber": "EX-1007"},
    }  # fmt: skip
    payments = {"501": {"id": 501, "status": "paid", "type": "bank-card", "amount": 3000, "paidAt": "2026-11-21 14:07:00"},
                "502": {"id": 502, "status": "not-paid", "type": "unknown-type", "amount": 420.25}}  # fmt: skip
    return {
        "id": 1001, "number": "1001A", "customer": {"id": ANNA}, "status": "delivering", "createdAt": "2026-11-21 14:05:00",
        "firstName": "Анна", "lastName": "Петрова", "phone": "89990001122", "email": "anna@example.org",
        "items": [kettle, tea, lost], "delivery": delivery, "payments": payments, "totalSumm": 3420.25, "prepaySum": 3000,
        "customerComment": "Позвоните за час", "managerComment": "Постоянный клиент", "statusComment": "Везёт Иван",
    }  # fmt: skip


def _hostile() -> Document:
    item = {"productName": HOSTILE + LONG, "initialPrice": 1, "quantity": 1, "comment": TURNED}
    return {
        "id": 1002, "number": HOSTILE, "customer": {"id": HOSTILE_ID}, "status": "no-such-status", "items": [item],
        "createdAt": "2026-11-20 10:00:00", "customerComment": LONG, "currency": "prb", "site": "outlet",
    }  # fmt: skip


def _corporate() -> Document:
    return {
        "id": 1003, "number": "1003C", "customer": {"id": COMPANY}, "contact": {"id": MANY}, "status": "new",
        "createdAt": "2026-11-19 10:00:00", "items": [],
    }  # fmt: skip


def _many() -> list[Document]:
    return [
        {"id": 2000 + number, "number": f"R-{number}", "customer": {"id": MANY}, "status": "complete", "totalSumm": 100 * number,
         "createdAt": f"2026-10-{number % 28 + 1:02} 12:00:00"}
        for number in range(56)
    ]  # fmt: skip
