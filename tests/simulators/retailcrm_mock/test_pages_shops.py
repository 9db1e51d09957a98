"""Shops by hand: what is filled in is what the API tells; keys, customers and orders name it by its code."""

import pytest

from tests.simulators.retailcrm_mock.crm import KEY, SITES, Crm, Json, fresh
from tests.simulators.retailcrm_mock.pages_shop import page, texts

ADD = "/company/settings/shops/add"
EDIT = "/company/settings/shops/{}/edit"


def _form(**changes: str) -> dict[str, str]:
    return {"name": "Склад", "code": "stock", "currency": "RUB", "url": "https://stock.example.com"} | changes


def _shops(crm: Crm) -> dict[str, Json]:
    found: dict[str, Json] = crm.get("v5/reference/sites")["sites"]
    return found


def test_a_new_shop_has_all_that_the_others_have_and_takes_customers() -> None:
    crm = fresh()
    before = _shops(crm)
    answer = crm.client.post(ADD, data=_form(url=""))
    shops = _shops(crm)
    assert (answer.status_code, answer.location) == (303, "/company/settings/shops?done=added")
    assert list(shops) == [*before, "stock"]
    assert (shops["stock"]["id"], shops["stock"]["defaultForCrm"]) == (len(before) + 1, False)
    assert {*shops["stock"]} == {*before[SITES[0]]}
    made = crm.write("v5/customers/create", site="stock", customer={"firstName": "Анна"})
    assert crm.ids("v5/customers", {"filter[sites][]": "stock"}) == [made["id"]]


def test_an_edit_changes_what_is_typed_and_nothing_else() -> None:
    crm = fresh()
    before = _shops(crm)
    answer = crm.client.post(EDIT.format("outlet"), data=_form(code="moon"))
    typed = {"name": "Склад", "currency": "RUB", "url": "https://stock.example.com"}
    assert (answer.status_code, answer.location) == (303, "/company/settings/shops?done=saved")
    assert list(_shops(crm).items()) == list({**before, "outlet": before["outlet"] | typed}.items())


def test_a_key_of_some_shops_does_not_see_a_new_one() -> None:
    crm = fresh({"keys": [{"value": "narrow", "access": "access_selective", "sites": ["outlet"]}]})
    crm.client.post(ADD, data=_form())
    seen = [list(crm.get("v5/reference/sites", key=key)["sites"]) for key in ("narrow", KEY)]
    assert seen == [["outlet"], [*SITES, "stock"]]


def test_the_form_shows_what_is_held() -> None:
    soup = page(fresh().client, EDIT.format("outlet"))
    held = {str(field["id"]): field["value"] for field in soup.select("input")}
    assert held == {
        "name": "Дисконт",
        "code": "outlet",
        "currency": "RUB",
        "url": "https://outlet.example.com",
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "Give the shop a name."),
        ({"name": "x" * 256}, "This has 256 signs; up to 255 are kept."),
        ({"code": "outlet"}, "There is a shop outlet already; choose another code."),
        ({"code": ""}, "A code has letters A to Z, digits, hyphens and underscores, such as main-shop."),
        ({"code": "a/b"}, "A code has letters A to Z, digits, hyphens and underscores, such as main-shop."),
        ({"currency": "rub"}, "A currency has three capital letters, such as RUB."),
        ({"url": "shop"}, "The address of a site looks like https://shop.example.com."),
    ],
)
def test_a_bad_form_comes_back_with_the_remedy(changes: dict[str, str], told: str) -> None:
    crm = fresh()
    answer = crm.client.post(ADD, data=_form(**changes))
    assert (answer.status_code, list(_shops(crm))) == (422, [*SITES])
    assert told in answer.text


def test_an_edit_is_checked_too() -> None:
    crm = fresh()
    before = _shops(crm)
    assert crm.client.post(EDIT.format("outlet"), data=_form(name="")).status_code == 422
    assert _shops(crm) == before


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_shop_that_is_not_there_is_not_edited(method: str) -> None:
    crm = fresh()
    answer = crm.client.open(EDIT.format("moon"), method=method, data=_form())
    assert (answer.status_code, list(_shops(crm))) == (404, [*SITES])


def test_the_list_leads_to_each_shop() -> None:
    soup = page(fresh().client, "/company/settings/shops?done=saved")
    assert [str(link["href"]) for link in soup.select("td a")] == [EDIT.format(code) for code in SITES]
    assert texts(soup, "p.said") == ["The shop is saved."]
