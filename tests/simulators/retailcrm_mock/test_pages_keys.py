"""API access keys by hand: what is filled in is what the account holds then."""

from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulators.retailcrm_mock.state import Account, ApiKey, Store
from tests.simulators.retailcrm_mock import pages_shop

READING = ("customer_read", "order_read", "reference_read")
ADD = "/company/admin/api-keys/add"
VALUE = "0123456789abcdefABCDEF0123456789"
Form = dict[str, str | list[str]]


@pytest.fixture
def store() -> Store:
    return pages_shop.shop()


@pytest.fixture
def account(store: Store) -> Account:
    return pages_shop.company(store)


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return pages_shop.web(store).test_client()


def whole(**changes: str | list[str]) -> Form:
    form: Form = {"value": VALUE, "comment": "Usedesk", "access": "access_full", "scopes": list(READING)}
    return form | changes


def only(account: Account) -> ApiKey:
    (key,) = account.keys()
    return key


def test_a_new_form_offers_a_key_and_what_a_block_needs(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(ADD).text, "html.parser")
    offered = soup.select_one("input[name=value]")
    assert offered is not None
    assert (len(str(offered["value"])), "readonly" in offered.attrs) == (32, True)
    assert tuple(box["value"] for box in soup.select("input:checked, input[checked]")) == (
        "access_full",
        *READING,
    )


def test_every_form_offers_another_key(client: FlaskClient) -> None:
    forms = [BeautifulSoup(client.get(ADD).text, "html.parser") for _ in range(2)]
    assert len({str(form.select_one("input[name=value]")) for form in forms}) == 2


def test_opening_the_form_makes_no_key(client: FlaskClient, account: Account) -> None:
    client.get(ADD)
    assert account.keys() == []


def test_saving_makes_the_key_that_was_shown(client: FlaskClient, account: Account) -> None:
    answer = client.post(ADD, data=whole())
    key = only(account)
    assert (answer.status_code, answer.location) == (303, "/company/admin/api-keys?done=added")
    assert (key.value, key.comment, key.shops, key.scopes) == (VALUE, "Usedesk", None, READING)


def test_a_key_for_selected_shops_sees_only_those(client: FlaskClient, account: Account) -> None:
    client.post(ADD, data=whole(access="access_selective", sites=["outlet", "wholesale"]))
    assert only(account).shops == ("outlet", "wholesale")


def test_shops_ticked_beside_all_shops_do_not_count(client: FlaskClient, account: Account) -> None:
    client.post(ADD, data=whole(sites=["outlet"]))
    assert (only(account).access, only(account).sites) == ("access_full", ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"access": "access_selective"}, "Tick at least one shop, or choose all shops."),
        ({"access": "access_selective", "sites": ["moon"]}, "There is no shop moon in this account."),
        ({"access": "everything"}, "Choose all shops or selected shops."),
        ({"scopes": []}, "Allow at least one method."),
        ({"scopes": ["<b>"]}, "There is no right <b>."),
        ({"comment": "x" * 256}, "A comment has up to 255 signs."),
        ({"value": "short"}, "A key is 32 letters and digits; press Add again."),
    ],
)
def test_a_bad_form_comes_back_with_the_remedy(
    client: FlaskClient, account: Account, changes: Form, said: str
) -> None:
    answer = client.post(ADD, data=whole(**changes))
    soup = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, account.keys()) == (422, [])
    assert [fault.text for fault in soup.select("p.fault")] == [f"Not saved yet: {said}", said]


def test_a_key_is_not_saved_twice(client: FlaskClient, account: Account) -> None:
    answers = [client.post(ADD, data=whole()).status_code for _ in range(2)]
    assert (answers, len(account.keys())) == ([303, 422], 1)


def test_an_edit_changes_all_but_the_value(client: FlaskClient, account: Account) -> None:
    key = account.add_key("Demo", "access_full", (), READING, "demo-key")
    change = whole(comment=" New ", access="access_selective", sites="outlet", scopes="order_read")
    client.post(f"/company/admin/api-keys/{key.id}/edit", data=change)
    changed = only(account)
    assert (changed.id, changed.value, changed.created_at) == (key.id, "demo-key", key.created_at)
    assert (changed.comment, changed.shops, changed.scopes) == ("New", ("outlet",), ("order_read",))


def test_the_edit_form_shows_what_is_held(client: FlaskClient, account: Account) -> None:
    key = account.add_key(pages_shop.HOSTILE, "access_selective", ("outlet",), ("order_read",), "demo-key")
    soup = BeautifulSoup(client.get(f"/company/admin/api-keys/{key.id}/edit").text, "html.parser")
    shown = [soup.select_one(f"input[name={name}]") for name in ("value", "comment")]
    assert [field["value"] for field in shown if field] == ["demo-key", pages_shop.HOSTILE]
    assert [box["value"] for box in soup.select("input[checked]")] == [
        "access_selective",
        "outlet",
        "order_read",
    ]


def test_a_delete_asks_first(client: FlaskClient, account: Account) -> None:
    key = account.add_key("Demo", "access_full", (), READING)
    address = f"/company/admin/api-keys/{key.id}/delete"
    assert "Delete this key?" in client.get(address).text
    assert account.keys() == [key]
    assert client.post(address).location == "/company/admin/api-keys?done=deleted"
    assert account.keys() == []


def test_a_key_is_dated_in_the_accounts_time(client: FlaskClient, account: Account) -> None:
    key = account.add_key("Demo", "access_full", (), READING)
    moment = key.created_at.astimezone(ZoneInfo("Europe/Moscow"))
    soup = BeautifulSoup(client.get("/company/admin/api-keys").text, "html.parser")
    assert [cell.text for cell in soup.select("td.when")] == [f"{moment:%Y-%m-%d %H:%M:%S}"]


def test_the_list_masks_a_key_until_it_is_shown(client: FlaskClient, account: Account) -> None:
    account.add_key("Demo", "access_full", (), READING, VALUE)
    soup = BeautifulSoup(client.get("/company/admin/api-keys").text, "html.parser")
    assert [mask.text for mask in soup.select("summary .masked")] == ["…6789"]
    assert [shown.text for shown in soup.select("details:not([open]) code")] == [VALUE]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_cannot_post(client: FlaskClient, account: Account, headers: dict[str, str]) -> None:
    assert client.post(ADD, data=whole(), headers=headers).status_code == 403
    assert account.keys() == []


def test_a_post_from_these_pages_is_taken(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post(ADD, data=whole(), headers=headers).status_code == 303


def test_no_page_is_kept_or_framed(client: FlaskClient) -> None:
    headers = client.get("/company/admin/api-keys").headers
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
