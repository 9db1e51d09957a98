"""A simulator for one test, and documents to load into it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from simulators.kit.control import Controls
from simulators.retailcrm_mock import seed
from simulators.retailcrm_mock.app import create_app
from simulators.retailcrm_mock.dialects import SWITCHES
from simulators.retailcrm_mock.state import Store

Json = dict[str, Any]
KEY = "a-key-that-sees-everything"
MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SITES = ("main-shop", "outlet", "wholesale")
# The paths of lists, and the name each has in its answer.
LISTS = {
    "v5/customers": "customers",
    "v5/customers-corporate": "customersCorporate",
    "v5/orders": "orders",
}


class Crm:
    """A simulator with one account, "company", and a program that asks it."""

    def __init__(self, customers: int = 0, *, rate_limit: bool = False, **positions: str) -> None:
        named = {name.replace("_", "-"): position for name, position in positions.items()}
        self.controls = Controls(SWITCHES, named)
        self.store = Store(now=lambda account: self.controls.clock(account).now())
        self.account = seed.create(self.store, "company", 1, customers, KEY)
        self.client: FlaskClient = create_app(self.store, self.controls, rate_limit=rate_limit).test_client()

    def load(self, **documents: list[Json]) -> Json:
        """Load documents through the control door; tells the ids."""
        answer = self.client.post("/_sim/seed?account=company", json={"load": documents})
        assert answer.status_code == 200, answer.text
        made: Json = answer.json["accounts"]["company"] if answer.json else {}
        return made

    def ask(self, path: str, key: str | None = KEY, **query: Any) -> TestResponse:
        """Ask the API as a program with this key."""
        headers = {} if key is None else {"X-API-KEY": key}
        return self.client.get(f"/company/api/{path}", headers=headers, query_string=query)

    def send(self, path: str, key: str | None = KEY, **fields: Any) -> TestResponse:
        """Write to the API as a program with this key; what is no text is sent as JSON."""
        headers = {} if key is None else {"X-API-KEY": key}
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()
        }
        return self.client.post(f"/company/api/{path}", headers=headers, data=form)

    def write(self, path: str, **fields: Any) -> Json:
        """What a write to the first shop answers that succeeds."""
        answer = self.send(path, **{"site": SITES[0], **fields})
        assert answer.status_code in (200, 201), answer.text
        body: Json = answer.json or {}
        return body

    def get(self, path: str, query: Mapping[str, Any] | None = None, key: str = KEY) -> Json:
        """What a request that succeeds answers."""
        answer = self.ask(path, key, **(query or {}))
        assert answer.status_code == 200, answer.text
        body: Json = answer.json or {}
        return body

    def ids(self, path: str, query: Mapping[str, Any] | None = None, key: str = KEY) -> list[int]:
        """The ids of a list, at most a hundred."""
        body = self.get(path, {**(query or {}), "limit": 100}, key)
        return [one["id"] for one in body[LISTS[path]]]


@cache
def _shared() -> Crm:
    return Crm()


def fresh(load: Json | None = None, **positions: str) -> Crm:
    """The same simulator for everybody (its contract takes a quarter of a second to read), emptied."""
    crm = _shared()
    crm.client.post("/_sim/reset?account=company", json={})
    named = {name.replace("_", "-"): position for name, position in positions.items()}
    crm.controls.dialect("company").choose(named)
    crm.load(**load or {})
    return crm


PHONES = st.sampled_from(
    [
        "+7 999 000-11-22",
        "89990001122",
        "79990001122",
        "8 (999) 000-11-22 доб. 5",
        "+1 603 292 68 10",
        "22",
        "—",
        "+79990001133",
    ]
)
NAMES = st.sampled_from(["Анна", "анна", "Иван", "O'Neil", "Мария-Луиза", "Клиент 22", "İ", "%_", "7999"])
EMAILS = st.sampled_from(["anna@example.com", "Anna@Example.COM", "ivan@example.org", "", "a@example.com"])
MOMENTS = st.sampled_from(
    ["2026-01-02 03:04:05", "2026-11-20 10:00:00", "2026-11-20 10:00:01", "2025-12-31 23:59:59"]
)
SHOPS = st.sampled_from(SITES)

CUSTOMERS = st.fixed_dictionaries(
    {
        "createdAt": MOMENTS,
        "site": SHOPS,
        "phones": st.lists(PHONES.map(lambda one: {"number": one}), max_size=2),
    },
    optional={
        "firstName": NAMES,
        "lastName": NAMES,
        "patronymic": NAMES,
        "email": EMAILS,
        "externalId": st.sampled_from(["c-1", "c-2"]),
        "isContact": st.booleans(),
    },
)
_COMPANIES = st.fixed_dictionaries(
    {"type": st.just("customer_corporate"), "createdAt": MOMENTS, "site": SHOPS},
    optional={
        "externalId": st.sampled_from(["c-1", "c-2"]),
        "mainCustomerContact": st.integers(1, 3).map(lambda number: {"customer": {"id": number}}),
    },
)
_ORDERS = st.fixed_dictionaries(
    {"createdAt": MOMENTS, "site": SHOPS, "totalSumm": st.integers(0, 9999)},
    optional={
        "firstName": NAMES,
        "email": EMAILS,
        "phone": PHONES,
        "additionalPhone": PHONES,
        "number": st.sampled_from(["1A", "2A"]),
        "externalId": st.sampled_from(["w-1", "w-2"]),
        "status": st.sampled_from(["new", "delivering"]),
        "customer": st.integers(1, 8).map(lambda number: {"id": number}),
        "contact": st.integers(1, 6).map(lambda number: {"id": number}),
    },
)


@st.composite
def loads(draw: st.DrawFn, *, many: bool = False) -> Json:
    """People numbered from 1, companies after them, and orders of theirs or of nobody's; a few, or many."""
    least, most = (12, 16) if many else (2, 6)
    people = draw(st.lists(CUSTOMERS, min_size=least, max_size=most))
    cards: list[Json] = [*people, *draw(st.lists(_COMPANIES, min_size=least - 2, max_size=most - 4))]
    customers = [one | {"id": number} for number, one in enumerate(cards, 1)]
    drawn = draw(st.lists(_ORDERS, min_size=least, max_size=most))
    orders = [one | {"id": number} for number, one in enumerate(drawn, 1)]
    known = {"customer": len(cards), "contact": len(people)}
    return {"customers": customers, "orders": [_with_known_people(one, known) for one in orders]}


def _with_known_people(order: Json, known: Mapping[str, int]) -> Json:
    strangers = {role for role in known if role in order and order[role]["id"] > known[role]}
    return {name: value for name, value in order.items() if name not in strangers}
