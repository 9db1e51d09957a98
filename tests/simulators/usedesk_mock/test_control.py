from typing import Any

import pytest
from flask.testing import FlaskClient

from simulators.usedesk_mock.app import create_app
from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.conftest import Seed

EMPTY = {"blocks": 0, "clients": 0, "tickets": 0, "extensions": {"RetailCRM": False}}


def state(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/_sim/state").get_json()["accounts"]["company"]
    return found


def test_a_load_makes_what_it_lists_and_returns_the_ids(client: FlaskClient, seed: Seed) -> None:
    anna = {"name": "Anna", "emails": ["anna@example.com"], "phones": ["7999"]}
    made = seed({"clients": [anna], "blocks": [{"title": "CRM", "url": "http://x.example/"}]})
    ticket = {"client": made["clients"][0], "channel": "telephony", "contact": "7999", "subject": "Call"}
    tickets = seed({"tickets": [ticket, {"client": anna}], "extensions": {"RetailCRM": True}})["tickets"]
    assert (made["blocks"], len(tickets)) == ([1], 2)
    assert state(client) == {"blocks": 1, "clients": 2, "tickets": 2, "extensions": {"RetailCRM": True}}


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"ticket": 5}, "did you mean 'tickets'?"),
        ({"tickets": -1}, "the wish.tickets is -1; give a whole number, 0 to 10000"),
        ({"seed": "1"}, "the wish.seed is '1'"),
        ({"load": []}, "load is a list; give an object"),
        ({"load": {"tickets": [{"client": {}, "channel": "sms"}]}}, "tickets[0].channel is 'sms'; give one"),
        ({"load": {"tickets": [{"client": {}}, {"client": 7}]}}, "load.tickets[1].client 7 is unknown"),
        ({"load": {"tickets": [{"client": True}]}}, "load.tickets[0].client is True"),
        ({"load": {"tickets": [{"channel": "email"}]}}, "tickets[0].client is missing; give an object"),
        ({"load": {"clients": [{"emails": "a@b.c"}]}}, "clients[0].emails is a text; give a list"),
        ({"load": {"clients": [{"phones": [{"type": "car", "phone": "1"}]}]}}, "phones[0].type is 'car'"),
        ({"load": {"clients": [{"name": "\ud83d"}]}}, "half a surrogate pair"),
        ({"load": {"blocks": [{"enabled": "yes"}]}}, "blocks[0].enabled is a text; give true or false"),
        ({"load": {"extensions": {"AmoCRM": True}}}, "load.extensions has no field 'AmoCRM'"),
        ({"load": {"clients": [{}], "blocks": [{"parameters": [{"key": "a"}]}]}}, "value is missing"),
    ],
)  # fmt: skip
def test_a_bad_wish_is_told_and_changes_nothing(client: FlaskClient, wish: dict[str, Any], told: str) -> None:
    answer = client.post("/_sim/seed", json=wish)
    assert answer.status_code == 400
    assert told in answer.get_json()["detail"]
    assert state(client) == EMPTY


def test_the_same_seed_gives_the_same_tickets_at_the_same_time(client: FlaskClient) -> None:
    client.put("/_sim/clock", json={"now": "2026-11-23T12:00:00Z", "frozen": True})
    client.post("/_sim/snapshots", json={"name": "empty"})
    taken = []
    for number in (7, 7, 8):
        client.post("/_sim/snapshots/empty/restore", json={})
        client.post("/_sim/seed", json={"seed": number, "tickets": 8})
        taken.append(client.get("/_sim/snapshot").get_json())
    assert taken[0] == taken[1] != taken[2]
    assert state(client)["tickets"] == 8


def test_a_reset_brings_the_start_back() -> None:
    client = create_app(tickets=3).test_client()
    start = client.get("/tickets").text.count("<tr>")
    client.post("/_sim/seed", json={"tickets": 4, "seed": 9, "load": {"extensions": {"RetailCRM": True}}})
    client.post("/_sim/reset", json={})
    assert state(client) == EMPTY | {"clients": 3, "tickets": 3}
    assert client.get("/tickets").text.count("<tr>") == start


@pytest.fixture
def opened(seed: Seed, server: BlockServer) -> str:
    """The address at which the page's script asks for the block."""
    block = {"title": "CRM", "url": f"{server.url}/answers", "secret_key": "the-key"}
    anna = {"name": "Anna", "emails": ["anna@example.com"]}
    made = seed({"blocks": [block], "tickets": [{"client": anna, "subject": "Where?"}]})
    return f"/tickets/{made['tickets'][0]}/blocks/{made['blocks'][0]}"


def journal(client: FlaskClient) -> list[tuple[Any, ...]]:
    entries = client.get("/_sim/journal").get_json()["entries"]
    return [(one["operation"], one["method"], one["status"], one["violations"]) for one in entries]


def test_the_journal_holds_each_call_and_neither_people_nor_secrets(client: FlaskClient, opened: str) -> None:
    client.post(opened)
    assert journal(client) == [("showBlock", "POST", 200, [])]
    told = client.get("/_sim/journal").text.casefold()
    assert [word for word in ("anna", "the-key", "where?") if word in told] == []


def test_the_journal_names_the_contracts_fields_and_counts_the_others(
    client: FlaskClient, seed: Seed, server: BlockServer
) -> None:
    parameters = [{"key": key, "value": "x"} for key in ("subdomain", "anna@example.com", "other")]
    block = {"url": f"{server.url}/answers", "parameters": parameters}
    made = seed({"blocks": [block], "tickets": [{"client": {}, "channel": "chat"}]})
    client.post(f"/tickets/{made['tickets'][0]}/blocks/{made['blocks'][0]}")
    assert client.get("/_sim/journal").get_json()["entries"][0]["parameters"] == [
        "channel_data", "channel_id", "channel_type", "client_data", "client_id", "contact", "is_auto_load",
        "subdomain", "subject", "ticket_id", "other (2)",
    ]  # fmt: skip


def test_a_dialect_is_sent_and_told(client: FlaskClient, opened: str, server: BlockServer) -> None:
    client.put("/_sim/dialect", json={"numbers": "strings", "secret-name": "secret_key"})
    client.post(opened)
    assert server.bodies[0].items() >= {"ticket_id": "1001", "secret_key": "the-key"}.items()
    assert journal(client) == [("showBlock", "POST", 200, [])]


def test_a_colliding_parameter_is_sent_and_no_departure(
    client: FlaskClient, seed: Seed, server: BlockServer
) -> None:
    parameters = [{"key": "client_id", "value": "theirs"}]
    made = seed(
        {"blocks": [{"url": f"{server.url}/answers", "parameters": parameters}], "tickets": [{"client": {}}]}
    )
    client.post(f"/tickets/{made['tickets'][0]}/blocks/{made['blocks'][0]}")
    assert server.bodies[0]["client_id"] == "theirs"
    assert journal(client)[0][3] == []


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"kind": "status", "status": 503}, "http_error"),
        ({"kind": "fail-next"}, "http_error"),
        ({"kind": "malformed"}, "not_json"),
        ({"kind": "html"}, "not_json"),
        ({"kind": "empty"}, "not_json"),
        ({"kind": "huge"}, "too_large"),
        ({"kind": "truncated"}, "not_json"),
        ({"kind": "reset"}, "broken"),
        ({"kind": "silence"}, "timed_out"),
    ],
)
def test_a_fault_strikes_the_blocks_answer_and_heals(
    client: FlaskClient, opened: str, fault: dict[str, Any], outcome: str
) -> None:
    client.post("/_sim/faults", json=fault | {"count": 1})
    assert [client.post(opened).get_json()["outcome"] for _ in range(2)] == [outcome, "answered"]
    assert journal(client)[0][3] == [f"answer: {outcome}"]


def test_a_snapshot_put_back_or_kept_inside_restores_everything_even_the_next_ids(
    client: FlaskClient, seed: Seed
) -> None:
    seed({"tickets": [{"client": {"name": "Anna"}}], "extensions": {"RetailCRM": True}})
    taken, before = client.get("/_sim/snapshot").get_json(), state(client)
    client.post("/_sim/snapshots", json={"name": "before"})
    nexts = []
    for method, path, body in (("PUT", "snapshot", taken), ("POST", "snapshots/before/restore", {})):
        nexts.append(seed({"tickets": [{"client": {"name": "Oleg"}}]})["tickets"])
        answer = client.open(f"/_sim/{path}", method=method, json=body)
        assert answer.get_json() == {"accounts": {"company": before}}
    assert nexts[0] == nexts[1]
    assert client.get("/_sim/snapshot").get_json() == taken


def test_a_snapshot_of_the_other_simulator_is_refused_and_nothing_changes(client: FlaskClient) -> None:
    before = client.get("/_sim/snapshot").get_json()
    answer = client.put("/_sim/snapshot", json={**before, "simulator": "RetailCRM simulator"})
    assert (answer.status_code, "no snapshot of the Usedesk simulator" in answer.text) == (400, True)
    assert client.get("/_sim/snapshot").get_json() == before
