import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.retailcrm_mock.crm import KEY, Crm, Json, fresh


def _refusal(crm: Crm, path: str, key: str | None = KEY, **query: str) -> tuple[int, Json | None]:
    answer = crm.ask(path, key, **query)
    return answer.status_code, answer.json


def test_a_missing_key_and_a_wrong_key_are_told_apart() -> None:
    crm = fresh()
    assert _refusal(crm, "v5/orders", None) == (403, {"success": False, "errorMsg": '"apiKey" is missing.'})
    assert _refusal(crm, "v5/orders", "no") == (403, {"success": False, "errorMsg": 'Wrong "apiKey" value.'})
    assert _refusal(crm, "v5/orders", "no", apiKey=KEY)[0] == 403


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("v5/customers", "customer_read"),
        ("v5/customers/1", "customer_read"),
        ("v5/orders", "order_read"),
        ("v5/orders/1", "order_read"),
        ("v5/orders/statuses", "order_read"),
        ("v5/customers-corporate", "customer_read"),
        ("v5/customers-corporate/1", "customer_read"),
        ("v5/customers-corporate/1/contacts", "customer_read"),
        ("v5/customers-corporate/1/companies", "customer_read"),
        ("v5/customers-corporate/1/addresses", "customer_read"),
        ("v5/settings", "reference_read"),
        ("v5/reference/statuses", "reference_read"),
        ("v5/users", "user_read"),
    ],
)
def test_a_key_without_the_scope_is_denied(path: str, scope: str) -> None:
    crm = fresh()
    others = [one for one in ("customer_read", "order_read", "reference_read") if one != scope]
    crm.load(keys=[{"value": "without", "scopes": others}, {"value": "with", "scopes": [scope]}])
    assert _refusal(crm, path, "without") == (403, {"success": False, "errorMsg": "Access denied."})
    assert crm.ask(path, "with").status_code != 403


def test_an_unknown_account_is_told_by_json_to_get_and_by_nginx_to_post() -> None:
    crm = fresh()
    got, posted = crm.client.get("/nobody/api/v5/orders"), crm.client.post("/nobody/api/v5/orders")
    assert (got.status_code, got.json) == (404, {"success": False, "errorMsg": "Account does not exist."})
    assert (posted.status_code, posted.mimetype, posted.data[:1]) == (405, "text/html", b"<")


def test_an_unknown_method_and_a_wrong_verb() -> None:
    crm = fresh()
    assert _refusal(crm, "v5/nothing") == (404, {"success": False, "errorMsg": "API method not found"})
    answer = crm.client.put("/company/api/v5/orders", headers={"X-API-KEY": KEY})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json == {"success": False, "errorMsg": "Method Not Allowed"}


@pytest.mark.parametrize("path", ["v5/customers/1", "v5/orders/1"])
def test_an_unknown_id_is_not_found(path: str) -> None:
    for query in ({"by": "id"}, {}):
        assert _refusal(fresh(), path, **query) == (404, {"success": False, "errorMsg": "Not found"})


VALUE = "This value is not valid."
CHOICE = "The value you selected is not a valid choice."
EXTRA = "This form should not contain extra fields."


@pytest.mark.parametrize(
    ("path", "query", "name", "text"),
    [
        ("v5/orders", "limit=10", "limit", CHOICE),
        ("v5/orders", "limit=", "limit", CHOICE),
        ("v5/orders", "limit[]=20", "limit", VALUE),
        ("v5/orders", "page=0", "page", VALUE),
        ("v5/orders", "page=one", "page", VALUE),
        ("v5/orders", "page=1&page=1", "page", VALUE),
        ("v5/orders", "filter[createdAtFrom]=yesterday", "createdAtFrom", VALUE),
        ("v5/orders", "filter[createdAtTo]=2026-02-30 00:00:00", "createdAtTo", VALUE),
        ("v5/orders", "filter[customerId]=a", "customerId", VALUE),
        ("v5/orders", "filter[ids]=1", "ids", VALUE),
        ("v5/orders", "filter[ids][]=", "ids", VALUE),
        ("v5/orders", "filter[ids][][]=1", "ids", VALUE),
        ("v5/orders", "filter[email][]=1", "email", VALUE),
        ("v5/customers", "filter[isContact]=yes", "isContact", VALUE),
        ("v5/customers", "filter[phone]=22", "filter", EXTRA),
        ("v5/customers", "filter=22", "filter", VALUE),
        ("v5/customers", "filter[sex]=other", "sex", CHOICE),
        ("v5/customers", "filter[attachments]=7", "attachments", VALUE),
        ("v5/customers", "filter[minTotalSumm]=1_0", "minTotalSumm", VALUE),
        ("v5/customers", "filter[dateFrom]=2026-13-01", "dateFrom", VALUE),
        ("v5/customers", "filter[customFields]=1", "customFields", VALUE),
        ("v5/customers", "filter[customFields][a b]=1", "customFields", VALUE),
        ("v5/customers", "filter[customFields][nps][min]=x", "customFields", VALUE),
        ("v5/customers", "filter[customFields][nps][min][]=1", "customFields", VALUE),
        ("v5/customers", "filter[customFields][nps]=1&filter[customFields][nps]=2", "customFields", VALUE),
        ("v5/customers", "filter[subscriptions][0][x]=1", "subscriptions", VALUE),
        ("v5/orders", "filter[deliveryTimeFrom]=25:00:00", "deliveryTimeFrom", VALUE),
        ("v5/orders", "filter[expired]=2", "expired", VALUE),
        ("v5/customers/1", "by=number", "by", CHOICE),
        ("v5/customers-corporate/1", "by=number", "by", CHOICE),
        ("v5/customers-corporate", "limit=10", "limit", CHOICE),
        ("v5/customers/notes", "limit=10", "limit", CHOICE),
        ("v5/orders/1", "site[]=outlet", "site", VALUE),
    ],
)
def test_bad_input_is_told_by_parameter(path: str, query: str, name: str, text: str) -> None:
    answer = fresh().client.get(f"/company/api/{path}?{query}", headers={"X-API-KEY": KEY})
    wrong = {f"children[{name}]": text}
    body = {"success": False, "errorMsg": "Errors in the input parameters", "errors": wrong}
    assert (answer.status_code, answer.json) == (400, body)


@given(path=st.text(max_size=20), verb=st.sampled_from(["GET", "POST", "TRACE", "QUERY", "HEAD"]))
def test_no_path_is_too_odd_to_be_answered_as_the_api_does(path: str, verb: str) -> None:
    answer = fresh().client.open(f"/company/api/v5/customers/{path}", method=verb, headers={"X-API-KEY": KEY})
    assert answer.status_code in (200, 404, 405)
    assert answer.mimetype == "application/json"
