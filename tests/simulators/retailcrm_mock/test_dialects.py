from typing import Any

import pytest

from simulators.retailcrm_mock.dialects import SWITCHES
from tests.simulators.retailcrm_mock.crm import LISTS, Crm, Json, fresh

CARD: Json = {
    "id": 1,
    "firstName": "Anna",
    "email": "anna@example.com",
    "phones": [{"number": "+7 999 000-11-22"}],
}
LATER: Json = {"id": 2, "createdAt": "2026-01-01 00:00:00", "isContact": True, "site": "outlet"}
BOUGHT: Json = {
    "id": 1, "customer": {"id": 1}, "contact": {"id": 2}, "createdAt": "2026-01-01 00:00:00",
    "items": [{"initialPrice": 10, "quantity": 2}], "payments": [{"id": 5, "amount": 20}],
}  # fmt: skip
EMPTY: Json = {"id": 2, "createdAt": "2025-01-01 00:00:00", "totalSumm": 1.5}


def _crm(**positions: str) -> Crm:
    return fresh({"customers": [CARD, LATER], "orders": [BOUGHT, EMPTY]}, **positions)


def _found(filters: dict[str, str], path: str = "v5/customers", **positions: str) -> list[int]:
    return _crm(**positions).ids(path, {f"filter[{name}]": value for name, value in filters.items()})


@pytest.mark.parametrize(
    ("sent", "position", "found"),
    [
        ("9990001122", "digits-substring", [1]),
        ("000-11", "digits-substring", [1]),
        ("9990001122", "stored-substring", []),
        ("000-11", "stored-substring", [1]),
        ("7999", "prefix", [1]),
        ("9990001122", "prefix", []),
        ("79990001122", "whole", [1]),
        ("7999", "whole", []),
    ],
)
def test_a_phone_is_matched_as_the_dialect_says(sent: str, position: str, found: list[int]) -> None:
    assert _found({"name": sent}, name_match=position) == found


@pytest.mark.parametrize(
    ("filters", "default", "switch", "position", "otherwise"),
    [
        ({"name": "89990001122"}, [], "phone_eight", "is-seven", [1]),
        ({"email": "example.com"}, [], "email_match", "partial", [1]),
        ({"email": "ANNA@example.com"}, [1], "email_case", "counts", []),
        ({"email": ""}, [1, 2], "empty_filter", "nothing", []),
        ({"isContact": "0"}, [1], "zero_filter", "ignored", [1, 2]),
        ({}, [1, 2], "list_order", "oldest", [2, 1]),
    ],
)
def test_a_search_changes_with_its_switch(
    filters: dict[str, str], default: list[int], switch: str, position: str, otherwise: list[int]
) -> None:
    assert (_found(filters), _found(filters, **{switch: position})) == (default, otherwise)


def test_a_contact_is_the_customer_only_where_the_dialect_says_so() -> None:
    wish = {"customerId": "2"}
    assert _found(wish, "v5/orders") == []
    assert _found(wish, "v5/orders", customer_id_covers_contacts="yes") == [1]


@pytest.mark.parametrize(("name", "text"), [("customer", "9990001122"), ("email", "anna@example.com")])
def test_an_order_is_found_by_its_customers_card_only_where_the_dialect_says_so(name: str, text: str) -> None:
    assert _found({name: text}, "v5/orders") == [1]
    assert _found({name: text}, "v5/orders", orders_by_card="no") == []


def test_an_unknown_filter_is_refused_or_ignored() -> None:
    assert _crm().ask("v5/customers", **{"filter[phone]": "22"}).status_code == 400
    assert _found({"phone": "22"}, unknown_filter="ignored") == [1, 2]


@pytest.mark.parametrize("position", ["403", "401", "400"])
def test_a_missing_key_has_the_status_of_the_dialect(position: str) -> None:
    answer = _crm(missing_key=position).ask("credentials", None)
    body = {"success": False, "errorMsg": '"apiKey" is missing.'}
    assert (answer.status_code, answer.json) == (int(position), body)


def test_an_unknown_account_may_be_a_page() -> None:
    answer = _crm(unknown_account="404-html").client.get("/nobody/api/credentials")
    assert (answer.status_code, answer.mimetype, answer.data[:1]) == (404, "text/html", b"<")


def test_the_texts_in_errors_may_be_russian_and_a_list() -> None:
    answers = [
        _crm(**positions).ask("v5/orders", limit=1).json
        for positions in ({"error_language": "ru"}, {"error_shape": "list"})
    ]
    assert [answer["errors"] for answer in answers if answer] == [
        {"children[limit]": "Выбранное Вами значение недопустимо."},
        ["The value you selected is not a valid choice."],
    ]


def _orders(**positions: str) -> list[Any]:
    answered: list[Any] = _crm(**positions).get("v5/orders")["orders"]
    return answered


@pytest.mark.parametrize(
    ("positions", "payments"),
    [
        ({}, [{"5": {"id": 5, "amount": 20}}, []]),
        ({"empty_map": "{}"}, [{"5": {"id": 5, "amount": 20}}, {}]),
        ({"payments": "list"}, [[{"id": 5, "amount": 20}], []]),
        ({"payments": "empty-list", "empty_map": "{}"}, [{"5": {"id": 5, "amount": 20}}, []]),
    ],
)
def test_payments_come_as_the_dialect_says(positions: dict[str, str], payments: list[Any]) -> None:
    assert [order["payments"] for order in _orders(**positions)] == payments


def test_money_currency_and_empty_maps_come_as_the_dialect_says() -> None:
    plain, odd = _orders()[0], _orders(money="float", currency_case="lower", empty_map="{}")[0]
    assert (repr(plain["totalSumm"]), plain["currency"], plain["customFields"]) == ("20", "RUB", [])
    assert (repr(odd["totalSumm"]), odd["currency"], odd["customFields"]) == ("20.0", "rub", {})
    assert odd["customer"]["customFields"] == {}


def test_absent_values_come_as_the_dialect_says() -> None:
    omitted, null, empty = (_orders(absent=position)[1] for position in ("omitted", "null", "empty-string"))
    assert "email" not in omitted
    assert (null["email"], null["customer"], null["delivery"]) == (None, None, None)
    assert (empty["email"], "customer" in empty) == ("", False)


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.name)
def test_every_position_answers_every_list(switch: Any) -> None:
    for position in switch.positions:
        crm = _crm(**{switch.name: position})
        assert [crm.ask(path).status_code for path in LISTS] == [200] * len(LISTS)
