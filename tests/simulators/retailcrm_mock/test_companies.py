from typing import Any

import pytest

from tests.simulators.retailcrm_mock.crm import KEY, Crm, Json, fresh

PEOPLE: list[Json] = [
    {"id": 1, "firstName": "Пётр", "email": "petr@example.com", "isContact": True},
    {"id": 2, "firstName": "Анна", "externalId": "c-2", "phones": [{"number": "+7 999 000-11-22"}]},
    {"id": 3, "firstName": "Олег", "site": "outlet"},
    {"id": 4, "firstName": "Никто"},
]
FIRM: Json = {
    "id": 10, "type": "customer_corporate", "externalId": "firm-1", "nickName": "ООО «Пример»",
    "mainCustomerContact": {"id": 7, "customer": {"id": 1}, "companies": []},
    "customerContacts": [{"customer": {"id": 2}, "companies": [{"id": 5, "company": {"id": 31}}]}],
    "mainCompany": {"id": 31, "name": "Пример"},
    "companies": [
        {"id": 31, "name": "Пример", "contragent": {"INN": "7700"}, "externalId": "legal-1"},
        {"name": "Пример Юг"},
    ],
    "mainAddress": {"id": 40, "name": "Склад"},
    "addresses": [{"id": 41, "name": "Офис", "city": "Казань"}],
}  # fmt: skip
ORDER: Json = {"customer": {"id": 10}, "contact": {"id": 3}, "site": "outlet"}


def _crm() -> Crm:
    return fresh({"customers": [*PEOPLE, FIRM, {"id": 11, "type": "customer_corporate"}], "orders": [ORDER]})


def _part(name: str, key: str = KEY, filters: Json | None = None) -> list[Json]:
    query = {"by": "id"} | {f"filter{one}": value for one, value in (filters or {}).items()}
    held: list[Json] = _crm_with_narrow().get(f"v5/customers-corporate/10/{name}", query, key)[name]
    return held


def _crm_with_narrow() -> Crm:
    crm = _crm()
    crm.load(keys=[{"value": "narrow", "access": "access_selective", "sites": ["main-shop"]}])
    return crm


def test_a_company_is_read_by_either_id_without_its_lists() -> None:
    crm = _crm()
    by_id = crm.get("v5/customers-corporate/10", {"by": "id"})["customerCorporate"]
    assert by_id == crm.get("v5/customers-corporate/firm-1")["customerCorporate"]
    assert (by_id["nickName"], by_id["ordersCount"]) == ("ООО «Пример»", 1)
    assert {"customerContacts", "companies", "addresses"}.isdisjoint(by_id)
    assert crm.ask("v5/customers-corporate/1", by="id").status_code == 404


def test_contacts_are_the_main_one_those_listed_and_whoever_ordered() -> None:
    assert _part("contacts") == [
        {"isMain": True, "id": 7, "customer": {"id": 1, "site": "main-shop"}, "companies": []},
        {"isMain": False, "id": 8, "customer": {"id": 2, "externalId": "c-2", "site": "main-shop"}}
        | {"companies": [{"id": 5, "company": {"id": 31}}]},
        {"isMain": False, "id": 9, "customer": {"id": 3, "site": "outlet"}, "companies": []},
    ]


@pytest.mark.parametrize(
    ("name", "filters", "ids"),
    [
        ("contacts", {"[ids][]": [8]}, [8]),
        ("contacts", {"[contactIds][]": [1, 3]}, [7, 9]),
        ("contacts", {"[contactExternalIds][]": ["c-2"]}, [8]),
        ("companies", {"[ids][]": [31]}, [31]),
        ("companies", {"[externalIds][]": ["legal-1"]}, [31]),
        ("addresses", {}, [40, 41]),
        ("addresses", {"[city]": "каз"}, [41]),
        ("addresses", {"[name]": "СКЛ"}, [40]),
        ("addresses", {"[region]": ""}, [40, 41]),
    ],
)
def test_a_list_of_a_company_is_filtered(name: str, filters: Json, ids: list[int]) -> None:
    assert [one["id"] for one in _part(name, filters=filters)] == ids


def test_a_key_of_one_shop_is_told_of_no_contact_in_another() -> None:
    assert [one["customer"]["id"] for one in _part("contacts", "narrow")] == [1, 2]


def test_legal_entities_say_whose_they_are() -> None:
    owner = {"site": "main-shop", "id": 10, "externalId": "firm-1", "type": "customer_corporate"}
    assert [(one["id"], one["isMain"], one["active"], one["customer"]) for one in _part("companies")] == [
        (31, True, True, owner),
        (32, False, True, owner),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("[nickName]", "прим"),
        ("[nickName][]", ["x", "прим"]),
        ("[name]", "Пример"),
        ("[contactName]", "пётр"),
        ("[contactName]", "9990001122"),
        ("[email]", "petr@example.com"),
        ("[companyName]", "юг"),
        ("[addressName]", "склад"),
        ("[city]", "казань"),
        ("[contragentInn]", "7700"),
        ("[contactIds][]", ["2"]),
    ],
)
def test_a_company_is_found_by_what_it_has_lists_of(name: str, value: Any) -> None:
    assert _crm().ids("v5/customers-corporate", {f"filter{name}": value}) == [10]


def test_a_page_of_a_company_s_list_is_counted_like_any_other() -> None:
    many = FIRM | {"addresses": [{"name": str(number)} for number in range(29)]}
    crm = fresh({"customers": [{"id": 1}, many | {"id": 10, "customerContacts": []}]})
    body = crm.get("v5/customers-corporate/10/addresses", {"by": "id", "page": 2})
    assert body["pagination"] == {"limit": 20, "totalCount": 30, "currentPage": 2, "totalPageCount": 2}
    assert len(body["addresses"]) == 10


@pytest.mark.parametrize("name", ["contacts", "companies", "addresses"])
def test_a_list_of_a_company_refuses_what_other_lists_refuse(name: str) -> None:
    path = f"v5/customers-corporate/10/{name}"
    crm = _crm()
    for query in ({"by": "x"}, {"by": "id", "limit": "7"}, {"by": "id", "filter[ids][]": "x"}):
        assert crm.ask(path, **query).status_code == 400
    assert crm.ask(path, **{"by": "id", "filter[phone]": "1"}).status_code == 400
    assert crm.ask(f"v5/customers-corporate/99/{name}", by="id").status_code == 404


def test_who_ordered_in_a_shop_that_the_key_does_not_see_is_no_contact_to_it() -> None:
    crm = _crm_with_narrow()
    crm.load(orders=[{"customer": {"id": 10}, "contact": {"id": 4}, "site": "outlet"}])
    path, query = "v5/customers-corporate/10/contacts", {"by": "id"}
    told = [crm.get(path, query, key)["contacts"] for key in (KEY, "narrow")]
    assert [[one["customer"]["id"] for one in contacts] for contacts in told] == [[1, 2, 3, 4], [1, 2]]
