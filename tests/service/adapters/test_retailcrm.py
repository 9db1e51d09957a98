"""The adapter against a real server: what it sends, pages, and makes of the answers."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from service.adapters.budget import Budget
from service.adapters.retailcrm import RetailCrm
from service.adapters.transport import Transport
from service.core.model import Account, Customer, Kind, Question, References, Reply, Search, Status
from service.ports import (
    AccessDenied,
    AccountUnknown,
    Busy,
    CrmError,
    Deadline,
    KeyRejected,
    Unavailable,
    Visit,
)
from tests.service.adapters.hostile import Script, Talk, answer, hostile_server
from tests.service.fakes import HandClock

PEOPLE = Question(Search.CUSTOMERS_BY_PHONE, "9990001122")


@pytest.fixture
def crm() -> Iterator[RetailCrm]:
    transport = Transport(connections=2)
    yield RetailCrm(transport, Budget(1000, time.monotonic))
    transport.close()


def _visit(origin: str) -> Visit:
    return Visit(
        Account("company", f"{origin}/company"), "the-key", Deadline(time.monotonic() + 5, time.monotonic)
    )


def _pages(total: int, heard: list[bytes], broken: int = 0) -> Script:
    def script(talk: Talk) -> None:
        heard.append(request := talk.hear())
        page = int(dict(parse_qsl(urlsplit(request.split()[1].decode()).query))["page"])
        people = [{"id": page, "firstName": "Anna"}]
        data = {
            "success": True,
            "pagination": {"totalPageCount": total},
            "customers": people,
            "users": people,
        }
        status = "500 Oops" if page == broken else "200 OK"
        answer(json.dumps(data).encode(), status)(_Heard(talk))

    return script


class _Heard(Talk):
    """A talk whose request was read already."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk.connection, talk.over)

    def hear(self) -> bytes:
        return b""


def test_a_question_goes_out_with_the_key_in_its_header(crm: RetailCrm) -> None:
    heard: list[bytes] = []
    with hostile_server(_pages(1, heard)) as origin:
        assert crm.ask(visit := _visit(origin), PEOPLE) == Reply(customers=(Customer(1, "Anna"),))
    head = heard[0].decode()
    assert head.startswith("GET /company/api/v5/customers?filter%5Bname%5D=9990001122&limit=100&page=1 ")
    assert "X-API-KEY: the-key\r\n" in head
    assert visit.calls == ["/api/v5/customers"]


@pytest.mark.parametrize(
    ("total", "read", "cut"), [(0, 1, False), (2, 2, False), (3, 3, False), (9, 3, True)]
)
def test_pages_are_read_up_to_a_bound_that_is_told(crm: RetailCrm, total: int, read: int, cut: bool) -> None:
    with hostile_server(_pages(total, [])) as origin:
        reply = crm.ask(_visit(origin), PEOPLE)
    assert reply == Reply(customers=tuple(Customer(page, "Anna") for page in range(1, read + 1)), cut=cut)


@pytest.mark.parametrize("broken", [2, 3])
def test_a_page_that_fails_does_not_take_those_before_it_along(crm: RetailCrm, broken: int) -> None:
    with hostile_server(_pages(3, [], broken)) as origin:
        reply = crm.ask(_visit(origin), PEOPLE)
    assert reply == Reply(customers=tuple(Customer(page, "Anna") for page in range(1, broken)), cut=True)


def test_references_are_read_at_once(crm: RetailCrm) -> None:
    body = json.dumps({"success": True, "statuses": {"new": {"code": "new", "name": "New"}}}).encode()
    with hostile_server(answer(body)) as origin:
        assert crm.ask(_visit(origin), Question(Search.REFERENCES, Kind.STATUSES)) == Reply(
            references=References({"new": Status("New")})
        )


MANAGERS = Question(Search.REFERENCES, Kind.MANAGERS)


def test_users_are_read_in_pages(crm: RetailCrm) -> None:
    heard: list[bytes] = []
    with hostile_server(_pages(2, heard)) as origin:
        reply = crm.ask(_visit(origin), MANAGERS)
    assert reply == Reply(references=References(managers={1: "Anna", 2: "Anna"}))
    assert b"GET /company/api/v5/users?limit=100&page=2 " in heard[1]


def test_a_key_that_may_not_read_users_is_told_no_names_but_other_rights_are_missed(crm: RetailCrm) -> None:
    denied = answer(b'{"success":false,"errorMsg":"Access denied."}', "403 Forbidden")
    with hostile_server(denied) as origin:
        assert crm.ask(_visit(origin), MANAGERS) == Reply(references=References())
        with pytest.raises(AccessDenied):
            crm.ask(_visit(origin), Question(Search.REFERENCES, Kind.SHOPS))


def test_names_are_not_waited_for_but_those_of_statuses_are() -> None:
    transport, clock = Transport(connections=2), HandClock()
    crm = RetailCrm(transport, Budget(1, clock, pause=clock.advance))
    visit = replace(_visit("http://127.0.0.1:1"), deadline=Deadline(clock.now + 5, clock))
    waited = []
    for kind in (Kind.STATUSES, Kind.SHOPS, Kind.STATUSES):
        with pytest.raises(CrmError) as trouble:
            crm.ask(visit, Question(Search.REFERENCES, kind))
        waited.append((trouble.type, round(clock.now - 1000, 2)))
    transport.close()
    assert waited == [(Unavailable, 0), (Busy, 0), (Unavailable, 1.05)]


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        ("403 Forbidden", b'{"success":false,"errorMsg":"Wrong \\"apiKey\\" value."}', KeyRejected),
        ("404 Not Found", b"<html>", AccountUnknown),
        ("503 Busy", b"{}", Busy),
        ("429 Busy", b"", Busy),
        ("500 Oops", b"<html>", Unavailable),
        ("302 Found", b"", Unavailable),
        ("200 OK", b"[1]", Unavailable),
        ("200 OK", b'{"success":false}', Unavailable),
    ],
)
def test_a_failure_has_a_name(crm: RetailCrm, status: str, body: bytes, kind: type[CrmError]) -> None:
    with hostile_server(answer(body, status)) as origin, pytest.raises(kind):
        crm.ask(_visit(origin), PEOPLE)


def test_wrong_types_are_an_empty_reply(crm: RetailCrm) -> None:
    with hostile_server(answer(b'{"success":true,"customers":"none","pagination":7}')) as origin:
        assert crm.ask(_visit(origin), PEOPLE) == Reply()


def test_neither_key_nor_account_is_told_by_a_visit() -> None:
    visit = _visit("http://127.0.0.1")
    assert "the-key" not in f"{visit!r}{visit.fingerprint}"
    assert "company" not in visit.fingerprint
