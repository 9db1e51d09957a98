import pytest

from tests.simulators.retailcrm_mock.crm import MORNING, Crm, Json, fresh

CARD: Json = {
    "id": 5, "firstName": "Анна", "managerId": 2, "phones": [{"number": "8 (999) 000-11-22"}],
    "createdAt": "2026-01-01 00:00:00",
}  # fmt: skip
BOUGHT: Json = {"id": 8, "customer": {"id": 5}, "createdAt": "2026-02-01 00:00:00", "status": "delivering"}
STRAY: Json = {"id": 9, "phone": "+7 999 000-33-44", "managerId": 4, "externalId": "web-9"}
URL = "http://localhost/company"
PATH = "v5/telephony/manager"


def _crm() -> Crm:
    crm = fresh({"customers": [CARD], "orders": [BOUGHT, STRAY]})
    crm.load(keys=[{"value": "phone", "scopes": ["telephony_read"]}])
    return crm


def _links(phone: str) -> Json:
    return {f"new{what}Link": f"{URL}/{path}/add?phone={phone}" for what, path in
            (("Order", "orders"), ("Customer", "customers"))}  # fmt: skip


def test_a_caller_is_told_with_manager_card_and_links() -> None:
    manager = {
        "id": 2,
        "firstName": "Павел",
        "lastName": "Зимин",
        "email": "manager2@example.com",
        "code": "102",
    }
    links = {"customerLink": f"{URL}/customers/5", "lastOrderLink": f"{URL}/orders/8/edit"}
    assert _crm().get(PATH, {"phone": "+79990001122", "details": 1, "ignoreStatus": 1}, "phone") == {
        "success": True,
        "manager": manager,
        "customer": {"id": 5, "firstName": "Анна", "phones": CARD["phones"]},
        "links": _links("%2B79990001122") | links,
    }
    assert _crm().get(PATH, {"phone": "79990001122"}, "phone") == {"success": True, "manager": manager}


def test_a_stranger_gets_links_to_be_made_known_by() -> None:
    body = {"success": True, "links": _links("22")}
    assert _crm().get(PATH, {"phone": "22", "details": "true"}, "phone") == body


def test_a_caller_without_a_card_is_known_by_an_order_and_a_manager_who_left_only_on_wish() -> None:
    asked = {"phone": "79990003344", "details": 1}
    body = _crm().get(PATH, asked, "phone")
    assert body == {
        "success": True,
        "links": _links("79990003344") | {"lastOrderLink": f"{URL}/orders/9/edit"},
    }
    assert _crm().get(PATH, {**asked, "ignoreStatus": 1}, "phone")["manager"]["id"] == 4


@pytest.mark.parametrize("query", [{}, {"phone": ""}])
def test_the_phone_is_needed(query: Json) -> None:
    answer = _crm().ask(PATH, "phone", **query)
    assert (answer.status_code, answer.json) == (
        400,
        {"success": False, "errorMsg": "Parameter 'phone' is missing"},
    )


@pytest.mark.parametrize(("name", "value"), [("phone[]", "1"), ("details", "2"), ("ignoreStatus", "")])
def test_a_parameter_of_the_wrong_kind_is_told(name: str, value: str) -> None:
    answer = _crm().ask(PATH, "phone", **{"phone": "1", name: value})
    wrong = {f"children[{name.removesuffix('[]')}]": "This value is not valid."}
    body = {"success": False, "errorMsg": "Errors in the input parameters", "errors": wrong}
    assert (answer.status_code, answer.json) == (400, body)


def test_a_key_without_the_scope_is_denied() -> None:
    crm = _crm()
    crm.load(keys=[{"value": "shop", "scopes": ["customer_read"]}])

    assert crm.ask(PATH, "shop", phone="1").status_code == 403
    assert crm.ask(PATH, phone="1").status_code == 200  # the key an account is made with may do everything


def test_telephony_may_ask_forty_times_a_second_and_counts_apart() -> None:
    crm = Crm(rate_limit=True)
    crm.load(keys=[{"value": "phone", "scopes": ["telephony_read"]}])
    crm.controls.clock("company").set(MORNING, frozen=True)
    asked = [crm.ask(PATH, "phone", phone="1").status_code for _ in range(41)]
    others = [crm.ask("credentials", "phone").status_code for _ in range(11)]
    assert (asked, others) == ([200] * 40 + [503], [200] * 10 + [503])


def test_statuses_of_orders_are_told_by_either_id() -> None:
    crm = _crm()
    first = {"id": 8, "status": "delivering", "group": "delivery"}
    second = {"id": 9, "externalId": "web-9", "status": "new", "group": "new"}
    path = "v5/orders/statuses"
    assert crm.get(path, {"ids[]": [8]})["orders"] == [first]
    assert crm.get(path, {"ids[0]": 8, "externalIds[]": "web-9"})["orders"] == [second, first]
    assert crm.get(path)["orders"] == []
    assert crm.ask(path, ids=8).status_code == crm.ask(path, **{"ids[]": "x"}).status_code == 400


def test_the_system_tells_where_the_account_lives() -> None:
    body = {"success": True, "systemVersion": "8.0", "publicUrl": URL, "technicalUrl": URL}
    assert _crm().get("system-info") == body
