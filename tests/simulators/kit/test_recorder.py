"""The recorder around a data door that reads forms."""

from typing import Any

import pytest
from flask import Flask, jsonify, request
from flask.testing import FlaskClient

from simulators.kit.control import Controls
from simulators.kit.guard import Guard
from simulators.kit.recorder import EXPLAIN, LONGEST_SENT, record

FORM = "application/x-www-form-urlencoded"
CONTRACT: dict[str, Any] = {
    "security": [{"query": []}],
    "paths": {
        "/things": {
            "post": {
                "operationId": "addThing",
                "requestBody": {
                    "required": True,
                    "content": {
                        FORM: {
                            "schema": {
                                "type": "object",
                                "required": ["thing"],
                                "properties": {
                                    "thing": {"type": "object", "properties": {"name": {"type": "string"}}}
                                },
                            },
                            "encoding": {"thing": {"contentType": "application/json"}},
                        }
                    },
                },
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {
                                "schema": {"type": "object", "properties": {"fields": {"type": "array"}}}
                            }
                        }
                    }
                },
            }
        }
    },
    "components": {"securitySchemes": {"query": {"type": "apiKey", "in": "query", "name": "apiKey"}}},
}


@pytest.fixture
def controls() -> Controls:
    return Controls()


@pytest.fixture
def client(controls: Controls) -> FlaskClient:
    app = Flask(__name__)

    def add() -> Any:
        size = request.content_length or 0
        answer = jsonify(fields=sorted(request.form) if size < LONGEST_SENT else [])
        answer.headers[EXPLAIN] = "because"
        return answer

    app.add_url_rule("/things", "add", add, methods=["POST"])
    record(app, controls, Guard(CONTRACT), lambda: ("a", request.path), lambda: "key #7")
    return app.test_client()


def test_a_form_is_judged_and_kept_and_still_there_for_the_door_to_read(
    client: FlaskClient, controls: Controls
) -> None:
    answer = client.post("/things", data={"thing": '{"name": 7}', "apiKey": "s3cret"})
    (entry,) = controls.journal

    assert answer.get_json() == {"fields": ["apiKey", "thing"]}
    assert (entry.operation, entry.violations) == (
        "addThing",
        ("form thing at /name: breaks properties/name/type",),
    )
    assert ((entry.key or "")[:8], entry.explain, entry.size) == ("key #7 (", "because", len(answer.data))
    assert entry.exchange is not None
    assert entry.exchange.told_fields() == [("thing", '{"name":"<number>"}'), ("apiKey", "<key>")]


def test_a_body_beyond_reason_is_left_to_the_door(client: FlaskClient, controls: Controls) -> None:
    answer = client.post("/things?apiKey=k", data=b"x" * (LONGEST_SENT + 1), content_type=FORM)
    (entry,) = controls.journal

    assert (answer.get_json(), entry.violations) == ({"fields": []}, ("the body is missing",))


@pytest.mark.parametrize("wish", [{"kind": "truncated"}, {"kind": "status", "status": 418}])
def test_what_a_fault_makes_of_an_answer_is_not_held_against_the_simulator(
    client: FlaskClient, controls: Controls, wish: dict[str, object]
) -> None:
    controls.faults("a").add(wish, controls.now("a"))
    client.post("/things?apiKey=k", data={"thing": "{}"})
    (entry,) = controls.journal

    assert (entry.violations, entry.faults) == ((), (wish["kind"],))
