"""What is told of contract coverage is so: shown is what values show, missing what never came."""

import copy
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import contracts
from simulators.demo.programs import started
from simulators.kit.client import ControlClient
from tests.contract_coverage.__main__ import main, tabled
from tests.contract_coverage.exchange import ASKED, FORM, Exchange
from tests.contract_coverage.listener import Listener
from tests.contract_coverage.operations import Operations
from tests.contract_coverage.schemas import Event, Schemas
from tests.contract_coverage.seen import Seen, recorded, together
from tests.contract_coverage.served import strangers
from tests.contract_coverage.table import table

CHILDREN = Path(__file__).parents[1] / "contract_coverage" / "children"
HEALTH = Exchange("GET", "/healthz", 200, answer_type="application/json", answer=b'{"status": "ok"}')
DOCUMENTS = {name: contracts.load(name) for name in contracts.names()}

Json = dict[str, Any]
SCALARS: list[tuple[Json, st.SearchStrategy[Any]]] = [
    ({"type": "string", "minLength": 1, "maxLength": 3}, st.text(min_size=1, max_size=3)),
    ({"type": ["integer", "null"], "minimum": 0, "maximum": 3}, st.none() | st.integers(0, 3)),
    ({"enum": ["new", "paid", None]}, st.sampled_from(["new", "paid", None])),
    ({"type": "boolean"}, st.booleans()),
    (
        {"type": "object", "additionalProperties": {"type": "integer"}},
        st.dictionaries(st.text(), st.integers()),
    ),
    ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, st.integers() | st.text()),
]
SHAPE: Json = {
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"enum": ["new", "paid"]},
        "phones": {"type": "array", "items": {"type": "string", "maxLength": 2}},
        "vip": {"type": ["boolean", "null"]},
    },
}


@st.composite
def shaped(draw: DrawFn, depth: int = 3) -> tuple[Json, Any]:
    """A schema, and a value of it."""
    kind = draw(st.sampled_from(["scalar", "list", "object"] if depth else ["scalar"]))
    if kind == "scalar":
        schema, values = draw(st.sampled_from(SCALARS))
        return schema, draw(values)
    if kind == "list":
        items, one = draw(shaped(depth - 1))
        return {"type": "array", "items": items}, [one] * draw(st.integers(0, 3))
    parts = draw(st.dictionaries(st.sampled_from("abc"), shaped(depth - 1)))
    required = draw(st.sets(st.sampled_from(sorted(parts)))) if parts else set()
    present = required | (draw(st.sets(st.sampled_from(sorted(parts)))) if parts else set())
    properties = {name: schema for name, (schema, _) in parts.items()}
    schema = {"type": "object", "properties": properties, "required": sorted(required)}
    return schema, {name: parts[name][1] for name in present}


@given(shaped())
def test_a_value_shows_nothing_that_its_schema_does_not_let_it_show(shape: tuple[Json, Any]) -> None:
    schemas, (schema, value) = Schemas({}), shape

    assert schemas.shown(schema, "#", value) <= set(schemas.possible(schema, "#"))


@given(shaped(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_a_value_of_any_other_shape_does_no_harm(shape: tuple[Json, Any], value: Any) -> None:
    schemas = Schemas({})

    assert schemas.shown(shape[0], "#", value) <= set(schemas.possible(shape[0], "#"))


def test_all_that_can_be_shown_is_known_and_shown_by_the_values_that_do() -> None:
    status, phones, vip = (f"#/properties/{name}" for name in SHAPE["properties"])
    first: set[Event] = {(status, "present"), (status, '= "new"'), (phones, "absent"), (vip, "absent")}
    second: set[Event] = {
        (status, "present"),
        (status, '= "paid"'),
        (phones, "present"),
        (phones, "2+ items"),
    }
    second |= {(phones, "each at maxLength"), (vip, "present"), (vip, "boolean"), (vip, "true")}
    rest: set[Event] = {(phones, "0 items"), (phones, "1 item"), (vip, "null"), (vip, "false")}

    schemas = Schemas({})
    assert schemas.shown(SHAPE, "#", {"status": "new"}) == first
    assert schemas.shown(SHAPE, "#", {"status": "paid", "phones": ["1", "22"], "vip": True}) == second
    assert set(schemas.possible(SHAPE, "#")) == first | second | rest


def test_every_pair_that_never_came_is_told_and_no_other() -> None:
    listener = Listener()
    listener.hear("block", HEALTH)
    block = table("block", DOCUMENTS["block"], listener.seen)

    assert (block.pairs["getHealth", "200"], len(block.pairs) - len(block.missing)) == (1, 1)
    assert {"getHealth 405", "showBlock 200", "getReadiness 503"} <= set(block.missing)


def test_what_was_served_and_stands_in_no_contract_is_told() -> None:
    listener = Listener()
    listener.hear("block", Exchange("GET", "/healthz", 418))
    listener.hear("block", Exchange("GET", "/debug/anna@example.com", 200))
    listener.hear("block", Exchange("GET", "/nowhere", 404))
    listener.hear("block", Exchange("GET", "/metrics", 429), usual=lambda: False)

    assert table("block", DOCUMENTS["block"], listener.seen).strangers == ("GET /…/…", "getHealth 418")


def test_another_verb_is_refused_by_the_operations_of_its_path_that_say_so() -> None:
    listener = Listener()
    listener.hear("block", Exchange("DELETE", "/metrics", 405, answer_type="application/problem+json"))
    listener.hear("retailcrm", Exchange("GET", "/api/v5/orders/create", 405, answer_type="application/json"))

    assert listener.seen.calls == {("block", "getMetrics", "405"): 1}


def test_an_operation_of_the_code_that_a_contract_lost_is_told() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    del documents["block"]["paths"]["/metrics"]
    del documents["control"]["paths"]["/clock"]["put"]
    del documents["retailcrm"]["paths"]["/api/v5/users"]
    orders = documents["retailcrm"]["paths"]["/api/v5/orders"]["get"]
    orders["parameters"] = [one for one in orders["parameters"] if one.get("name") != "filter[email]"]

    assert strangers(documents) == {
        "block": {"GET /metrics"},
        "control": {"PUT /clock"},
        "retailcrm": {"GET /api/v5/users", "listOrders filter[email]"},
    }


def test_the_programs_serve_nothing_that_no_contract_names() -> None:
    assert strangers(DOCUMENTS) == {"block": set(), "control": set(), "retailcrm": set()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_example_of_an_operation_shows_what_is_known_of_it(name: str) -> None:
    schemas = Schemas(DOCUMENTS[name])
    for operation in Operations(DOCUMENTS[name]).all:
        for row, content in operation.contents.values():
            known = set(schemas.possible(content["schema"], row))
            for example in content.get("examples", {}).values():
                assert schemas.shown(content["schema"], row, schemas.target(example)["value"]) <= known


def test_a_form_shows_its_fields_and_the_entity_inside() -> None:
    body = b"customer=%7B%22firstName%22%3A%22Anna%22%2C%22phones%22%3A%5B%5D%7D"
    listener = Listener()
    listener.hear("retailcrm", Exchange("POST", "/api/v5/customers/create", 201, "", FORM, body))
    shown = {
        (row.rpartition("/")[2], event)
        for *_, side, row, event in listener.seen.shown
        if side == ASKED and event in ("sent", "present", "0 items")
    }

    assert shown == {
        ("customer", "sent"),
        ("firstName", "present"),
        ("phones", "present"),
        ("phones", "0 items"),
    }


@given(st.lists(st.tuples(st.sampled_from(["block", "control"]), st.integers(200, 599)), max_size=9))
def test_counts_are_kept_by_writing_and_summed_by_reading(calls: list[tuple[str, int]]) -> None:
    parts = []
    for contract, status in calls:
        parts.append(Seen())
        parts[-1].calls[contract, "operation", str(status)] += 1
        parts[-1].shown[contract, "operation", "asked", "#/row", "present"] += 1
    whole = together(Seen.read(part.as_json()) for part in parts)

    assert (whole.calls.total(), whole.shown.total()) == (len(calls), len(calls))
    assert whole == together(reversed(parts))


def test_a_program_that_a_test_starts_records_what_it_answers(tmp_path: Path) -> None:
    recording = {"CONTRACT_SEEN": str(tmp_path / "session"), "PYTHONPATH": str(CHILDREN)}
    with started(
        "simulators.retailcrm_mock", "--port", "0", "--customers", "1", environment=recording
    ) as url:
        ControlClient(url).journal()
        for page in ("", "static/control.css", "openapi.json"):  # no part of the contract
            urllib.request.urlopen(f"{url}/_sim/{page}", timeout=10).close()  # noqa: S310 - the address it printed

    seen = recorded(tmp_path)
    assert (seen.calls, seen.strangers) == ({("control", "getJournal", "200"): 1}, {})


def test_without_recordings_it_says_what_to_run_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path) == 2
    assert "run the sessions with tests first" in capsys.readouterr().err


def test_what_is_missing_fails_the_session_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listener = Listener()
    listener.hear("block", HEALTH)
    (tmp_path / "seen" / "session").mkdir(parents=True)
    (tmp_path / "seen" / "session" / "gw0-1.json").write_text(listener.seen.as_json(), encoding="utf-8")

    assert main(tmp_path) == 1
    assert "block: no test met getHealth 405; write one" in capsys.readouterr().err
    told = json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))["contracts"]
    assert [(one["name"], one["exercised"]) for one in told] == [
        ("block", 1),
        ("control", 0),
        ("retailcrm", 0),
    ]
    assert "getReadiness" in (tmp_path / "coverage.html").read_text(encoding="utf-8")


def test_contracts_of_which_everything_was_met_are_praised() -> None:
    seen = Seen()
    for name, document in DOCUMENTS.items():
        for operation in Operations(document).all:
            seen.calls.update((name, operation.name, status) for status in operation.statuses)

    assert [(one.missing, one.strangers) for one in tabled(seen)] == [([], ())] * len(DOCUMENTS)
