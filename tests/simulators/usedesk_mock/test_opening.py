"""What the ticket page's script is told of a block."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

import contracts
from simulators.kit.control import Controls
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.shown import document
from simulators.usedesk_mock.state.model import Block, Card, Channel, Client, Phone, Ticket
from simulators.usedesk_mock.wire import Judge
from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.conftest import Seed


@pytest.fixture
def shown(client: FlaskClient, seed: Seed, server: BlockServer) -> Any:
    """Opens a ticket whose one block is at a path of the server; returns what the script gets."""

    def show(path: str = "answers", **block: Any) -> dict[str, Any]:
        wish = {"url": f"{server.url}/{path}", "secret_key": "the-key"} | block
        made = seed({"blocks": [wish], "tickets": [{"client": {"emails": ["anna@example.com"]}}]})
        answer = client.post(f"/tickets/{made['tickets'][0]}/blocks/{made['blocks'][0]}")
        told: dict[str, Any] = answer.get_json()
        return told

    return show


def test_everything_of_the_exchange_is_told_as_it_was(shown: Any, server: BlockServer) -> None:
    told = shown()
    body, headers = told["asked"].pop("body"), told["asked"].pop("headers")
    answered = told.pop("answered")
    assert [tuple(header) for header in headers] == server.headers[0]
    assert '"secret": "the-key"' in body
    assert ["Content-Type", "application/json"] in answered["headers"]
    assert answered["body"] == '{"html": "<p>Answer 1</p>", "rows": 3}'
    assert told.pop("milliseconds") > 0
    assert told == {
        "outcome": "answered",
        "title": "Answered",
        "advice": "The block answered.",
        "status": 200,
        "html": "<p>Answer 1</p>",
        "size": len(answered["body"]),
        "limit": 60,
        "asked": {"method": "POST", "url": f"{server.url}/answers"},
        "verdict": {"request": [], "answer": []},
        "dialect": {},
        "faults": [],
    }


def test_a_server_that_says_nothing_answered_nothing(shown: Any) -> None:
    told = shown("hangs-up")
    assert (told["outcome"], told["status"], told["answered"]) == ("broken", 0, None)
    assert told["verdict"]["answer"] == ["Broken off"]


def test_a_url_that_cannot_be_called_is_told_with_what_would_have_been_sent(shown: Any) -> None:
    told = shown(url="ftp://127.0.0.1/")
    assert (told["outcome"], told["asked"]["url"]) == ("bad_url", "ftp://127.0.0.1/")
    assert "Host" not in dict(told["asked"]["headers"])
    assert told["asked"]["body"].startswith("{")


def test_switches_off_their_default_and_faults_are_told(client: FlaskClient, shown: Any) -> None:
    client.put("/_sim/dialect", json={"body": "form", "encode": "plain"})
    client.post("/_sim/faults", json={"kind": "wrong-content-type", "count": 1})
    told = shown()
    assert (told["dialect"], told["faults"]) == ({"body": "form"}, ["wrong-content-type"])
    assert told["outcome"] == "answered"
    assert told["verdict"]["answer"] == [
        "The content type is not application/json; whether Usedesk minds is unknown."
    ]


def test_a_block_has_a_dialect_of_its_own_over_the_companys(
    client: FlaskClient, shown: Any, server: BlockServer
) -> None:
    client.put("/_sim/dialect", json={"numbers": "strings", "limit": "25", "non-ascii": "utf-8"})
    told = shown(dialect={"numbers": "ints", "phones": "strings"})
    assert told["dialect"] == {"limit": "25", "phones": "strings", "non-ascii": "utf-8"}
    assert (told["limit"], server.bodies[0]["ticket_id"]) == (25, 1001)


def test_a_dialect_nobody_knows_is_refused(client: FlaskClient) -> None:
    for dialect, told in (({"number": "ints"}, "mean 'numbers'?"), ({"numbers": "int"}, "mean 'ints'?")):
        answer = client.post("/_sim/seed", json={"load": {"blocks": [{"dialect": dialect}]}})
        assert (answer.status_code, told in answer.get_json()["detail"]) == (400, True)


def opened(server: BlockServer, dialect: dict[str, str], ticket: Ticket) -> dict[str, Any]:
    """A ticket and a block that no page and no wish lets in, but a file somebody edited might hold."""
    judge = Judge(contracts.schema("block", "UsedeskRequest"))
    opening = Opening(Controls(SWITCHES), Caller(), judge)
    return document(opening.show("company", ticket, Block(url=f"{server.url}/answers", dialect=dialect)))


TICKET = Ticket(7, "Where?", "open", Channel(101, "email", "E-mail"), Client(5, Card("Anna")), "a@b.example")
CAR = replace(TICKET, client=Client(5, Card("Anna", phones=(Phone("car", "7999"),))))


@pytest.mark.parametrize(
    ("ticket", "place", "rule"),
    [
        (CAR, "/client_data/phones/0/type", "enum"),
        (replace(TICKET, subject="\ud83d"), "/", "no half of a surrogate pair"),
    ],
)
def test_a_request_usedesk_would_not_send_is_kept_back(
    server: BlockServer, ticket: Ticket, place: str, rule: str
) -> None:
    told = opened(server, {}, ticket)
    assert (told["outcome"], told["answered"], server.bodies) == ("not_sent", None, [])
    breaks = f"{place} breaks the contract's rule “{rule}”."
    assert told["verdict"] == {"request": [breaks], "answer": ["Not sent"]}


def test_a_dialect_kept_by_another_version_is_passed_over(server: BlockServer) -> None:
    told = opened(server, {"numbers": "strings", "limit": "soon", "colour": "red"}, TICKET)
    assert (told["outcome"], told["limit"], told["dialect"]) == ("answered", 60, {"numbers": "strings"})


def test_the_words_are_those_of_the_readers_language(client: FlaskClient, shown: Any) -> None:
    client.get("/?lang=ru")
    assert shown("fails")["title"] == "Код HTTP 500"


@pytest.mark.parametrize(("query", "sent"), [("", "1"), ("?refresh=1", "0")])
def test_a_refresh_is_told_apart_when_the_dialect_does(
    client: FlaskClient, seed: Seed, server: BlockServer, query: str, sent: str
) -> None:
    block = {"url": f"{server.url}/answers", "dialect": {"is-auto-load": "on-open"}}
    made = seed({"blocks": [block], "tickets": [{"client": {}}]})
    client.post(f"/tickets/{made['tickets'][0]}/blocks/{made['blocks'][0]}{query}")
    assert server.bodies[0]["is_auto_load"] == sent
