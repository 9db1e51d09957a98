"""What people rely on when they write through the API."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.retailcrm_mock.state import Load
from tests.simulators.retailcrm_mock.crm import KEY, MORNING, SITES, Crm, Json, fresh

SITE = SITES[0]


def _customer(crm: Crm, number: int = 1) -> Json:
    card: Json = crm.get(f"v5/customers/{number}", {"by": "id"})["customer"]
    return card


def _order(crm: Crm, number: int = 1) -> Json:
    order: Json = crm.get(f"v5/orders/{number}", {"by": "id"})["order"]
    return order


def _frozen(load: Json | None = None, **positions: str) -> Crm:
    """An account whose clock stands at 2026-11-23 09:00:00 in Moscow."""
    crm = fresh(load, **positions)
    crm.controls.clock("company").set(MORNING, frozen=True)
    return crm


def test_a_new_customer_is_found_at_once_and_dated_by_the_account_s_clock() -> None:
    crm = _frozen()
    phones = [{"number": "+7 999 000-11-22"}]
    made = crm.write("v5/customers/create", customer={"firstName": "Анна", "phones": phones, "colour": 1})
    assert made == {"success": True, "id": 1}
    assert crm.ids("v5/customers", {"filter[name]": "9990001122"}) == [1]
    figures = {"ordersCount": 0, "averageSumm": 0, "totalSumm": 0}
    own = {"site": SITE, "createdAt": "2026-11-23 09:00:00", "firstName": "Анна", "phones": phones}
    common = {"type": "customer", "id": 1, "isContact": False, "vip": False, "bad": False, "customFields": []}
    assert _customer(crm) == {**common, **own, **figures}


def test_an_edit_keeps_what_is_not_sent_merges_objects_and_replaces_lists() -> None:
    card = {
        "externalId": "c-1",
        "firstName": "Анна",
        "email": "old@example.com",
        "phones": [{"number": "11"}, {"number": "22"}],
        "address": {"city": "Тверь", "text": "Ямская, 1"},
        "customFields": {"nps": 9},
    }
    crm = fresh({"customers": [card]})
    held = _customer(crm)
    sent: Json = {"email": "new@example.com", "phones": [{"number": "33"}], "address": {"city": "Казань"}}
    fields = {"customFields": {"size": "m"}}
    crm.write("v5/customers/c-1/edit", customer=sent | fields)
    merged = {"address": {"city": "Казань", "text": "Ямская, 1"}, "customFields": {"nps": 9, "size": "m"}}
    assert _customer(crm) == held | sent | merged
    found = {text: crm.ids("v5/customers", {"filter[name]": text}) for text in ("11", "22", "33")}
    assert found == {"11": [], "22": [], "33": [1]}
    mail = {text: crm.ids("v5/customers", {"filter[email]": text}) for text in (card["email"], sent["email"])}
    assert mail == {"old@example.com": [], "new@example.com": [1]}


def test_php_s_empty_list_for_an_object_changes_nothing() -> None:
    crm = fresh({"customers": [{"customFields": {"nps": 9}, "phones": [{"number": "11"}]}]})
    crm.write("v5/customers/1/edit", by="id", customer={"customFields": [], "phones": []})
    card = _customer(crm)
    assert (card["customFields"], card["phones"]) == ({"nps": 9}, [])


def test_tags_are_replaced_added_and_taken_away() -> None:
    crm = fresh({"customers": [{"tags": [{"name": "a", "color": "#000000", "attached": True}]}]})
    crm.write("v5/customers/1/edit", by="id", customer={"addTags": ["b", "c"], "removeTags": ["b"]})
    assert [tag["name"] for tag in _customer(crm)["tags"]] == ["a", "c"]
    crm.write("v5/customers/1/edit", by="id", customer={"tags": [{"name": "c"}]})
    assert _customer(crm)["tags"] == [{"name": "c", "color": "#3e89b6", "attached": False}]


def test_what_was_read_may_be_sent_back() -> None:
    crm = Crm(customers=20)
    for number in crm.ids("v5/customers"):
        card = _customer(crm, number)
        crm.write(f"v5/customers/{number}/edit", by="id", site=card["site"], customer=card)
        assert _customer(crm, number) == card
    for number in crm.ids("v5/orders"):
        order = _order(crm, number)
        crm.write(f"v5/orders/{number}/edit", by="id", site=order["site"], order=order)
        assert _order(crm, number) == order


def test_an_upload_makes_the_good_and_tells_of_the_bad() -> None:
    crm = fresh({"customers": [{"externalId": "old"}]})
    customers = [{"externalId": "old"}, {"externalId": "new"}, {"email": 5}, {"externalId": "new"}]
    answer = crm.send("v5/customers/upload", site=SITE, customers=customers)
    assert answer.status_code == 460
    assert answer.json == {
        "success": False,
        "errorMsg": "Customers are loaded with errors",
        "errors": {
            "customers[0].externalId": "Customer with externalId=old already exists",
            "customers[2].email": "This value is not valid.",
            "customers[3].externalId": "Customer with externalId=new already exists",
        },
        "uploadedCustomers": [{"id": 2, "externalId": "new"}],
        "failedCustomers": [{"externalId": "old"}, {}, {"externalId": "new"}],
    }
    assert crm.ids("v5/customers") == [2, 1]


def test_an_upload_that_failed_in_part_succeeds_in_a_dialect() -> None:
    crm = fresh({"customers": [{"externalId": "old"}]}, upload_partial="201")
    answer = crm.send("v5/customers/upload", site=SITE, customers=[{"externalId": "old"}, {}])
    told = {"uploadedCustomers": [{"id": 2}], "failedCustomers": [{"externalId": "old"}]}
    assert (answer.status_code, answer.json) == (201, {"success": True, **told})


def test_an_upload_holds_at_most_fifty() -> None:
    answer = fresh().send("v5/customers/upload", site=SITE, customers=[{}] * 51)
    wrong = {"": "This collection should contain 50 elements or less."}
    body = {"success": False, "errorMsg": "Errors in the entity format", "errors": wrong}
    assert (answer.status_code, answer.json) == (400, body)


def test_combining_gives_orders_notes_phones_and_the_company_s_contact_to_who_stays() -> None:
    people = [
        {"id": 1, "phones": [{"number": "11"}]},
        {
            "id": 2,
            "phones": [{"number": "1-1"}, {"number": "22"}],
            "email": "b@example.com",
            "isContact": True,
        },
        {"id": 3, "type": "customer_corporate", "mainCustomerContact": {"customer": {"id": 2}}},
        {"id": 4, "type": "customer_corporate", "customerContacts": [{"id": 9, "customer": {"id": 2}}]},
        {
            "id": 5,
            "type": "customer_corporate",
            "customerContacts": [{"customer": {"id": one}} for one in (1, 2)],
        },
    ]
    orders = [{"customer": {"id": 2}, "totalSumm": 70}, {"customer": {"id": 3}, "contact": {"id": 2}}]
    crm = fresh({"customers": people, "orders": orders})
    crm.write("v5/customers/notes/create", note={"customer": {"id": 2}, "text": "Перезвонить"})
    answer = crm.send("v5/customers/combine", customers=[{"id": 2}], resultCustomer={"id": 1})
    assert (answer.status_code, answer.json) == (200, {"success": True})
    card = _customer(crm)
    assert [phone["number"] for phone in card["phones"]] == ["11", "22"]
    told = [card[name] for name in ("email", "ordersCount", "totalSumm", "isContact")]
    assert told == ["b@example.com", 1, 70, True]
    assert crm.ask("v5/customers/2", by="id").status_code == 404
    assert crm.ids("v5/customers", {"filter[name]": "22"}) == [1]
    assert _order(crm, 2)["contact"]["id"] == 1
    assert sorted(crm.ids("v5/customers-corporate", {"filter[contactIds][]": 1})) == [3, 4, 5]
    held = {number: crm.get(f"v5/customers-corporate/{number}/contacts", {"by": "id"}) for number in (4, 5)}
    assert [[one["customer"]["id"] for one in body["contacts"]] for body in held.values()] == [[1], [1]]
    assert crm.get("v5/customers/notes")["notes"][0]["customer"]["id"] == 1


def test_notes_are_listed_by_customer_text_and_time() -> None:
    crm = _frozen({"customers": [{"externalId": "c-1"}, {}]})
    for number, text in ((1, "Первая"), (2, "Вторая")):
        crm.write("v5/customers/notes/create", note={"customer": {"id": number}, "text": text})
    who = {"site": SITE, "id": 1, "externalId": "c-1", "type": "customer"}
    first = {"customer": who, "id": 1, "text": "Первая", "createdAt": "2026-11-23 09:00:00"}
    for query in (
        {"filter[customerExternalIds][]": "c-1"},
        {"filter[customerIds][]": 1},
        {"filter[text]": "перв"},
        {"filter[ids][]": 1, "filter[createdAtTo]": "2026-11-23 09:00:00"},
    ):
        assert crm.get("v5/customers/notes", query)["notes"] == [first]
    assert crm.get("v5/customers/notes", {"filter[managerIds][]": 1})["notes"] == []
    assert crm.ids("v5/customers", {"filter[notes]": "ВТОР"}) == [2]
    assert crm.send("v5/customers/notes/1/delete").json == {"success": True}
    assert crm.send("v5/customers/notes/1/delete").json == {"success": False, "errorMsg": "Note not found"}


def test_an_order_computes_its_sums_and_makes_its_customer() -> None:
    crm = _frozen()
    items: list[Json] = [
        {"initialPrice": 100, "quantity": 2, "discountManualPercent": 10, "productName": "Чай"},
        {"initialPrice": 10.5, "productName": "Кофе"},
    ]
    sent = {"firstName": "Иван", "phone": "8 999 000-11-22", "email": "i@example.com", "items": items}
    paid = {"type": "cash", "amount": 240.5, "status": "paid"}
    made = crm.write("v5/orders/create", order=sent | {"delivery": {"cost": 50}, "payments": [paid]})
    order = made["order"]
    assert (made["id"], order["number"], order["status"], order["site"]) == (1, "1A", "new", SITE)
    assert (order["summ"], order["totalSumm"], order["prepaySum"]) == (190.5, 240.5, 240.5)
    assert order["fullPaidAt"] == order["createdAt"] == "2026-11-23 09:00:00"
    assert order["payments"] == [{"id": 10, "paidAt": "2026-11-23 09:00:00", **paid}]
    assert _order(crm) == order | {"payments": {"10": order["payments"][0]}}
    assert crm.ids("v5/orders", {"filter[customer]": "9990001122"}) == [1]
    assert crm.ids("v5/customers", {"filter[email]": "i@example.com"}) == [order["customer"]["id"]]


@pytest.mark.parametrize(("position", "customer"), [("new-customer", 2), ("matched", 1), ("nobody", None)])
def test_whose_an_order_is_that_names_no_customer_is_a_dialect(position: str, customer: int | None) -> None:
    crm = fresh(
        {"customers": [{"phones": [{"number": "+7 999 000-11-22"}]}]}, order_without_customer=position
    )
    order = crm.write("v5/orders/create", order={"phone": "8 (999) 000-11-22"})["order"]
    assert order.get("customer", {}).get("id") == customer


def test_a_changed_status_is_dated_and_other_changes_are_not() -> None:
    moment = "2026-01-01 00:00:00"
    crm = _frozen({"orders": [{"createdAt": moment}]})
    crm.write("v5/orders/1/edit", by="id", order={"customerComment": "Позвоните", "status": "new"})
    assert _order(crm)["statusUpdatedAt"] == moment
    crm.write("v5/orders/1/edit", by="id", order={"status": "complete"})
    assert (_order(crm)["status"], _order(crm)["statusUpdatedAt"]) == ("complete", "2026-11-23 09:00:00")
    assert crm.ids("v5/orders", {"filter[extendedStatus][]": "complete"}) == [1]


def test_a_line_sent_by_its_id_keeps_what_is_not_sent_and_lines_not_sent_are_gone() -> None:
    crm = fresh()
    items = [{"initialPrice": 100, "productName": "Чай"}, {"initialPrice": 7}]
    made = crm.write("v5/orders/create", order={"items": items})["order"]["items"]
    changed = [{"id": made[0]["id"], "quantity": 3}, {"initialPrice": 1}]
    order = crm.write("v5/orders/1/edit", by="id", order={"items": changed})["order"]
    lines = [(item["id"], item.get("productName"), item["prices"]) for item in order["items"]]
    assert lines == [
        (10, "Чай", [{"price": 100, "quantity": 3}]),
        (12, None, [{"price": 1, "quantity": 1}]),
    ]
    assert (order["summ"], order["totalSumm"]) == (301, 301)


def test_a_cancelled_line_stands_in_the_order_and_costs_nothing() -> None:
    crm = fresh()
    gone = {"code": "gone", "name": "Отменён", "active": True, "cancelStatus": True}
    crm.account.load(Load(references={"product-statuses": [gone]}))
    items = [{"initialPrice": 100}, {"initialPrice": 7, "status": "gone"}]
    order = crm.write("v5/orders/create", order={"items": items})["order"]
    assert [item.get("isCanceled") for item in order["items"]] == [None, True]
    assert order["totalSumm"] == 100
    back = [{"id": order["items"][1]["id"], "status": "new"}]
    order = crm.write("v5/orders/1/edit", by="id", order={"items": back})["order"]
    assert ([item["isCanceled"] for item in order["items"]], order["totalSumm"]) == ([False], 7)


def test_payments_carry_an_order_to_paid_and_back() -> None:
    crm = fresh({"orders": [{"totalSumm": 100, "externalId": "w-1"}]})
    pay = {
        "order": {"externalId": "w-1"},
        "type": "cash",
        "amount": 60,
        "status": "paid",
        "externalId": "p-1",
    }
    number = crm.write("v5/orders/payments/create", payment=pay)["id"]
    rest = {"order": {"number": "1C"}, "type": "bank-card", "amount": 40}
    other = crm.write("v5/orders/payments/create", payment=rest)["id"]
    paid = [(_order(crm)["prepaySum"], "fullPaidAt" in _order(crm))]
    crm.write(f"v5/orders/payments/{other}/edit", by="id", payment={"status": "paid"})
    paid.append((_order(crm)["prepaySum"], "fullPaidAt" in _order(crm)))
    assert crm.write("v5/orders/payments/p-1/edit", payment={"amount": 59})["id"] == number
    paid.append((_order(crm)["prepaySum"], "fullPaidAt" in _order(crm)))
    assert crm.send(f"v5/orders/payments/{number}/delete").json == {"success": True}
    paid.append((_order(crm)["prepaySum"], "fullPaidAt" in _order(crm)))
    assert paid == [(60, False), (100, True), (99, False), (40, False)]
    assert list(_order(crm)["payments"]) == [str(other)]


def test_an_order_paid_in_cents_is_paid_in_full() -> None:
    amounts = (173.55, 347.1, 173.55, 520.65, 347.1, 173.55)
    assert sum(amounts) < 1735.5  # so do computers reckon
    parts = [{"type": "cash", "status": "paid", "amount": amount} for amount in amounts]
    order = fresh().write("v5/orders/create", order={"items": [{"initialPrice": 1735.5}], "payments": parts})
    assert (order["order"]["prepaySum"], "fullPaidAt" in order["order"]) == (1735.5, True)


def test_linked_orders_point_to_each_other() -> None:
    crm = _frozen({"orders": [{"externalId": "w-1"}, {}]})
    link = {"comment": "один клиент", "orders": [{"externalId": "w-1"}, {"id": 2}]}
    assert crm.send("v5/orders/links/create", site=SITE, link=link).status_code == 201
    told = {"comment": "один клиент", "createdAt": "2026-11-23 09:00:00"}
    assert _order(crm, 1)["links"] == [{**told, "order": {"id": 2, "number": "2C"}}]
    assert _order(crm, 2)["links"] == [{**told, "order": {"id": 1, "number": "1C", "externalId": "w-1"}}]


def test_people_see_on_the_pages_what_a_program_wrote() -> None:
    crm = fresh()
    crm.write("v5/customers/create", customer={"firstName": "Аглая", "phones": [{"number": "+7 999 5"}]})
    crm.write("v5/orders/create", order={"customer": {"id": 1}, "items": [{"initialPrice": 77}]})
    pages = [crm.client.get(f"/company/{path}").text for path in ("customers/1", "orders/1/edit", "orders")]
    assert ["Аглая" in page for page in pages] == [True, True, True]
    assert "1A" in pages[2]


NAMES = st.text() | st.sampled_from(
    ["firstName", "phones", "number", "customer", "items", "payments", "delivery", "id", "tags", "name"]
)


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(NAMES, one),
    )
)
@settings(max_examples=60, deadline=None)
def test_no_entity_is_too_odd_to_be_answered_as_the_api_does(value: Any) -> None:
    crm = fresh()
    for path, name in (("v5/customers/create", "customer"), ("v5/orders/create", "order")):
        answer = crm.client.post(
            f"/company/api/{path}",
            headers={"X-API-KEY": KEY},
            data={"site": SITE, name: json.dumps(value)},
        )
        assert (answer.status_code, answer.mimetype) in [(400, "application/json"), (201, "application/json")]


@pytest.mark.parametrize("day", ["2000-02-29", "2024-02-29", "1904-02-29"])
def test_a_leap_day_is_a_day(day: str) -> None:
    crm = fresh({})
    number = crm.write("v5/customers/create", customer={"birthday": day})["id"]

    assert crm.get(f"v5/customers/{number}", {"by": "id"})["customer"]["birthday"] == day


def test_an_empty_php_object_says_nothing() -> None:
    crm = fresh({"customers": [{"address": {"city": "Тверь"}}]})
    crm.write("v5/customers/1/edit", by="id", customer={"address": [], "source": [], "firstName": "Анна"})
    card = crm.get("v5/customers/1", {"by": "id"})["customer"]

    assert (card["address"], card["firstName"]) == ({"city": "Тверь"}, "Анна")
