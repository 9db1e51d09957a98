"""The people who work in the CRM, among them the managers whom customers and orders name by id."""

from collections.abc import Callable, Mapping
from operator import ge, le
from typing import Any

from simulators.retailcrm_mock import wire
from simulators.retailcrm_mock.api import reading
from simulators.retailcrm_mock.api.brackets import Sent
from simulators.retailcrm_mock.api.filters import Asker
from simulators.retailcrm_mock.api.lists import Meaning, Test, holds, is_true, part, single
from simulators.retailcrm_mock.api.operations import Call
from simulators.retailcrm_mock.state import Document

STATUSES = ("free", "busy", "dinner", "break")  # retailcrm/api-client-php, UserStatus
_TOLD = (
    "id", "createdAt", "active", "email", "firstName", "lastName", "patronymic", "photoUrl", "phone",
    "status", "online", "isAdmin", "isManager", "mgUserId",
)  # fmt: skip


def users(call: Call) -> Document:
    """One page of the users whom the filters find, by their ids, whatever shops the key sees."""
    held = [_user(one) for one in call.account.reference("managers").values() if _is_identity(one.get("id"))]
    return part(call, "users", sorted(held, key=lambda user: user["id"]), USERS, wire.user)


def _user(manager: Document) -> Document:
    """A manager, as the reference keeps them, as a user: with groups in place of their codes."""
    told = {name: manager[name] for name in _TOLD if name in manager}
    return {**told, "groups": [_group(code) for code in manager.get("groups", [])]}


def _group(code: str) -> Document:
    return {"name": code.capitalize(), "code": code}


def _is_identity(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _status(text: str) -> Test:
    wanted = reading.choice(STATUSES, text)
    return lambda each: each.get("status") == wanted


def _in_groups(sent: Sent, _asker: Asker) -> Test:
    wanted = set(reading.listed(sent))
    return lambda each: any(group["code"] in wanted for group in each["groups"])


def _created(read: Callable[[str], str], compare: Callable[[str, str], bool]) -> Meaning:
    def test(text: str) -> Test:
        bound = read(text)
        return lambda each: "createdAt" in each and compare(each["createdAt"], bound)

    return single(test)


# All of retailcrm/api-client-php, ApiUserFilter.
USERS: Mapping[str, Meaning] = {
    "email": holds("email"),
    "status": single(_status),
    "online": is_true("online"),
    "active": is_true("active"),
    "isManager": is_true("isManager"),
    "isPosManager": is_true("isPosManager"),
    "isAdmin": is_true("isAdmin"),
    "groups": _in_groups,
    "createdAtFrom": _created(reading.since, ge),
    "createdAtTo": _created(reading.until, le),
}
