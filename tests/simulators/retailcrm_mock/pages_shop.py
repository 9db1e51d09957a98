"""A shop for the tests of the pages: records that hold all a page shows, and all that may be bad in one."""

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from simulators.kit.control import Controls
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.references import SETTINGS, references
from simulators.retailcrm_mock.state import Account, Document, Load, Store

HOSTILE = "<img src=x onerror=\"document.title='broken'\">"
TURNED = "\u202eturned around"
LONG = "Неразрывноеслово" * 15
ANNA, VILLAIN, MANY, COMPANY = 1, 2, 3, 4


def shop(controls: Controls | None = None) -> Store:
    """A store with the account `company`, filled; its clock is the controls' if they are given."""
    clocks = controls or Controls(SWITCHES)
    store = Store(now=lambda account: clocks.clock(account).now())
    load = Load(references(), SETTINGS, [*_people(), *_crowd()], _orders())
    store.create("company").load(load)
    return store


def only_anna(account: Account) -> None:
    """Put Anna, and nobody else, in the account."""
    account.load(Load(references(), SETTINGS, [_anna()]), afresh=True)


def web(store: Store, controls: Controls | None = None) -> Flask:
    """The whole simulator over the store; the controls are usual unless given."""
    return create_app(store, controls or Controls(SWITCHES))


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    """The page at the address, answered with this status."""
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    """What stands in each element, in single spaces."""
    return [" ".join(found.get_text(" ", strip=True).split()) for found in soup.select(selector)]


def facts(soup: BeautifulSoup, heading: str) -> dict[str, str]:
    """The facts under the heading with this id."""
    names, values = (texts(soup, f"[aria-labelledby={heading}] dl {tag}") for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=True))


def company(store: Store) -> Account:
    """The filled account."""
    account = store.account("company")
    assert account is not None
    return account


def _people() -> list[Document]:
    buyers = {"id": MANY, "firstName": "Закупки", "lastName": "Ромашка", "createdAt": "2026-02-05 00:00:00"}
    shared = {"isContact": True, "phones": [{"number": "8 (999) 000-99-88 доб. 3"}]}  # the villain's, too
    return [_anna(), _villain(), buyers | shared, _firm()]


def _firm() -> Document:
    entities = [{"id": 71, "name": "ИП Лютик"}, {"id": 70, "name": LONG, "contragent": {"INN": "7700000000"}}]
    places = [{"id": 80, "name": HOSTILE, "city": "Москва", "text": "ул. Полевая, д. 3"}]
    return {
        "id": COMPANY,
        "type": "customer_corporate",
        "nickName": "ООО «Ромашка»",
        "createdAt": "2026-02-06 00:00:00",
        "mainCustomerContact": {"id": 60, "customer": {"id": ANNA}},
        "customerContacts": [{"id": 61, "customer": {"id": VILLAIN}}],
        "mainCompany": {"id": 70, "name": LONG},
        "companies": entities,
        "addresses": places,
        "tags": [_tag("Договор", "#3e89b6")],
    }


def _anna() -> Document:
    return {
        "id": ANNA,
        "createdAt": "2026-02-03 12:30:05",
        "firstName": "Анна",
        "patronymic": "Сергеевна",
        "lastName": "Петрова",
        "vip": True,
        "managerId": 5,
        "email": "anna.petrova@example.com",
        "phones": [{"number": "+7 999 000-11-22"}, {"number": "8 (495) 123-45-67 доб. 12"}],
        "address": {"index": "125009", "city": "Москва", "text": "ул. Тверская, д. 1, кв. 2"},
        "tags": [_tag("Любит чай", "#3e89b6"), _tag("Опт", "#ffe45c"), _tag("?", "red")],
        "customFields": {"loves_tea": True, "size": ["S", "M"], "points": 120},
    }


def _villain() -> Document:
    return {
        "id": VILLAIN,
        "createdAt": "2026-02-04 00:00:00",
        "firstName": HOSTILE,
        "lastName": f'O\'Neil "{TURNED}"',
        "bad": True,
        "email": "x@example.com",
        "phones": [{"number": "+79990009988"}],
        "address": {"text": LONG},
        "tags": [_tag(HOSTILE, '"><b>')],
        "customFields": {HOSTILE: LONG},
    }


def _tag(name: str, color: str) -> Document:
    return {"name": name, "color": color, "attached": True}


def _crowd() -> list[Document]:
    nobody = {"firstName": "Покупатель", "createdAt": "2026-01-01 00:00:00"}
    return [nobody | {"id": 100 + number, "lastName": f"№{number}"} for number in range(41)]


def _orders() -> list[Document]:
    company = {"id": 1003, "number": "1003C", "customer": {"id": COMPANY}, "contact": {"id": MANY}}
    return [_rich(), _hostile(), company | {"createdAt": "2026-11-19 10:00:00"}, *_many()]


def _rich() -> Document:
    return {
        "id": 1001,
        "number": "1001A",
        "customer": {"id": ANNA},
        "status": "delivering",
        "statusComment": "Везёт Иван",
        "createdAt": "2026-11-21 14:05:00",
        "firstName": "Анна",
        "lastName": "Петрова",
        "phone": "89990001122",
        "email": "anna@example.org",
        "items": _items(),
        "delivery": _delivery(),
        "payments": _payments(),
        "totalSumm": 3420.25,
        "prepaySum": 3000,
        "customerComment": "Позвоните за час",
        "managerComment": "Постоянный клиент",
        "links": [{"comment": "Докупают чашки", "order": {"id": 1003, "number": "1003C"}}],
    }


def _items() -> list[Document]:
    kettle = {
        "offer": {"displayName": "Чайник стеклянный, 1,2 л", "article": "KT-12"},
        "properties": {"colour": {"name": "Цвет", "value": "синий"}},
        "initialPrice": 1595,
        "quantity": 2,
        "discountTotal": 95,
        "prices": [{"price": 1500, "quantity": 2}],
        "status": "new",
    }
    tea = {"productName": "Чай весовой", "initialPrice": 240.5, "quantity": 0.5, "properties": []}
    mug = {"productName": "Кружка", "initialPrice": 990, "quantity": 1, "isCanceled": True}
    return [kettle, tea, mug | {"status": "canceled"}]


def _delivery() -> Document:
    return {
        "code": "courier",
        "cost": 300,
        "date": "2026-11-24",
        "time": {"from": "10:00", "to": "14:00"},
        "address": {"city": "Москва", "text": "ул. Тверская, д. 1"},
        "data": {"trackNumber": "EX-1007"},
    }


def _payments() -> Document:
    card = {"status": "paid", "type": "bank-card", "amount": 3000, "paidAt": "2026-11-21 14:07:00"}
    return {"501": card, "502": {"status": "not-paid", "type": "unknown-type", "amount": 420.25}}


def _hostile() -> Document:
    return {
        "id": 1002,
        "number": HOSTILE,
        "customer": {"id": VILLAIN},
        "status": "no-such-status",
        "createdAt": "2026-11-20 10:00:00",
        "items": [{"productName": HOSTILE + LONG, "initialPrice": 1, "quantity": 1, "comment": TURNED}],
        "customerComment": LONG,
        "currency": "prb",
        "site": "outlet",
    }


def _many() -> list[Document]:
    common = {"customer": {"id": MANY}, "lastName": "Ромашка", "status": "complete"}
    return [
        common | {"id": 2000 + day, "number": f"R-{day}", "createdAt": f"2026-10-{day % 28 + 1:02} 12:00:00"}
        for day in range(56)
    ]
