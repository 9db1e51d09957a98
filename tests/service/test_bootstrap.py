"""All real parts together, against a RetailCRM of one answer."""

import importlib
import json
import re
from pathlib import Path

import pytest
from flask import Flask

from service.adapters.link import Health
from service.bootstrap import build
from service.settings import Settings
from service.web.app import BLOCK_PATH
from tests.service.adapters.hostile import Heard, Talk, answer, hostile_server
from tests.service.adapters.valkey import valkey_server

EVERYTHING = {
    "success": True,
    "pagination": {"totalPageCount": 1},
    "customers": [
        {"id": 7, "firstName": "Anna", "phones": [{"number": "8 (999) 000-11-22"}], "ordersCount": 1}
    ],
    "orders": [{"id": 17, "number": "17A", "status": "new", "customer": {"id": 7}}],
    "statuses": {"new": {"code": "new", "name": "Just came"}},
}
READY = {
    "status": "ok",
    "checks": [
        {"name": "program", "status": "ok", "detail": "taking requests"},
        {"name": "settings", "status": "ok", "detail": "read and checked at the start"},
        {"name": "redis", "status": "ok", "detail": "shared with the other replicas"},
    ],
}
DEGRADED = {"name": "redis", "status": "degraded", "detail": "ConnectionError: going on in memory"}
ASKED = {"subdomain": "company", "secret": "key", "client_data": {"phones": ["79990001122"]}}


def test_the_parts_make_a_block_together() -> None:
    with hostile_server(answer(json.dumps(EVERYTHING).encode())) as origin:
        app = build(Settings.from_environ({"BLOCK_CRM_URL": f"{origin}/{{subdomain}}"}))
        app.testing = True
        block = app.test_client().post(BLOCK_PATH, json=ASKED).json
    assert block
    expected = [
        "Anna",
        f"{origin}/company/customers/7",
        f"{origin}/company/orders/17/edit",
        "17A",
        "Just came",
    ]
    assert [text for text in expected if text not in block["html"]] == []


def test_any_wsgi_server_finds_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLOCK_LANG", "ru")
    assert isinstance(importlib.import_module("service.wsgi").app, Flask)


def _block(app: Flask, ticket: int) -> str:
    app.testing = True
    block = app.test_client().post(BLOCK_PATH, json={**ASKED, "ticket_id": ticket}).json
    assert block
    return str(block["html"])


def test_two_replicas_share_what_either_was_told_and_say_how_they_do() -> None:
    heard: list[bytes] = []

    def script(talk: Talk) -> None:
        heard.append(talk.hear().split()[1])
        answer(json.dumps(EVERYTHING).encode())(Heard(talk))

    with valkey_server() as valkey, hostile_server(script) as origin:
        shared = {
            "BLOCK_CRM_URL": f"{origin}/{{subdomain}}",
            "BLOCK_REDIS_URL": valkey.url,
            "BLOCK_REDIS_SECONDS": "1",
        }
        one, other = (build(Settings.from_environ(shared)) for _ in range(2))
        assert "Anna" in _block(one, 1)
        asked = len(heard)
        assert "Anna" in _block(other, 2)
        looks = [app.extensions["watch"].look() for app in (one, other)]
    assert len(heard) == asked
    told = [(look.answers > 0, look.accounts_down, look.waiting, look.redis) for look in looks]
    assert told == [(True, 0, 0, Health(up=True))] * 2


def _pinned(folder: Path, origin: str) -> Flask:
    file = folder / "accounts.toml"
    file.write_text(
        '[accounts.shop]\naddress = "company"\nkey = "the-key"\nsecrets = ["the-secret-of-a-block"]\n'
    )
    app = build(
        Settings.from_environ({"BLOCK_CRM_URL": f"{origin}/{{subdomain}}", "BLOCK_ACCOUNTS": str(file)})
    )
    app.testing = True
    return app


def test_the_crm_is_given_the_pinned_key_and_never_the_blocks_secret(tmp_path: Path) -> None:
    heard: list[bytes] = []

    def script(talk: Talk) -> None:
        heard.append(talk.hear())
        answer(json.dumps(EVERYTHING).encode())(Heard(talk))

    with hostile_server(script) as origin:
        app = _pinned(tmp_path, origin)
        known = app.test_client().post(BLOCK_PATH, json={**ASKED, "secret": "the-secret-of-a-block"}).json
        assert known
        assert "Anna" in known["html"]
        asked = len(heard)
        for secret in ("the-key", "another-secret-of-a-block", ""):
            unknown = app.test_client().post(BLOCK_PATH, json={**ASKED, "secret": secret}).json
            assert unknown
            assert 'data-outcome="secret-unknown"' in unknown["html"]
    assert len(heard) == asked
    assert {b"\r\nX-API-KEY: the-key\r\n" in each for each in heard} == {True}
    assert not [each for each in heard if b"the-secret" in each]


def test_who_tries_key_after_key_reaches_the_crm_no_more() -> None:
    heard: list[bytes] = []

    def script(talk: Talk) -> None:
        heard.append(talk.hear())
        answer(b'{"success": false, "errorMsg": "Wrong \\"apiKey\\" value."}', "403 Forbidden")(Heard(talk))

    with hostile_server(script) as origin:
        app = build(Settings.from_environ({"BLOCK_CRM_URL": f"{origin}/{{subdomain}}"}))
        app.testing = True
        client = app.test_client()
        blocks = [client.post(BLOCK_PATH, json={**ASKED, "secret": f"key-{n}"}).text for n in range(15)]
    told = [re.search(r'data-outcome=\\"([a-z-]+)', block) for block in blocks]
    assert [each and each[1] for each in told] == ["key-rejected"] * 10 + ["too-many-keys"] * 5
    assert {number for number in range(15) if any(b"key-%d\r" % number in each for each in heard)} == set(
        range(10)
    )


def test_a_replica_that_loses_its_redis_says_so_and_goes_on() -> None:
    with valkey_server() as valkey, hostile_server(answer(json.dumps(EVERYTHING).encode())) as origin:
        environ = {"BLOCK_CRM_URL": f"{origin}/{{subdomain}}", "BLOCK_REDIS_URL": valkey.url}
        app = build(Settings.from_environ({**environ, "BLOCK_REDIS_SECONDS": "1"}))
        client = app.test_client()
        before = client.get("/readyz").json, client.get("/metrics").text
        valkey.kill()
        assert "Anna" in _block(app, 1)
        after = client.get("/readyz"), client.get("/metrics").text
    assert before[0] == READY
    assert (after[0].status_code, after[0].get_json()["checks"][2]) == (200, DEGRADED)
    assert ["retailcrm_block_redis_up 1.0" in before[1], "retailcrm_block_redis_up 0.0" in after[1]] == [
        True
    ] * 2


def test_the_same_ticket_is_counted_as_asked_refreshed_and_remembered() -> None:
    with hostile_server(answer(json.dumps(EVERYTHING).encode())) as origin:
        app = build(Settings.from_environ({"BLOCK_CRM_URL": f"{origin}/{{subdomain}}"}))
        for ticket in (1, 2, 1):
            _block(app, ticket)
        figures = app.test_client().get("/metrics").text
    found = re.findall(r'blocks_total{cache="(\w+)",outcome="found-by-phone"} (\S+)', figures)
    assert found == [("miss", "1.0"), ("fresh", "1.0"), ("refresh", "1.0")]
    assert 'crm_call_seconds_count{operation="references",status="200"} 1.0' in figures
