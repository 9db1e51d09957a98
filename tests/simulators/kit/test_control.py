import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Request

from simulators.kit.control import Controls, door
from simulators.kit.dialects import Switch
from simulators.kit.errors import ControlError
from simulators.kit.faults import Answer
from simulators.kit.guard import Guard
from simulators.kit.recorder import Place, Recorder, Told

SWITCHES = (Switch("list-order", "In which order are lists?", ("newest", "oldest")),)
CONTRACT = {
    "paths": {"/ping": {"get": {"operationId": "ping", "responses": {"200": {"description": "pong"}}}}}
}


class Counters:
    """A simulator of almost nothing: each account holds one number."""

    def __init__(self) -> None:
        self.held = {"a": 0, "b": 0}
        self.copies: dict[tuple[str, str], int] = {}

    def accounts(self) -> list[str]:
        return list(self.held)

    def summary(self, account: str) -> dict[str, Any]:
        return {"number": self.held[account]}

    def reset(self, account: str) -> None:
        self.held[account] = 0

    def seed(self, account: str, wish: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(wish.get("seed"), int):
            raise ControlError(f"seed is {wish.get('seed')!r}; give a whole number")
        self.held[account] = wish["seed"]
        return self.summary(account)

    def snapshot(self, account: str) -> dict[str, Any]:
        return self.summary(account)

    def restore(self, states: Mapping[str, dict[str, Any]]) -> None:
        self.held.update({account: state["number"] for account, state in states.items()})

    def keep(self, account: str, name: str) -> None:
        self.copies[account, name] = self.held[account]

    def kept(self, account: str) -> list[str]:
        return [name for of, name in self.copies if of == account]

    def put_back(self, account: str, name: str) -> None:
        self.held[account] = self.copies[account, name]

    def drop(self, account: str, name: str) -> None:
        del self.copies[account, name]


@pytest.fixture
def controls() -> Controls:
    return Controls(SWITCHES)


@pytest.fixture
def app(controls: Controls) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(door("Counters", Counters(), controls))
    recorder = Recorder(app.wsgi_app, PingDoor(), controls, Guard(CONTRACT))
    app.wsgi_app = recorder.wsgi  # type: ignore[assignment,method-assign]  # the usual way to put WSGI in front of Flask
    return app


class PingDoor:
    """Every account answers pings."""

    def place(self, path: str) -> Place | None:
        account, _, rest = path.strip("/").partition("/")
        return None if account == "_sim" else Place(account, f"/{rest}")

    def answer(self, _request: Request, place: Place) -> Told:
        status = 200 if place.path == "/ping" else 404
        return Told(Answer(status, body=json.dumps({"pong": place.account}).encode()))

    def key_id(self, _request: Request, _account: str) -> int | None:
        return None


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


def _json(client: FlaskClient, path: str) -> Any:
    return json.loads(client.get(f"/_sim/{path}").data)


def test_seed_state_and_reset_reach_one_account_or_all(client: FlaskClient) -> None:
    client.post("/_sim/seed", json={"seed": 7})
    client.post("/_sim/seed?account=b", json={"seed": 9})
    client.post("/_sim/reset?account=a", json={})

    assert _json(client, "state") == {"accounts": {"a": {"number": 0}, "b": {"number": 9}}}


@pytest.mark.parametrize(
    ("wish", "body", "detail"),
    [
        ("GET state?account=c", None, "no account 'c'; there are: a, b"),
        ("POST seed", {"seed": "x"}, "seed is 'x'; give a whole number"),
        ("POST seed", [], "the body is no JSON object; send one, such as {}"),
        ("POST reset", {"now": 1}, "unknown now; known: nothing"),
        ("PUT clock", {"now": "soon"}, "now is 'soon'; give a date and time like 2026-11-23T12:00:00Z"),
        ("PUT clock", {"advance": -1}, "advance is -1; give seconds, from 0 to 31536000 (a year)"),
        ("PUT dialect", {"list-ordr": "x"}, "no dialect switch 'list-ordr'; did you mean 'list-order'?"),
        ("PUT dialect", {"list-order": 1}, "dialect 'list-order' has no position 1; known: newest, oldest"),
        ("POST faults", {"kind": "drib"}, "no fault kind 'drib'; did you mean 'drip'?"),
        ("POST faults", {"kind": "status"}, "status needs status; give it"),
        (
            "POST faults",
            {"kind": "status", "status": 200},
            "status of status is 200; give a whole number from 400 to 599",
        ),
        (
            "POST faults",
            {"kind": "malformed", "x": 1},
            (
                "malformed has no setting 'x'; "
                "known: operation, key, nth, probability, count, seconds_to_live, seed"
            ),
        ),
        (
            "POST faults",
            {"kind": "silence", "operation": "pong"},
            "no operation 'pong', so nothing would be struck; did you mean 'ping'?",
        ),
        (
            "POST faults",
            {"kind": "reset", "key": 3},
            "no key 3, so nothing would be struck; the account's keys: none",
        ),
        (
            "GET state?account=a&account=b",
            None,
            "account stands twice in the query; name one, or none for all",
        ),
        ("GET journal?operation=pong", None, "no operation 'pong'; did you mean 'ping'?"),
        (
            "POST journal/verify",
            {"operation": "pong", "count": 0},
            "no operation 'pong'; did you mean 'ping'?",
        ),
        ("POST journal/verify", {"order": ["ping", "x"]}, "no operation 'x'; known: ping"),
        ("DELETE faults/7", None, "no fault '7' stands; GET faults tells those that do"),
        ("POST reset?acount=a", {}, "unknown 'acount' in the query; known: account"),
        ("PATCH clock", None, "PATCH is not possible here; use GET or PUT"),
        ("GET nothing", None, "no such control operation; /_sim/openapi.json tells those there are"),
    ],
)
def test_a_bad_wish_is_refused_by_name_with_the_remedy(
    client: FlaskClient, wish: str, body: object, detail: str
) -> None:
    method, path = wish.split()
    answer = client.open(f"/_sim/{path}", method=method, json=body)

    assert answer.status_code in (400, 404, 405)
    assert (answer.mimetype, json.loads(answer.data)["detail"]) == ("application/problem+json", detail)


def test_the_dialect_and_the_clock_are_each_accounts_own(client: FlaskClient) -> None:
    client.put("/_sim/dialect?account=a", json={"list-order": "oldest"})
    client.put("/_sim/clock?account=b", json={"now": "2026-01-02T03:04:05Z", "frozen": True})

    assert _json(client, "dialect")["accounts"] == {
        "a": {"list-order": "oldest"},
        "b": {"list-order": "newest"},
    }
    clocks = _json(client, "clock")["accounts"]
    assert clocks["b"] == {"now": "2026-01-02T03:04:05+00:00", "frozen": True}
    assert clocks["a"]["frozen"] is False


def test_a_fault_strikes_its_operation_as_often_as_wished_then_heals(client: FlaskClient) -> None:
    client.post(
        "/_sim/faults?account=a", json={"kind": "status", "status": 503, "count": 2, "operation": "ping"}
    )

    assert [client.get("/a/ping").status_code for _ in range(3)] == [503, 503, 200]
    assert client.get("/b/ping").status_code == 200
    assert _json(client, "faults") == {"accounts": {"a": [], "b": []}}


def test_a_fault_with_a_time_to_live_heals_when_the_accounts_clock_says_so(client: FlaskClient) -> None:
    client.put("/_sim/clock", json={"frozen": True})
    client.post("/_sim/faults", json={"kind": "truncated", "seconds_to_live": 60})
    before = client.get("/a/ping").data
    client.put("/_sim/clock", json={"advance": 61})

    assert (before, json.loads(client.get("/a/ping").data)) == (b'{"pong', {"pong": "a"})


def test_the_journal_tells_calls_with_verdicts_and_no_values(client: FlaskClient) -> None:
    client.get("/a/ping?name=Anna&apiKey=secret", headers={"X-Request-Id": "r1"})
    client.get("/b/pong?name=Anna")
    entries = _json(client, "journal")["entries"]

    told = [
        (e["scope"], e["operation"], e["parameters"], e["status"], e["request_id"], e["violations"])
        for e in entries
    ]
    assert told == [
        ("a", "ping", ["<name>"], 200, "r1", ["query: a name is not in the contract"]),
        ("b", None, ["<name>"], 404, None, ["no such operation in the contract"]),
    ]
    assert _json(client, "journal?account=b")["entries"] == entries[1:]


def test_the_door_is_closed_to_other_machines(client: FlaskClient) -> None:
    answer = client.get("/_sim/state", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8001", 200),
        ("company.localhost", 200),
        ("127.0.0.1:8001", 200),
        ("[::1]:8001", 200),
        ("rebound.example", 403),
        ("rebound.example:8001", 403),
        ("127.0.0.1.rebound.example", 403),
        ("192.0.2.7", 403),
    ],
)
def test_a_name_that_another_site_may_let_lead_here_opens_no_door(
    client: FlaskClient, host: str, status: int
) -> None:
    answer = client.get("/_sim/state", headers={"Host": host})

    assert answer.status_code == status
    assert status == 200 or "127.0.0.1 or localhost" in answer.get_json()["detail"]


def test_with_a_token_the_door_opens_to_whoever_knows_it() -> None:
    app = Flask(__name__)
    app.register_blueprint(door("Counters", Counters(), Controls(), token="open sesame"))  # noqa: S106 - invented
    statuses = [
        app.test_client()
        .get("/_sim/state", headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.7"})
        .status_code
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer open sesame"})
    ]

    assert statuses == [403, 403, 200]


@pytest.mark.parametrize(
    ("body", "said_to_be", "status", "detail"),
    [
        ("{", "application/json", 400, "the body is not JSON; send an object, such as {}"),
        ("", "application/json", 400, "the body is not JSON; send an object, such as {}"),
        ("[" * 100_000, "application/json", 400, "the body is not JSON; send an object, such as {}"),
        (
            "{}",
            "text/plain",
            415,
            "the body is not said to be JSON; send the header Content-Type: application/json",
        ),
    ],
    ids=["broken", "empty", "deep", "unsaid"],
)
def test_a_body_that_is_not_json_is_told_as_a_problem(
    client: FlaskClient, body: str, said_to_be: str, status: int, detail: str
) -> None:
    answer = client.post("/_sim/reset", data=body, content_type=said_to_be)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert json.loads(answer.data)["detail"] == detail
