"""Parameters as PHP nests them, and the values that are read from them, asked directly."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.retailcrm_mock.api import brackets, reading
from simulators.retailcrm_mock.api.brackets import LIST, SINGLE, WRONG, Parameters, Sent
from simulators.retailcrm_mock.api.errors import INVALID, NO_CHOICE
from simulators.retailcrm_mock.state import contents


@pytest.mark.parametrize(
    ("paths", "shape"),
    [
        ([()], SINGLE),
        ([(), ()], WRONG),
        ([("",)], LIST),
        ([("0",), ("1",)], LIST),
        ([(), ("0",)], WRONG),
        ([("a", "b")], WRONG),
        ([("a",), ("a", "b")], WRONG),
        ([], WRONG),
    ],
)
def test_what_was_sent_is_a_text_a_list_or_neither(paths: list[tuple[str, ...]], shape: str) -> None:
    assert Sent([(path, "x") for path in paths]).shape == shape


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("limit", "20", Parameters({"limit": Sent([((), "20")])})),
        ("ids[]", "1", Parameters({"ids": Sent([(("",), "1")])})),
        ("filter[ids][]", "1", Parameters({}, {"ids": Sent([(("",), "1")])})),
        ("filter[ids]x", "1", Parameters({}, {"ids": Sent([((), "1")])})),
        ("filter[a][b][c]", "", Parameters({}, {"a": Sent([(("b", "c"), "")])})),
        ("filter", "1", Parameters({"filter": Sent([((), "1")])})),
        ("filter", "", Parameters()),
        ("limit", "", Parameters({"limit": Sent([((), "")])})),
        ("", "1", Parameters()),
        ("", "", Parameters()),
        ("[ids]", "1", Parameters()),
        ("a]b", "1", Parameters()),
    ],
)
def test_a_parameter_is_read_as_php_would(name: str, value: str, read: Parameters) -> None:
    assert brackets.read([(name, value)]) == read


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (reading.identity, "1", 1),
        (reading.identity, "9223372036854775807", 2**63 - 1),
        (reading.identity, "9223372036854775808", -1),
        (reading.identity, "0", -1),
        (reading.identity, "-5", -1),
        (reading.number, "-5", -5),
        (reading.amount, "-1.5e2", -150.0),
        (reading.since, "2026-11-23", "2026-11-23"),
        (reading.until, "2026-11-23", "2026-11-23 23:59:59"),
        (reading.until, "2026-11-23 14:05:00", "2026-11-23 14:05:00"),
        (reading.day, "2026-11-23 14:05:00", "2026-11-23"),
        (reading.clock, "18:00:00", "18:00:00"),
        (reading.yes, "true", True),
        (reading.yes, "0", False),
        (reading.page, "1", 1),
        (reading.limit, "50", 50),
        (reading.by, "id", "id"),
    ],
)
def test_a_value_is_read(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        (reading.number, "1.0", INVALID),
        (reading.number, "", INVALID),
        (reading.amount, "one", INVALID),
        (reading.since, "yesterday", INVALID),
        (reading.since, "2026-02-30", INVALID),
        (reading.since, "1999-12-31", INVALID),
        (reading.since, "2026-11-23T14:05:00", INVALID),
        (reading.until, "2026-13-01", INVALID),
        (reading.clock, "25:00:00", INVALID),
        (reading.yes, "yes", INVALID),
        (reading.page, "0", INVALID),
        (reading.limit, "21", NO_CHOICE),
        (reading.by, "name", NO_CHOICE),
    ],
)
def test_what_is_no_value_is_refused_in_the_forms_own_words(
    read: Callable[[str], object], text: str, told: str
) -> None:
    with pytest.raises(reading.InputError) as refused:
        read(text)
    assert str(refused.value) == told


@given(text=st.text(st.sampled_from("aÄяX*?[]1"), min_size=1, max_size=8))
def test_a_pattern_stands_for_its_letters_in_either_case_and_for_no_others(text: str) -> None:
    def sign(letter: str) -> str:
        if letter in "*?[":
            return f"[{letter}]"
        return f"[{letter.upper()}{letter.lower()}]" if letter.upper() != letter.lower() else letter

    pattern = "".join(map(sign, text))
    assert contents.holds("held", text).values == (f"*{pattern}*",)
    assert contents.whole("held", text).values == (pattern,)


@pytest.mark.parametrize(("text", "found"), [("x" * 1000, 1), ("x" * 1001, 0), ("", 0), ("a\0b", 0)])
def test_what_nobody_types_is_held_by_nothing(text: str, found: int) -> None:
    assert len(contents.holds("held", text).values) == found
