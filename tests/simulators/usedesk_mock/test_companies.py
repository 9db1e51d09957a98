"""Several companies in one simulator: none sees, moves or breaks another."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from simulators.kit.errors import ControlError
from simulators.usedesk_mock.app import create_app
from simulators.usedesk_mock.state.companies import Companies
from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.helpdesk import company

FAULT = {"kind": "status", "status": 503}


@pytest.fixture
def two(client: FlaskClient) -> FlaskClient:
    """A simulator of the companies `company` and `shop2`."""
    assert client.post("/_sim/accounts", json={"account": "shop2"}).status_code == 201
    return client


def load(client: FlaskClient, account: str, **things: Any) -> dict[str, Any]:
    answer = client.post("/_sim/seed", query_string={"account": account}, json={"load": things})
    made: dict[str, Any] = answer.get_json()["accounts"][account]
    return made


def show(client: FlaskClient, account: str, server: BlockServer) -> Any:
    """How the only block of the company answers about a new ticket."""
    block = {"url": f"{server.url}/answers"}
    made = load(client, account, tickets=[{"client": {}}], blocks=[block])
    path = f"/companies/{account}/tickets/{made['tickets'][0]}/blocks/{made['blocks'][0]}"
    return client.post(path).get_json()["outcome"]


def test_the_first_company_is_at_the_root_and_every_company_under_its_name(two: FlaskClient) -> None:
    load(two, "company", tickets=[{"client": {"name": "Anna"}, "subject": "Of the first"}])
    load(two, "shop2", tickets=[{"client": {"name": "Oleg"}, "subject": "Of the other"}])
    pages = [
        two.get(path).text for path in ("/tickets", "/companies/company/tickets", "/companies/shop2/tickets")
    ]
    told = [("Of the first" in page, "Of the other" in page) for page in pages]
    assert told == [(True, False), (True, False), (False, True)]


def test_a_companys_ids_count_by_themselves(two: FlaskClient) -> None:
    ticket = {"client": {"name": "Anna"}}
    assert load(two, "company", tickets=[ticket]) == load(two, "shop2", tickets=[ticket])


def test_addresses_of_a_page_begin_with_its_company(two: FlaskClient) -> None:
    letter = {"channel": "email", "address": "anna@example.com"}
    for root in ("", "/companies/shop2"):
        location = two.post(f"{root}/tickets/new", data=letter).location
        assert urlsplit(location).path == f"{root}/tickets/1001"


def test_dialect_faults_and_journal_are_each_companys_own(two: FlaskClient, server: BlockServer) -> None:
    two.put("/_sim/dialect?account=shop2", json={"numbers": "strings"})
    two.post("/_sim/faults?account=shop2", json=FAULT)
    assert [show(two, name, server) for name in ("company", "shop2")] == ["answered", "http_error"]
    journals = [
        two.get(f"/_sim/journal?account={name}").get_json()["entries"] for name in ("company", "shop2")
    ]
    assert [[entry["status"] for entry in entries] for entries in journals] == [[200], [503]]
    assert [type(body["ticket_id"]) for body in server.bodies] == [int]


def test_a_companys_clock_moves_alone(two: FlaskClient) -> None:
    two.put("/_sim/clock?account=shop2", json={"now": "2030-01-01T00:00:00Z", "frozen": True})
    load(two, "shop2", tickets=[{"client": {}}])
    clocks = two.get("/_sim/clock").get_json()["accounts"]
    assert (clocks["company"]["frozen"], clocks["shop2"]["frozen"]) == (False, True)
    assert "2030-01-01" in two.get("/companies/shop2/tickets").text


def test_a_company_is_reset_to_what_it_was_made_with(client: FlaskClient) -> None:
    client.post("/_sim/accounts", json={"account": "shop2", "tickets": 3, "seed": 7})
    load(client, "company", tickets=[{"client": {}}])
    load(client, "shop2", tickets=[{"client": {}}])
    state = client.post("/_sim/reset?account=shop2", json={}).get_json()["accounts"]["shop2"]
    assert (state["tickets"], client.get("/_sim/state").get_json()["accounts"]["company"]["tickets"]) == (
        3,
        1,
    )


def test_a_deleted_company_is_gone_with_all_that_was_chosen_for_it(two: FlaskClient) -> None:
    two.post("/_sim/faults?account=shop2", json=FAULT)
    assert two.delete("/_sim/accounts/shop2").status_code == 204
    answer = two.get("/companies/shop2/tickets")
    assert (answer.status_code, "There is no company shop2" in answer.text) == (404, True)
    two.post("/_sim/accounts", json={"account": "shop2"})
    assert two.get("/_sim/faults?account=shop2").get_json() == {"accounts": {"shop2": []}}


def test_without_its_first_company_the_root_says_so() -> None:
    client = create_app(company=None).test_client()
    assert client.get("/tickets").status_code == 404
    assert client.get("/_sim/state").get_json() == {"accounts": {}}


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({}, "account is None; give small letters"),
        ({"account": "Shop 2"}, "account is 'Shop 2'; give small letters"),
        ({"account": "company"}, "there is an account 'company' already"),
        ({"account": "shop2", "customers": 5}, "the wish has no field 'customers'"),
        (
            {"account": "shop2", "tickets": 10_001},
            "the wish.tickets is 10001; give a whole number, 0 to 10000",
        ),
    ],
)
def test_a_bad_wish_for_a_company_is_told(client: FlaskClient, wish: dict[str, Any], told: str) -> None:
    answer = client.post("/_sim/accounts", json=wish)
    assert (answer.status_code, told in answer.get_json()["detail"]) == (400, True)
    assert list(client.get("/_sim/state").get_json()["accounts"]) == ["company"]


def test_a_snapshot_goes_into_another_company_or_makes_it(two: FlaskClient) -> None:
    load(two, "company", tickets=[{"client": {"name": "Anna"}}])
    taken = two.get("/_sim/snapshot?account=company").get_json()
    two.put("/_sim/snapshot?account=shop2", json=taken)
    two.put("/_sim/snapshot", json={**taken, "accounts": {"third": taken["accounts"]["company"]}})
    held = two.get("/_sim/snapshot").get_json()["accounts"]
    assert [held[name]["state"]["tables"] for name in ("shop2", "third")] == [
        taken["accounts"]["company"]["state"]["tables"]
    ] * 2


def test_companies_share_a_file_and_survive_a_restart(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    companies = Companies(path)
    for name in ("company", "shop2", "shop3"):
        company(companies, name).settings.switch({"RetailCRM": name == "shop2"})
    companies.delete("shop3")
    companies.close()
    again = Companies(path)
    on = {name: found.settings.extensions() for name in again.names() if (found := again.company(name))}
    assert on == {"company": {"RetailCRM": False}, "shop2": {"RetailCRM": True}}
    again.close()


def test_a_company_whose_making_failed_was_never_there(tmp_path: Path) -> None:
    companies = Companies(str(tmp_path / "state.sqlite"))
    with pytest.raises(ZeroDivisionError), companies.making("shop2", {}):
        _ = 1 / 0
    assert companies.names() == []
    company(companies, "shop2")
    with pytest.raises(ControlError), companies.making("shop2", {}):
        pass
    companies.close()


def test_one_company_is_read_while_another_is_written(tmp_path: Path) -> None:
    companies = Companies(str(tmp_path / "state.sqlite"))
    busy, other = company(companies, "busy"), company(companies, "other")
    with busy.transaction():
        busy.settings.switch({"RetailCRM": True})
        assert other.settings.extensions() == {"RetailCRM": False}
    companies.close()
