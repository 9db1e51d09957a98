"""The recorder around a data door that reads forms."""

import json
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client
from werkzeug.wrappers import Request

from simulators.kit.control import Controls
from simulators.kit.faults import Answer
from simulators.kit.guard import Guard
from simulators.kit.recorder import LONGEST_SENT, Place, Recorder, Told

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
def client(controls: Controls) -> Client:
    pages = Flask(__name__)
    return Client(Recorder(pages.wsgi_app, FormDoor(), controls, Guard(CONTRACT)).wsgi)


class FormDoor:
    """Tells which fields a form had."""

    def place(self, path: str) -> Place | None:
        return Place("a", path)

    def answer(self, request: Request, _place: Place) -> Told:
        size = request.content_length or 0
        fields = sorted(request.form) if size < LONGEST_SENT else []
        return Told(Answer(body=json.dumps({"fields": fields}).encode()), "key #7", "because")

    def key_id(self, _request: Request, _account: str) -> int | None:
        return 7


def test_a_form_is_judged_and_kept_and_still_there_for_the_door_to_read(
    client: Client, controls: Controls
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


def test_a_body_beyond_reason_is_left_to_the_door(client: Client, controls: Controls) -> None:
    answer = client.post("/things?apiKey=k", data=b"x" * (LONGEST_SENT + 1), content_type=FORM)
    (entry,) = controls.journal

    assert (answer.get_json(), entry.violations) == ({"fields": []}, ("the body is missing",))


@pytest.mark.parametrize("wish", [{"kind": "truncated"}, {"kind": "status", "status": 418}])
def test_what_a_fault_makes_of_an_answer_is_not_held_against_the_simulator(
    client: Client, controls: Controls, wish: dict[str, object]
) -> None:
    controls.faults("a").add(wish, controls.now("a"))
    client.post("/things?apiKey=k", data={"thing": "{}"})
    (entry,) = controls.journal

    assert (entry.violations, entry.faults) == ((), (wish["kind"],))
