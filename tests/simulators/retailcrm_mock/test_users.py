"""The users whom customers and orders name as their managers."""

from typing import Any

import pytest

from simulators.retailcrm_mock.state import Load
from tests.simulators.retailcrm_mock.crm import Crm, Json, fresh

PATH = "v5/users"
LATE: Json = {
    "code": "201", "id": 28, "createdAt": "2026-05-25 12:49:00", "active": True, "email": "late@example.com",
    "firstName": "programmer", "status": "busy", "online": True, "isAdmin": True, "isManager": False,
    "groups": ["director"], "mgUserId": 305,
}  # fmt: skip


def _crm(**positions: str) -> Crm:
    crm = fresh(None, **positions)
    crm.account.load(Load({"managers": [LATE]}))
    crm.load(keys=[{"value": "people", "scopes": ["user_read"]}, {"value": "usual"}])
    return crm


def _ids(crm: Crm, query: dict[str, Any]) -> list[int]:
    return [user["id"] for user in crm.get(PATH, query, "people")["users"]]


def test_every_user_is_told_in_pages_by_their_ids() -> None:
    answer = _crm().get(PATH, {"limit": 20}, "people")
    assert [user["id"] for user in answer["users"]] == [1, 2, 3, 4, 28]
    assert answer["pagination"] == {"limit": 20, "totalCount": 5, "currentPage": 1, "totalPageCount": 1}
    groups = [{"name": "Director", "code": "director"}]
    assert answer["users"][-1] == {name: LATE[name] for name in LATE if name != "code"} | {"groups": groups}


def test_a_page_after_the_last_is_empty() -> None:
    many = [{"code": str(number), "id": number, "firstName": "N"} for number in range(301, 331)]
    crm = _crm()
    crm.account.load(Load({"managers": many}))
    assert [len(_ids(crm, {"limit": 20, "page": page})) for page in (1, 2, 3)] == [20, 15, 0]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"email": "LATE@"}, [28]),
        ({"status": "busy"}, [28]),
        ({"active": "0"}, [4]),
        ({"online": "false"}, [4]),
        ({"isAdmin": "1"}, [1, 28]),
        ({"isManager": "0"}, [28]),
        ({"isPosManager": "1"}, []),
        ({"createdAtFrom": "2026-01-01"}, [28]),
        ({"createdAtTo": "2026-05-24"}, [1, 2, 3, 4]),
        ({"email": ""}, [1, 2, 3, 4, 28]),
        ({"online": ""}, [1, 2, 3, 4, 28]),
        ({"active": "1", "isAdmin": "1"}, [1, 28]),
    ],
)
def test_each_filter_finds(query: Json, ids: list[int]) -> None:
    assert _ids(_crm(), {f"filter[{name}]": text for name, text in query.items()}) == ids


def test_an_empty_filter_finds_nothing_in_a_dialect() -> None:
    assert _ids(_crm(empty_filter="nothing"), {"filter[email]": ""}) == []
    assert _ids(_crm(empty_filter="ignored"), {"filter[email]": ""}) == [1, 2, 3, 4, 28]


@pytest.mark.parametrize("text", ["none", "x"])
def test_who_has_no_address_is_found_by_none(text: str) -> None:
    crm = _crm()
    crm.account.load(Load({"managers": [{"code": "9", "id": 9, "firstName": "N"}]}))
    assert 9 not in _ids(crm, {"filter[email]": text})


def test_groups_are_a_list_of_codes() -> None:
    assert _ids(_crm(), {"filter[groups][]": ["director", "wholesale"]}) == [2, 28]


@pytest.mark.parametrize(
    "query", [{"status": "asleep"}, {"active": "maybe"}, {"phone": "1"}, {"createdAtTo": "now"}]
)
def test_a_wrong_filter_is_refused(query: Json) -> None:
    asked = {f"filter[{name}]": text for name, text in query.items()}
    assert _crm().ask(PATH, "people", **asked).status_code == 400


def test_a_key_for_customers_and_orders_may_not_read_users() -> None:
    answer = _crm().ask(PATH, "usual")
    assert (answer.status_code, answer.json) == (403, {"success": False, "errorMsg": "Access denied."})


@pytest.mark.parametrize(("absent", "patronymic"), [("null", None), ("empty-string", "")])
def test_what_a_user_has_not_comes_in_the_accounts_dialect(absent: str, patronymic: str | None) -> None:
    user = _crm(absent=absent).get(PATH, {}, "people")["users"][0]
    assert user["patronymic"] == patronymic


def test_a_no_may_be_no_filter() -> None:
    assert _ids(_crm(zero_filter="ignored"), {"filter[active]": "0"}) == [1, 2, 3, 4, 28]
