"""The adapter against a real server: what it sends, pages, and makes of the answers."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlsplit

import pytest

from service.adapters.budget import Budget
from service.adapters.calling import Calls
from service.adapters.egress import Egress
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
from tests.service.adapters.hostile import LOOPBACK, Heard, Script, Talk, answer, hostile_server

PEOPLE = Question(Search.CUSTOMERS_BY_PHONE, "9990001122")


class Whole:
    """The adapter with calls and budget around it; asks one question and raises what came of it."""

    def __init__(self, pages: RetailCrm, executor: ThreadPoolExecutor) -> None:
        self.pages, self.calls = pages, Calls(pages, Budget(1000, time.monotonic), executor)

    def ask(self, visit: Visit, question: Question) -> Reply:
        [(asked, answered)] = self.calls.ask(visit, [question])
        assert asked == question
        if isinstance(answered, CrmError):
            raise answered
        return answered


@pytest.fixture
def crm() -> Iterator[Whole]:
    transport = Transport(2, Egress(LOOPBACK))
    with ThreadPoolExecutor(2) as executor:
        yield Whole(RetailCrm(transport), executor)
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
        answer(json.dumps(data).encode(), status)(Heard(talk))

    return script


def test_a_question_goes_out_with_the_key_in_its_header(crm: Whole) -> None:
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
def test_pages_are_read_up_to_a_bound_that_is_told(crm: Whole, total: int, read: int, cut: bool) -> None:
    with hostile_server(_pages(total, [])) as origin:
        reply = crm.ask(_visit(origin), PEOPLE)
    assert reply == Reply(customers=tuple(Customer(page, "Anna") for page in range(1, read + 1)), cut=cut)


@pytest.mark.parametrize("broken", [2, 3])
def test_a_page_that_fails_does_not_take_those_before_it_along(crm: Whole, broken: int) -> None:
    with hostile_server(_pages(3, [], broken)) as origin:
        reply = crm.ask(_visit(origin), PEOPLE)
    assert reply == Reply(customers=tuple(Customer(page, "Anna") for page in range(1, broken)), cut=True)


def test_references_are_read_at_once(crm: Whole) -> None:
    body = json.dumps({"success": True, "statuses": {"new": {"code": "new", "name": "New"}}}).encode()
    with hostile_server(answer(body)) as origin:
        assert crm.ask(_visit(origin), Question(Search.REFERENCES, Kind.STATUSES)) == Reply(
            references=References({"new": Status("New")})
        )


MANAGERS = Question(Search.REFERENCES, Kind.MANAGERS)


def test_users_are_read_in_pages(crm: Whole) -> None:
    heard: list[bytes] = []
    with hostile_server(_pages(2, heard)) as origin:
        reply = crm.ask(_visit(origin), MANAGERS)
    assert reply == Reply(references=References(managers={1: "Anna", 2: "Anna"}))
    assert b"GET /company/api/v5/users?limit=100&page=2 " in heard[1]


def test_a_key_that_may_not_read_users_is_told_no_names_but_other_rights_are_missed(crm: Whole) -> None:
    denied = answer(b'{"success":false,"errorMsg":"Access denied."}', "403 Forbidden")
    with hostile_server(denied) as origin:
        assert crm.ask(_visit(origin), MANAGERS) == Reply(references=References())
        with pytest.raises(AccessDenied):
            crm.ask(_visit(origin), Question(Search.REFERENCES, Kind.SHOPS))


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
def test_a_failure_has_a_name(crm: Whole, status: str, body: bytes, kind: type[CrmError]) -> None:
    with hostile_server(answer(body, status)) as origin, pytest.raises(kind):
        crm.pages.page(_visit(origin), PEOPLE, 1, lambda: None)


def test_a_refusal_tells_how_long_to_wait(crm: Whole) -> None:
    refusing = answer(b"{}", "429 Too Many Requests", "Retry-After: 3")
    with hostile_server(refusing) as origin, pytest.raises(Busy) as caught:
        crm.pages.page(_visit(origin), PEOPLE, 1, lambda: None)
    assert caught.value.after == 3


def test_wrong_types_are_an_empty_reply(crm: Whole) -> None:
    with hostile_server(answer(b'{"success":true,"customers":"none","pagination":7}')) as origin:
        assert crm.ask(_visit(origin), PEOPLE) == Reply()


def test_neither_key_nor_account_is_told_by_a_visit() -> None:
    visit = _visit("http://127.0.0.1")
    assert "the-key" not in f"{visit!r}{visit.fingerprint}"
    assert "company" not in visit.fingerprint
