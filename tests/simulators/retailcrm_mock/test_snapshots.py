import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.retailcrm_mock.crm import KEY, Crm, Json, fresh, loads

LISTS = (
    "v5/customers",
    "v5/customers/notes",
    "v5/customers-corporate",
    "v5/orders",
    "v5/reference/statuses",
    "credentials",
)


def _everything(crm: Crm, account: str = "company", key: str = KEY) -> list[bytes]:
    headers = {"X-API-KEY": key}
    query = "?limit=100&filter[name]=9990001122"
    paths = [*LISTS, f"v5/customers{query}"]
    return [crm.client.get(f"/{account}/api/{path}", headers=headers).data for path in paths]


def _put(crm: Crm, document: Any, query: str = "") -> tuple[int, str]:
    answer = crm.client.put(f"/_sim/snapshot{query}", json=document)
    return answer.status_code, (answer.json or {}).get("detail", "")


@given(before=loads(), after=loads())
def test_a_snapshot_put_back_answers_as_before_whatever_was_done_since(before: Json, after: Json) -> None:
    crm = fresh(before)
    told, document = _everything(crm), crm.client.get("/_sim/snapshot?account=company").json
    crm.client.post("/_sim/reset?account=company", json={})
    crm.load(**after)
    assert _put(crm, document) == (200, "")
    assert _everything(crm) == told


def test_a_snapshot_carries_notes() -> None:
    crm = fresh({"customers": [{"id": 1}]})
    crm.write("v5/customers/notes/create", note={"customer": {"id": 1}, "text": "Перезвонить"})
    told, document = _everything(crm), crm.client.get("/_sim/snapshot?account=company").json
    crm.write("v5/customers/notes/1/delete")
    crm.write("v5/customers/notes/create", note={"customer": {"id": 1}, "text": "Другое"})
    assert _put(crm, document) == (200, "")
    assert _everything(crm) == told
    assert [note["text"] for note in crm.get("v5/customers/notes")["notes"]] == ["Перезвонить"]


@given(before=loads(), after=loads())
def test_a_snapshot_kept_inside_is_restored_by_its_name(before: Json, after: Json) -> None:
    crm = fresh(before)
    told = _everything(crm)
    assert crm.client.post("/_sim/snapshots", json={"name": "before"}).status_code == 201
    assert crm.client.get("/_sim/snapshots").json == {"accounts": {"company": ["before"]}}
    crm.client.post("/_sim/reset?account=company", json={})
    crm.load(**after)
    assert crm.client.post("/_sim/snapshots/before/restore", json={}).status_code == 200
    assert _everything(crm) == told
    assert crm.client.delete("/_sim/snapshots/before").json == {"accounts": {"company": []}}


def test_another_simulator_makes_the_account_of_a_snapshot() -> None:
    ours, theirs = Crm(customers=20), Crm()
    document = json.loads(ours.client.get("/_sim/snapshot").data)
    document["accounts"]["shop2"] = document["accounts"].pop("company")
    assert _put(theirs, document) == (200, "")
    assert _everything(theirs, "shop2") == _everything(ours)
    theirs.client.post("/_sim/reset?account=shop2", json={})
    assert _everything(theirs, "shop2") == _everything(ours)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({}, "the snapshot has no start; take a new one"),
        ({"start": {}, "settings": {}}, "the snapshot has not the tables"),
        ({"start": {}, "settings": {}, "tables": {}}, "the snapshot has not the tables"),
    ],
)
def test_a_state_that_is_none_is_refused_and_nothing_changes(state: Json, told: str) -> None:
    crm = fresh({"customers": [{"id": 7}]})
    document = json.loads(crm.client.get("/_sim/snapshot?account=company").data)
    before = _everything(crm)
    with pytest.raises(ValueError, match=told):
        crm.store.check(state)
    document["accounts"]["company"]["digest"] = "0"
    status, detail = _put(crm, document)
    assert (status, "broken or edited" in detail, _everything(crm)) == (400, True, before)


ACTS = st.sampled_from(["load", "reset", "clock", "dialect", "seed", "keep", "restore", "journal"])


def _do(crm: Crm, act: str, load: Json) -> None:
    wishes: dict[str, tuple[str, str, Json]] = {
        "load": ("POST", "seed", {"load": load}),
        "reset": ("POST", "reset", {}),
        "clock": ("PUT", "clock", {"now": "2030-01-01T00:00:00Z", "frozen": True}),
        "dialect": ("PUT", "dialect", {"list-order": "oldest", "name-match": "whole"}),
        "seed": ("POST", "seed", {"seed": 3, "customers": 2}),
        "keep": ("POST", "snapshots", {"name": "s"}),
        "restore": ("POST", "snapshots/s/restore", {}),
        "journal": ("DELETE", "journal", {}),
    }
    method, path, body = wishes[act]
    crm.client.open(f"/_sim/{path}?account=other", method=method, json=body)


@given(load=loads(), acts=st.lists(ACTS, max_size=6))
def test_whatever_is_done_in_one_account_another_answers_the_same_bytes(load: Json, acts: list[str]) -> None:
    crm = fresh(load)
    crm.client.post("/_sim/accounts", json={"account": "other"})
    before = _everything(crm)
    for act in acts:
        _do(crm, act, load)
        assert _everything(crm) == before
    crm.client.delete("/_sim/accounts/other")
    assert _everything(crm) == before
