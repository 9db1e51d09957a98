"""Text of others is made fit to show."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from service.core.text import LONGEST, clean

anything = st.text(st.characters(exclude_categories=()), max_size=400)


@given(anything)
def test_shown_text_is_one_line_without_controls_and_never_endless(text: str) -> None:
    shown = clean(text)
    assert not [sign for sign in shown if unicodedata.category(sign) in {"Cc", "Cs"}]
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff\n\u2028"
    )
    assert len(shown) <= LONGEST
    shown.encode()


@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_name_is_cut_with_an_ellipsis() -> None:
    assert clean("x" * 10_000) == "x" * (LONGEST - 1) + "…"


def test_accents_are_kept_but_not_in_heaps() -> None:
    assert clean("Nguye\u0302\u0303n") == "Nguye\u0302\u0303n"
    assert clean("Z" + "\u0301\u0337\u0489" * 200 + "oe\u0308") == "Z\u0301\u0337\u0489oe\u0308"
