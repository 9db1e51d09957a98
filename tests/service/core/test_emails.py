"""E-mails compare by one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.emails import parse


@given(st.text())
def test_reading_twice_changes_nothing(text: str) -> None:
    once = parse(text)
    assert once is None or parse(once) == once


@pytest.mark.parametrize(
    "text",
    ["Anna@Example.COM", " anna@example.com\n", "\u200banna@example.com\u202c", "an\ud800na@example.com"],
)
def test_case_blanks_around_and_invisible_marks_do_not_matter(text: str) -> None:
    assert parse(text) == "anna@example.com"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a@faß.de", "a@fass.de"),
        ("ſam@example.com", "sam@example.com"),
        ("ﬁsh@example.com", "fish@example.com"),
    ],
)
def test_different_mailboxes_stay_different(one: str, other: str) -> None:
    assert parse(one) != parse(other)


def test_composed_and_decomposed_letters_are_one() -> None:
    assert parse("josé@example.com") == parse("jose\u0301@EXAMPLE.com") == "josé@example.com"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 600 + "@a.b",
        "anna",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a b@c",
        "a\x00b@c",
        "a\tb@c",
        "x" * 250 + "@example.com",
        "é\u00a0a@example.com",
        "é\x85a@example.com",
        "é\x7fa@example.com",
    ],
)
def test_what_cannot_be_an_address_is_none(text: str) -> None:
    assert parse(text) is None


def test_an_address_has_up_to_254_signs_and_twice_as_many_with_what_is_around_it() -> None:
    longest = "x" * 242 + "@example.com"
    assert parse(longest.ljust(508)) == longest
    assert parse("anna@example.com".ljust(509)) is None
    assert parse("x" + longest) is None
