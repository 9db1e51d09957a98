import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.kit.errors import ControlError
from simulators.kit.snapshots import Snapshots, UnknownSnapshot

Json = dict[str, Any]
_VALUES = st.one_of(st.none(), st.integers(-(2**53), 2**53), st.text(), st.floats(allow_nan=False))
STATES = st.dictionaries(st.text(max_size=5), st.lists(_VALUES, max_size=4), max_size=4)


class Shelf:
    """A simulator of accounts that hold one object each."""

    def __init__(self, **held: Json) -> None:
        self.held = dict(held)
        self.copies: dict[tuple[str, str], Json] = {}

    def snapshot(self, account: str) -> Json:
        return self.held[account]

    def restore(self, states: Mapping[str, Json]) -> None:
        self.held.update(states)

    def keep(self, account: str, name: str) -> None:
        self.copies[account, name] = self.held[account]

    def kept(self, account: str) -> list[str]:
        return [name for of, name in self.copies if of == account]

    def put_back(self, account: str, name: str) -> None:
        self.held[account] = self.copies[account, name]

    def drop(self, account: str, name: str) -> None:
        del self.copies[account, name]


@given(state=STATES, indent=st.sampled_from([None, 2]))
def test_a_snapshot_survives_any_way_of_saving_json(state: Json, indent: int | None) -> None:
    taken = json.loads(Snapshots("Shelf", Shelf(a=state)).take(["a"]))
    saved = json.dumps(taken, indent=indent, sort_keys=indent is None)
    other = Shelf()
    assert Snapshots("Shelf", other).put(json.loads(saved), None) == ["a"]
    assert other.held == {"a": state}


def _edited(change: Json) -> Json:
    taken: Json = json.loads(Snapshots("Shelf", Shelf(a={"n": 1})).take(["a"]))
    return {**taken, **change}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({}, "this is no snapshot of the Shelf, format 1; take one by GET /_sim/snapshot"),
        (_edited({"simulator": "Usedesk simulator"}), "this is no snapshot of the Shelf, format 1"),
        (_edited({"format": 2}), "this is no snapshot of the Shelf, format 1"),
        (_edited({"accounts": {}}), "the snapshot holds no accounts"),
        (_edited({"accounts": {"a": 1}}), "the snapshot of 'a' is broken or edited"),
        (_edited({"accounts": {"a": {"digest": "0", "state": {"n": 1}}}}), "the snapshot of 'a' is broken"),
    ],
)
def test_a_foreign_or_broken_snapshot_is_refused_with_a_sentence(document: Json, told: str) -> None:
    shelf = Shelf(a={"n": 0})
    with pytest.raises(ControlError, match=told):
        Snapshots("Shelf", shelf).put(document, None)
    assert shelf.held == {"a": {"n": 0}}


def test_a_snapshot_of_one_account_goes_into_another_that_is_named() -> None:
    shelf = Shelf(a={"n": 1}, b={"n": 2})
    snapshots = Snapshots("Shelf", shelf)
    assert snapshots.put(json.loads(snapshots.take(["a"])), "b") == ["b"]
    with pytest.raises(ControlError, match="the snapshot holds a, b and no 'c'; name one of them"):
        snapshots.put(json.loads(snapshots.take(["a", "b"])), "c")
    assert shelf.held == {"a": {"n": 1}, "b": {"n": 1}}


def test_copies_are_kept_put_back_and_forgotten_by_name() -> None:
    shelf = Shelf(a={"n": 1}, b={"n": 2})
    snapshots = Snapshots("Shelf", shelf)
    snapshots.keep(["a"], "before")
    shelf.held["a"] = {"n": 9}
    assert snapshots.put_back(["a", "b"], "before") == ["a"]
    assert (shelf.held["a"], snapshots.named(["a", "b"])) == ({"n": 1}, {"a": ["before"], "b": []})
    snapshots.drop(["a", "b"], "before")
    with pytest.raises(UnknownSnapshot, match="no snapshot 'before'; there are: none"):
        snapshots.put_back(["a"], "before")


@pytest.mark.parametrize("name", ["", ":start", "a/b", "a" * 65, 5, None])
def test_a_name_that_fits_no_address_is_refused(name: object) -> None:
    with pytest.raises(ControlError, match="give letters, digits, dots, hyphens, underlines"):
        Snapshots("Shelf", Shelf(a={})).keep(["a"], name)
