"""Everything Usedesk can send is answered 200 with a block; everything else with a problem."""

import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from service.block import Answer
from service.core.drawn import Page
from service.core.model import Outcome, Preferences, Ticket
from service.events import Cache, Event, Listener, Provenance, Served, nobody
from service.web.app import BLOCK_PATH, create_app
from service.web.arrival import ARRIVED

MADE = Answer(Page.of("<div>block</div>"), Outcome.NOT_FOUND, 3, Provenance(Cache.MISS))


def _app(answer: Callable[[Ticket, str], Answer] = lambda *_: MADE, tell: Listener = nobody) -> Flask:
    return create_app(answer, Preferences(), time.monotonic, tell)


READY = _app()
READY.testing = True


@pytest.fixture
def client() -> FlaskClient:
    return READY.test_client()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=9), anything, max_size=4))
def test_every_object_is_answered_with_a_block(data: dict[str, Any]) -> None:
    answer = READY.test_client().post(BLOCK_PATH, json=data)
    assert (answer.status_code, answer.mimetype, answer.json) == (
        200,
        "application/json",
        {"html": MADE.page.html},
    )


def test_letters_of_any_language_go_out_as_they_are_and_not_as_escapes() -> None:
    client = _app(lambda *_: replace(MADE, page=Page.of("<p>Иван 😀</p>"))).test_client()
    assert client.post(BLOCK_PATH, json={}).get_data() == '{"html": "<p>Иван 😀</p>"}'.encode()


def test_the_path_of_the_stock_block_may_end_in_a_slash(client: FlaskClient) -> None:
    assert client.post("/settings/blocks/retail_crm/", json={}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "detail"),
    [
        ("POST", BLOCK_PATH, {"data": b"[]", "content_type": "application/json"}, 400, "not an object"),
        ("POST", BLOCK_PATH, {"data": b"\xff", "content_type": "application/json"}, 400, "not UTF-8"),
        ("POST", BLOCK_PATH, {"data": b"[" * 99999, "content_type": "application/json"}, 400, "too deeply"),
        ("POST", BLOCK_PATH, {"data": b"x", "content_type": "text/plain"}, 415, "application/json"),
        (
            "POST",
            BLOCK_PATH,
            {"data": b" " * (2**20 + 1), "content_type": "application/json"},
            413,
            "1048576 bytes",
        ),
        ("POST", "/nowhere", {}, 404, ""),
        ("GET", BLOCK_PATH, {}, 405, "Use POST."),
        ("OPTIONS", BLOCK_PATH, {}, 405, "Use POST."),
        ("POST", "/healthz", {}, 405, "Use GET or HEAD."),
        ("DELETE", "/readyz", {}, 405, "Use GET or HEAD."),
        ("PUT", "/metrics", {}, 405, "Use GET or HEAD."),
    ],
)
def test_what_usedesk_cannot_send_is_a_problem(
    client: FlaskClient, method: str, path: str, sent: dict[str, Any], status: int, detail: str
) -> None:
    answer = client.open(path, method=method, **sent)
    body = json.loads(answer.data)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert detail in body["detail"]
    assert ("Allow" in answer.headers) == (status == 405)


def test_a_body_of_one_mebibyte_is_read(client: FlaskClient) -> None:
    body = b'{"subject": "' + b"x" * (2**20 - 15) + b'"}'
    assert client.post(BLOCK_PATH, data=body, content_type="application/json").status_code == 200


def _fail(_ticket: Ticket, _request_id: str) -> Answer:
    raise ZeroDivisionError("Anna, 89990001122")


def test_our_own_mistake_is_told_in_the_block_and_logged_without_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[Event] = []
    with caplog.at_level(logging.INFO):
        answer = _app(_fail, told.append).test_client().post(BLOCK_PATH, json={})
    number = answer.headers["X-Request-Id"]
    assert (answer.status_code, number in answer.text) == (200, True)
    assert re.fullmatch(
        rf"unexpected ZeroDivisionError at .+test_app\.py:\d+ request={number}", caplog.messages[0]
    )
    assert [(each.request_id, each.outcome) for each in told if isinstance(each, Served)] == [
        (number, "our-fault")
    ]
    assert not [record for record in caplog.records if record.exc_info]


def test_our_own_mistake_is_not_hidden_from_tests() -> None:
    app = _app(_fail)
    app.testing = True
    with pytest.raises(ZeroDivisionError):
        app.test_client().post(BLOCK_PATH, json={})


def test_each_request_for_a_block_is_told_of_and_no_other() -> None:
    told: list[Event] = []
    app = create_app(
        lambda *_: MADE, Preferences(), iter([1.0, 1.0, 3.5, 4.0, 4.0, 7.0, 7.0]).__next__, told.append
    )
    client = app.test_client()
    answers = [
        client.post(BLOCK_PATH, json={}),
        client.post(BLOCK_PATH, data=b"x", content_type="text/plain"),
        client.get("/healthz"),
    ]
    one, other, _ = (answer.headers["X-Request-Id"] for answer in answers)
    assert told == [
        Served(one, "not-found", 2.5, 3, MADE.provenance),
        Served(other, "refused-415", 0.0),
    ]


def test_a_request_counts_from_the_moment_at_which_the_server_had_it() -> None:
    heard: list[Event] = []
    waited: list[float] = []

    def answer(ticket: Ticket, _request_id: str) -> Answer:
        waited.append(ticket.waited)
        return MADE

    client = create_app(answer, Preferences(), lambda: 1000.0, heard.append).test_client()
    for told in ({ARRIVED: 990.0}, {ARRIVED: 2000.0}, {ARRIVED: "soon"}, {}):
        client.post(BLOCK_PATH, json={}, environ_overrides=told)
    assert waited == [10, 0, 0, 0]
    assert [event.seconds for event in heard if isinstance(event, Served)] == waited
