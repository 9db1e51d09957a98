"""How writes are refused: word for word, and with nothing changed."""

import json
from typing import Any

import pytest

from tests.simulators.retailcrm_mock.crm import KEY, SITES, Crm, Json, fresh

SITE = SITES[0]
FORMAT = "Errors in the entity format"
ORDER, NOTE, PAYMENT, LINK = (f"{thing} is not loaded" for thing in ("Order", "Note", "Payment", "Link"))
WORLD: Json = {
    "customers": [{"externalId": "c-1"}, {"externalId": "c-2"}],
    "orders": [{"externalId": "w-1", "payments": [{"id": 10, "externalId": "p-1"}]}, {"externalId": "w-2"}],
}
WRITES = {
    "customers/create": ("customer", "customer_write"),
    "customers/1/edit": ("customer", "customer_write"),
    "customers/upload": ("customers", "customer_write"),
    "customers/combine": ("resultCustomer", "customer_write"),
    "customers/notes/create": ("note", "customer_write"),
    "customers/notes/1/delete": ("", "customer_write"),
    "orders/create": ("order", "order_write"),
    "orders/1/edit": ("order", "order_write"),
    "orders/links/create": ("link", "order_write"),
    "orders/payments/create": ("payment", "order_write"),
    "orders/payments/10/edit": ("payment", "order_write"),
    "orders/payments/10/delete": ("", "order_write"),
}
WITH_SITE = [path for path, (field, _) in WRITES.items() if field and path != "customers/combine"]


def _everything(crm: Crm) -> list[Json]:
    paths = ("v5/customers", "v5/orders", "v5/customers/notes")
    return [crm.get(path, {"limit": 100}) for path in paths]


def _refused(crm: Crm, path: str, status: int, text: str, wrong: Json | None = None, **fields: Any) -> None:
    before = _everything(crm)
    answer = crm.send(f"v5/{path}", **fields)
    body = {"success": False, "errorMsg": text} | ({"errors": wrong} if wrong else {})
    assert (answer.status_code, answer.json) == (status, body)
    assert _everything(crm) == before


@pytest.mark.parametrize(("path", "field"), [(path, field) for path, (field, _) in WRITES.items() if field])
def test_a_field_that_is_missing_or_empty_is_told_by_its_name(path: str, field: str) -> None:
    crm = fresh(WORLD)
    text, common = f"Parameter '{field}' is missing", {"site": SITE, "by": "id"}
    _refused(crm, path, 400, text, None, **common)
    _refused(crm, path, 400, text, None, **common, **{field: ""})


@pytest.mark.parametrize("path", WITH_SITE)
def test_a_key_of_several_shops_has_to_tell_the_shop(path: str) -> None:
    crm, field = fresh(WORLD), WRITES[path][0]
    _refused(crm, path, 400, "Parameter 'site' is missing", by="id", **{field: {}})
    _refused(crm, path, 403, "Access denied.", by="id", site="nowhere", **{field: {}})


def test_a_key_of_one_shop_writes_there_and_nowhere_else() -> None:
    crm = fresh({"customers": [{"site": "outlet"}, {"site": SITE}]})
    rights = ["customer_write", "customer_read"]
    crm.load(keys=[{"value": "one", "access": "access_selective", "sites": ["outlet"], "scopes": rights}])
    made = crm.send("v5/customers/create", "one", customer={})
    assert made.status_code == 201
    assert crm.get("v5/customers/3", {"by": "id"})["customer"]["site"] == "outlet"
    denied = crm.send("v5/customers/create", "one", site=SITE, customer={})
    assert (denied.status_code, denied.json) == (403, {"success": False, "errorMsg": "Access denied."})
    unseen = crm.send("v5/customers/2/edit", "one", by="id", customer={"firstName": "x"})
    assert (unseen.status_code, unseen.json) == (404, {"success": False, "errorMsg": "Not found"})


def test_an_edit_need_not_tell_the_shop_in_a_dialect() -> None:
    crm = fresh(WORLD, site_on_writes="creating")
    assert crm.send("v5/customers/c-1/edit", customer={"firstName": "Анна"}).json == {
        "success": True,
        "id": 1,
    }
    _refused(crm, "customers/create", 400, "Parameter 'site' is missing", customer={})


@pytest.mark.parametrize(("path", "scope"), [(path, scope) for path, (_, scope) in WRITES.items()])
def test_a_key_without_the_right_to_write_is_denied(path: str, scope: str) -> None:
    crm = fresh(WORLD)
    others = {"customer_write": "order_write", "order_write": "customer_write"}
    reading = ["customer_read", "order_read", "reference_read"]
    crm.load(keys=[{"value": "without", "scopes": [*reading, others[scope]]}])
    answer = crm.send(f"v5/{path}", "without")
    assert (answer.status_code, answer.json) == (403, {"success": False, "errorMsg": "Access denied."})


@pytest.mark.parametrize("path", WRITES)
def test_reading_where_only_writing_is_known_is_a_wrong_verb(path: str) -> None:
    answer = fresh().ask(f"v5/{path}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert answer.json == {"success": False, "errorMsg": "Method Not Allowed"}


@pytest.mark.parametrize(
    "broken", ["{", "nonsense", '{"id": NaN}', '{"id": 1e999}', '"\\ud800"', "[" * 100_000]
)
def test_a_field_that_is_no_json_is_told(broken: str) -> None:
    wrong = {"customer": "This value is not valid."}
    _refused(fresh(), "customers/create", 400, FORMAT, wrong, site=SITE, customer=broken)


INVALID, BLANK = "This value is not valid.", "This value should not be blank."
CHOICE = "The value you selected is not a valid choice."


@pytest.mark.parametrize(
    ("path", "field", "entity", "text", "wrong"),
    [
        ("customers/create", "customer", [], FORMAT, {"": INVALID}),
        ("customers/create", "customer", {"email": None}, FORMAT, {"email": INVALID}),
        (
            "customers/create",
            "customer",
            {"phones": [{}, {"number": 5}]},
            FORMAT,
            {"phones[0].number": BLANK, "phones[1].number": INVALID},
        ),
        ("customers/create", "customer", {"sex": "x"}, FORMAT, {"sex": CHOICE}),
        ("customers/create", "customer", {"firstName": "x" * 256}, FORMAT, {"firstName": INVALID}),
        (
            "customers/create",
            "customer",
            {"createdAt": "2026-02-30 00:00:00"},
            FORMAT,
            {"createdAt": INVALID},
        ),
        ("customers/create", "customer", {"externalId": "c-1"}, "Customer already exists.", None),
        ("customers/2/edit", "customer", {"externalId": "c-1"}, "Customer already exists.", None),
        (
            "customers/notes/create",
            "note",
            {"customer": {}, "text": "x"},
            FORMAT,
            {"customer": "Set one of the following fields: id, externalId"},
        ),
        (
            "customers/notes/create",
            "note",
            {"customer": {"id": 9}, "text": "x"},
            NOTE,
            {"customer.id": "Customer with id=9 not found."},
        ),
        ("orders/create", "order", {"externalId": "w-1"}, "Order already exists.", None),
        ("orders/2/edit", "order", {"externalId": "w-1"}, "Order already exists.", None),
        (
            "orders/create",
            "order",
            {"status": "paid"},
            ORDER,
            {"status": '"Status" with "code"="paid" does not exist.'},
        ),
        (
            "orders/create",
            "order",
            {"items": [{"status": "x"}]},
            ORDER,
            {"items[0].status": '"OrderProductStatus" with "code"="x" does not exist.'},
        ),
        (
            "orders/create",
            "order",
            {"payments": [{"type": "x"}]},
            ORDER,
            {"payments[0].type": '"PaymentType" with "code"="x" does not exist.'},
        ),
        (
            "orders/1/edit",
            "order",
            {"delivery": {"code": "x"}},
            ORDER,
            {"delivery.code": '"DeliveryType" with "code"="x" does not exist.'},
        ),
        (
            "orders/create",
            "order",
            {"customer": {"externalId": "c-9"}},
            ORDER,
            {"customer.externalId": "Customer with externalId=c-9 not found."},
        ),
        (
            "orders/1/edit",
            "order",
            {"contact": {"id": 9}},
            ORDER,
            {"contact.id": "Customer with id=9 not found."},
        ),
        (
            "orders/links/create",
            "link",
            {"orders": [{"id": 1}]},
            FORMAT,
            {"orders": "This collection should contain 2 elements or more."},
        ),
        (
            "orders/links/create",
            "link",
            {"orders": [{"id": 1}, {"id": 9}]},
            LINK,
            {"orders[1].id": "Order with id=9 not found."},
        ),
        (
            "orders/payments/create",
            "payment",
            {"order": {}, "type": "cash"},
            FORMAT,
            {"order": "Set one of the following fields: id, externalId, number"},
        ),
        ("orders/payments/create", "payment", {"order": {"id": 1}}, FORMAT, {"type": BLANK}),
        (
            "orders/payments/create",
            "payment",
            {"order": {"id": 9}, "type": "cash"},
            PAYMENT,
            {"order.id": "Order with id=9 not found."},
        ),
        (
            "orders/payments/create",
            "payment",
            {"order": {"id": 1}, "type": "cash", "externalId": "p-1"},
            "Payment already exists.",
            None,
        ),
        (
            "orders/payments/10/edit",
            "payment",
            {"status": "x"},
            PAYMENT,
            {"status": '"PaymentStatus" with "code"="x" does not exist.'},
        ),
    ],
)
def test_a_wrong_entity_is_told_by_place(
    path: str, field: str, entity: Json, text: str, wrong: Json | None
) -> None:
    sent = {field: json.dumps(entity)}
    _refused(fresh(WORLD), path, 400, text, wrong, site=SITE, by="id", **sent)


@pytest.mark.parametrize(
    ("path", "text", "fields"),
    [
        ("customers/9/edit", "Not found", {"by": "id", "customer": {}}),
        ("customers/1/edit", "Not found", {"customer": {}}),
        ("customers/combine", "Not found", {"customers": [{"id": 1}], "resultCustomer": {"id": 9}}),
        ("orders/9/edit", "Not found", {"by": "id", "order": {}}),
        ("orders/payments/99/edit", "Payment not found", {"by": "id", "payment": {}}),
        ("orders/payments/x/edit", "Payment not found", {"payment": {}}),
        ("orders/payments/x/delete", "Payment not found", {}),
        ("customers/notes/9/delete", "Note not found", {}),
    ],
)
def test_what_is_not_there_is_not_found(path: str, text: str, fields: Json) -> None:
    _refused(fresh(WORLD), path, 404, text, site=SITE, **fields)


def test_customers_combined_without_ids_or_with_themselves_are_refused_as_the_go_client_knows() -> None:
    crm, text = fresh(WORLD), "Invalid input parameters"
    wrong = {"[0].id": BLANK}
    _refused(crm, "customers/combine", 400, text, wrong, customers=[{}], resultCustomer={"id": 1})
    _refused(crm, "customers/combine", 400, text, customers=[{"id": 1}], resultCustomer={"id": 1})


def test_texts_of_a_refusal_follow_the_language() -> None:
    wrong = {"email": "Значение недопустимо.", "phones[0].number": "Значение не должно быть пустым."}
    crm = fresh(error_language="ru")
    customer = {"email": 5, "phones": [{}]}
    _refused(crm, "customers/create", 400, FORMAT, wrong, site=SITE, customer=customer)


def test_nulls_are_not_sent_in_a_dialect() -> None:
    crm = fresh({"customers": [{"firstName": "Анна"}]}, null_in_entity="ignored")
    crm.write(
        "v5/customers/1/edit", by="id", customer={"firstName": None, "phones": [{"number": "1", "x": None}]}
    )
    assert crm.get("v5/customers/1", {"by": "id"})["customer"]["firstName"] == "Анна"


def test_a_form_that_is_too_large_gets_no_further_than_nginx() -> None:
    crm = fresh()
    answer = crm.send("v5/customers/create", site=SITE, customer="x" * (8 * 2**20))
    assert (answer.status_code, answer.mimetype, answer.data[:6]) == (413, "text/html", b"<html>")
    assert crm.ids("v5/customers") == []


def test_a_key_may_be_a_field_of_the_form() -> None:
    form = {"apiKey": KEY, "site": SITE, "customer": "{}"}
    made = fresh().client.post("/company/api/v5/customers/create", data=form)
    assert (made.status_code, made.json) == (201, {"success": True, "id": 1})


@pytest.mark.parametrize(
    ("path", "field", "entity", "place"),
    [
        ("customers/create", "customer", {"birthday": "2026-02-30"}, "birthday"),
        ("customers/create", "customer", {"birthday": "1900-02-29"}, "birthday"),
        ("customers/create", "customer", {"managerId": 10**400}, "managerId"),
        ("orders/create", "order", {"delivery": {"date": "2026-02-30"}}, "delivery.date"),
        ("orders/create", "order", {"items": [{"offer": {"id": 10**23}}]}, "items[0].offer.id"),
    ],
)
def test_dates_no_calendar_has_and_ids_nobody_can_have_are_not_kept(
    path: str, field: str, entity: Json, place: str
) -> None:
    wrong = {place: "This value is not valid."}
    _refused(fresh(WORLD), path, 400, FORMAT, wrong, site=SITE, **{field: entity})


def test_an_order_is_not_linked_to_itself() -> None:
    wrong = {"orders": "This collection should contain 2 elements or more."}
    _refused(
        fresh(WORLD),
        "orders/links/create",
        400,
        "Link is not loaded",
        wrong,
        site=SITE,
        link={"orders": [{"id": 1}, {"id": 1}]},
    )
