"""The helpdesk's own operations of the control door: letters, merging, cards, tickets."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.simulators.usedesk_mock.conftest import Seed

ANNA = {"name": "Anna", "emails": ["anna@example.com"], "phones": ["79990001122"], "vip": True}
EMPTY: dict[str, Any] = {
    "name": None, "emails": [], "phones": [], "social_services": [], "addresses": [], "messengers": [],
    "sites": [], "note": "", "vip": False, "spammer": False, "language": "", "company": "", "position": "",
    "additional_id": "",
}  # fmt: skip


def sent(client: FlaskClient, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    answer = client.open(f"/_sim/{path}", method=method, json=body)
    assert answer.status_code in (200, 201), answer.text
    return answer.get_json()["accounts"]["company"]


def test_who_writes_twice_from_one_address_is_one_client(client: FlaskClient) -> None:
    letter = {"channel": "whatsapp", "contact": "+7 999 000-11-22", "name": "Anna", "text": "Hello"}
    made = [sent(client, "POST", "letters", letter) for _ in range(2)]
    assert [one["client"] for one in made] == [50001, 50001]
    ticket = sent(client, "GET", f"tickets/{made[0]['ticket']}")
    assert [one["text"] for one in ticket.pop("messages")] == ["Hello"]
    messengers = [{"type": "whatsapp", "id": "79990001122"}]
    assert ticket == {
        "id": 1001, "subject": "", "status": "open", "contact": "79990001122",
        "channel": {"id": 103, "type": "whatsapp", "name": "WhatsApp"},
        "client": {**EMPTY, "id": 50001, "name": "Anna", "messengers": messengers},
    }  # fmt: skip


def test_a_card_is_corrected_field_by_field(client: FlaskClient, seed: Seed) -> None:
    number = seed({"clients": [ANNA]})["clients"][0]
    sent(client, "PATCH", f"clients/{number}", {"note": "Calls back", "emails": []})
    phones = [{"type": "mobile", "phone": "79990001122"}]
    expected = {**EMPTY, "id": number, "name": "Anna", "phones": phones, "vip": True, "note": "Calls back"}
    assert sent(client, "GET", f"clients/{number}") == expected


def test_merged_clients_are_one(client: FlaskClient, seed: Seed) -> None:
    made = seed({"tickets": [{"client": ANNA}, {"client": {"name": "A.", "sites": ["https://a.example"]}}]})
    merged = sent(client, "POST", "clients/merge", {"into": 50001, "from": 50002})
    assert (merged["name"], merged["sites"]) == ("Anna", ["https://a.example"])
    assert [sent(client, "GET", f"tickets/{one}")["client"] for one in made["tickets"]] == [merged] * 2
    assert client.get("/_sim/clients/50002").status_code == 404


def test_an_id_is_sought_in_every_company_meant(client: FlaskClient) -> None:
    client.post("/_sim/accounts", json={"account": "shop2"})
    client.post("/_sim/seed?account=company", json={"load": {"clients": [{**ANNA, "id": 7}]}})
    assert list(client.get("/_sim/clients/7").get_json()["accounts"]) == ["company"]
    assert "there is no client 7 in shop2" in client.get("/_sim/clients/7?account=shop2").text


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "told"),
    [
        ("POST", "letters", {"channel": "sms"}, 400, "the letter.channel is 'sms'; give one of: email"),
        ("POST", "letters", {"channel": 7}, 404, "there is no channel 7; give the id of one there is"),
        ("POST", "letters", {"body": "x"}, 400, "the letter has no field 'body'; known: channel"),
        ("POST", "clients/merge", {"into": 1}, 400, "the wish.from is None; give a whole number"),
        ("POST", "clients/merge", {"into": 50001, "from": 50001}, 400, "cannot be merged with itself"),
        ("POST", "clients/merge", {"into": 50001, "from": 7}, 404, "there is no client 7"),
        ("POST", "clients/merge", {"into": 7, "from": 50001}, 404, "there is no client 7 in company"),
        ("GET", "clients/seven", None, 400, "'seven' is no id; give a whole number"),
        ("GET", "clients/7", None, 404, "there is no client 7 in company"),
        ("GET", f"clients/{10**30}", None, 400, "is no id"),
        ("PATCH", "clients/50001", {"vip": "yes"}, 400, "the card.vip is a text; give true or false"),
        ("PATCH", "clients/50001", {"id": 5}, 400, "the card has no field 'id'"),
        ("PATCH", "clients/7", {}, 404, "there is no client 7"),
        ("GET", "tickets/7", None, 404, "there is no ticket 7 in company"),
    ],
)
def test_a_bad_request_is_told_and_changes_nothing(
    client: FlaskClient, seed: Seed, method: str, path: str, body: Any, status: int, told: str
) -> None:
    seed({"clients": [ANNA]})
    before = client.get("/_sim/snapshot").get_json()
    answer = client.open(f"/_sim/{path}", method=method, json=body)
    assert (answer.status_code, told in answer.get_json()["detail"]) == (status, True), answer.text
    assert client.get("/_sim/snapshot").get_json() == before


def test_a_load_may_bring_channels_and_ids_of_its_own(client: FlaskClient, seed: Seed) -> None:
    channels = seed({"channels": [{"type": "email", "name": "Sales"}]})["channels"]
    ticket = {"id": 2**53 + 1, "client": {**ANNA, "id": 2**62}, "channel": channels[0]}
    assert seed({"tickets": [ticket]})["tickets"] == [2**53 + 1]
    found = sent(client, "GET", f"tickets/{2**53 + 1}")
    assert (found["client"]["id"], found["channel"]["name"], found["contact"]) == (
        *(2**62, "Sales"),
        "anna@example.com",
    )


@pytest.mark.parametrize(
    ("load", "told"),
    [
        ({"clients": [{"id": 7}, {"id": 7}]}, "there is a client 7 already"),
        ({"tickets": [{"client": {}, "id": 0}]}, "load.tickets[0].id is 0; give a whole number, 1 to"),
        ({"tickets": [{"client": {}, "channel": 7}]}, "load.tickets[0].channel: there is no channel 7"),
        ({"channels": [{"type": "email"}]}, "load.channels[0].name is missing"),
    ],
)
def test_a_load_that_cannot_be_is_told_and_changes_nothing(client: FlaskClient, load: Any, told: str) -> None:
    before = client.get("/_sim/snapshot").get_json()
    answer = client.post("/_sim/seed", json={"load": load})
    assert (answer.status_code, told in answer.get_json()["detail"]) == (400, True), answer.text
    assert client.get("/_sim/snapshot").get_json() == before
