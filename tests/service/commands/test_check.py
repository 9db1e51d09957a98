"""The check asks as a ticket would, with the real parts, and tells every step."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from service.__main__ import main
from service.settings import CHECK_KEY
from tests.service.adapters.hostile import Heard, Script, Talk, answer, hostile_server

FOUND = {
    "success": True,
    "customers": [
        {"id": 7, "firstName": "Anna", "phones": [{"number": "8 (999) 000-11-22"}], "ordersCount": 1},
        {"id": 8, "firstName": "Stranger", "phones": [{"number": "8 (999) 000-11-23"}]},
    ],
    "orders": [
        {"id": 17, "number": "17A", "status": "new", "customer": {"id": 7}},
        {"id": 18, "number": "18A", "phone": "8 (999) 000-11-23"},
    ],
    "statuses": {"new": {"code": "new", "name": "Just came"}},
}
PHONE = "79990001122"
OPTIONS = ["check", "--subdomain", "company", "--phone", PHONE]


@pytest.fixture
def crm(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve a CRM of one script, and let the settings lead there."""
    with hostile_server(request.param) as origin:
        monkeypatch.setenv("BLOCK_CRM_URL", f"{origin}/{{subdomain}}")
        monkeypatch.setenv(CHECK_KEY, "k3y")
        yield


def _is_authorised(talk: Talk) -> None:
    """Answer everything, but only to the key of the environment."""
    status = "200 OK" if b"X-API-KEY: k3y\r\n" in talk.hear() else "403 Forbidden"
    answer(json.dumps(FOUND).encode(), status)(Heard(talk))


def _refuses(status: str, body: bytes) -> Script:
    return answer(body, status)


@pytest.mark.parametrize("crm", [_is_authorised], indirect=True)
@pytest.mark.usefixtures("crm")
def test_each_call_is_told_with_what_it_found_and_what_passed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*OPTIONS, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (told["account"].endswith("/company"), told["outcome"], told["partial"]) == (
        True,
        "found-by-phone",
        False,
    )
    calls = {(call["search"], call["text"]): call for call in told["calls"]}
    counts = {name: (call["status"], call["found"], call["passed"]) for name, call in calls.items()}
    assert counts == {
        ("customers_by_phone", "9990001122"): ("200", 2, 1),
        ("orders_by_phone", "9990001122"): ("200", 2, 1),
        ("references", "statuses"): ("200", 1, None),
    }
    assert told["block"].splitlines()[0] == "Anna"
    assert "Stranger" not in json.dumps(told)


@pytest.mark.parametrize("crm", [_is_authorised], indirect=True)
@pytest.mark.usefixtures("crm")
def test_the_same_is_told_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(OPTIONS) == 0
    text = capsys.readouterr().out
    rows = [line.split() for line in text.splitlines()]
    assert ["Outcome", "found-by-phone"] in rows
    assert ["operation", "searched", "for", "page", "status", "ms", "found", "passed"] in rows
    assert [row[1:4] + row[5:] for row in rows if row[:1] == ["references"]] == [
        ["statuses", "1", "200", "1", "-"]
    ]
    assert "  - 17A Just came\n" in text


@pytest.mark.parametrize(
    ("crm", "outcome", "status"),
    [
        (
            _refuses("403 Forbidden", b'{"success": false, "errorMsg": "Wrong \\"apiKey\\" value."}'),
            "key-rejected",
            "403",
        ),
        (_refuses("404 Not Found", b"<html>"), "account-unknown", "404"),
        (_refuses("500 Oops", b""), "crm-unavailable", "500"),
    ],
    indirect=["crm"],
)
@pytest.mark.usefixtures("crm")
def test_what_could_not_be_asked_is_exit_code_1(
    outcome: str, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*OPTIONS, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], {call["status"] for call in told["calls"]}) == (outcome, {status})
    assert {call["found"] for call in told["calls"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "key", "why"),
    [
        (OPTIONS[:3], "k3y", "there is nothing to search by: give a --phone or an --email\n"),
        (OPTIONS, "", f"{CHECK_KEY} is not set, and there is no terminal to ask for the key: set it\n"),
    ],
)
def test_what_is_missing_is_named_with_exit_code_2(
    arguments: list[str],
    key: str,
    why: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(CHECK_KEY, key)
    assert (main(arguments), capsys.readouterr().err) == (2, why)


def test_a_block_that_is_not_set_up_is_told_without_asking(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHECK_KEY, "k3y")
    assert main(["check", "--subdomain", "no_name!", "--email", "anna@example.com"]) == 1
    assert "Nothing was asked of RetailCRM." in capsys.readouterr().out
