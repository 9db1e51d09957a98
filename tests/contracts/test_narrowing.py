"""What the comparison of schemas passes is taken by the new schema as it was by the old."""

from typing import Any

import jsonschema_rs
from hypothesis import assume, event, given
from hypothesis import strategies as st

from contracts.breaking.narrowing import Comparison
from contracts.breaking.schemas import Schema

NAMES = ("a", "b")
NUMBERS, SIZES = st.integers(-2, 3), st.integers(0, 3)
LEAVES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number", ["integer", "null"]])},
        optional={
            "minimum": NUMBERS,
            "maximum": NUMBERS,
            "exclusiveMinimum": NUMBERS,
            "exclusiveMaximum": NUMBERS,
            "multipleOf": st.sampled_from([0.5, 1, 2]),
        },
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["string", ["string", "null"]])},
        optional={
            "minLength": SIZES,
            "maxLength": SIZES,
            "pattern": st.sampled_from(["^a", "b$"]),
        },
    ),
    st.fixed_dictionaries(
        {"enum": st.lists(st.sampled_from(["a", "b", 1, 2, None, True]), min_size=1, unique_by=repr)}
    ),
    st.just({"type": "boolean"}),
)


def composed(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Schemas made of others."""
    return st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("array")},
            optional={"items": parts, "minItems": SIZES, "maxItems": SIZES, "uniqueItems": st.booleans()},
        ),
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.fixed_dictionaries(dict.fromkeys(NAMES, parts))},
            optional={
                "required": st.lists(st.sampled_from(NAMES), unique=True),
                "maxProperties": SIZES,
                "minProperties": SIZES,
                "additionalProperties": st.one_of(st.booleans(), parts),
                "propertyNames": st.just({"enum": ["a", "c"]}),
            },
        ),
        st.fixed_dictionaries({"anyOf": st.lists(parts, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"allOf": st.lists(parts, min_size=1, max_size=2)}),
    )


SCHEMAS = st.recursive(LEAVES, composed, max_leaves=4)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from([0.5, 1.0, "", "a", "b", "ab", "aab"])),
    lambda parts: st.one_of(
        st.lists(parts, max_size=3), st.dictionaries(st.sampled_from(["a", "b", "c"]), parts)
    ),
    max_leaves=4,
)


def takes(schema: dict[str, Any], value: Any) -> bool:
    return jsonschema_rs.Draft202012Validator(schema).is_valid(value)


@st.composite
def changed(draw: st.DrawFn, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with one keyword taken from another of its kind, or another schema."""
    other = draw(SCHEMAS)
    shared = sorted(other.keys() & schema.keys() - {"type"}) or sorted(other)
    if not shared or draw(st.booleans()):
        return other
    word = draw(st.sampled_from(shared))
    return {**schema, word: other[word]}


@given(st.data())
def test_a_schema_that_narrows_nothing_takes_whatever_the_old_one_took(data: st.DataObject) -> None:
    old = data.draw(SCHEMAS)
    new = data.draw(changed(old))
    value = data.draw(VALUES)
    try:
        told = list(Comparison().narrowings(Schema({}, old), Schema({}, new)))
    except ValueError:
        assume(False)  # an allOf that can't be joined is said, and never judged
    if takes(old, value) and not takes(new, value):
        event("refused")
        assert told


@given(SCHEMAS)
def test_a_schema_is_not_narrower_than_itself(schema: dict[str, Any]) -> None:
    try:
        assert list(Comparison().narrowings(Schema({}, schema), Schema({}, schema))) == []
    except ValueError:
        assume(False)
