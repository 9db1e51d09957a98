"""What the ticket page's script is told of a block."""

from typing import Any

import pytest
from flask.testing import FlaskClient

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
