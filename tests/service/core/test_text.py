"""Text of others is made fit to show."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from service.core.text import LONGEST, bare, clean, fold

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


def test_an_ordinary_name_stays_as_it_is() -> None:
    assert clean(" Анна-Мария О’Нил, 2-й ") == "Анна-Мария О’Нил, 2-й"


@given(st.text(st.sampled_from("ab "), max_size=60).map(clean), st.integers(8, 40))
def test_what_is_folded_and_what_is_not_are_the_whole_text(text: str, longest: int) -> None:
    shown, rest = fold(text, longest)
    assert len(shown) <= longest
    assert "".join(text.split()) == "".join((shown + rest).replace("…", "").split())


def test_a_text_is_folded_after_a_whole_word_unless_there_is_none() -> None:
    assert fold("please ring the bell", 13) == ("please ring…", "…the bell")
    assert fold("x" * 20, 10) == ("x" * 9 + "…", "…" + "x" * 11)
    assert fold("short", 10) == ("short", "")


def test_as_many_whole_words_as_fit_are_shown_unless_they_are_less_than_half() -> None:
    assert fold("please ring the bell", 15) == ("please ring…", "…the bell")
    assert fold("please ring the bell now", 17) == ("please ring the…", "…bell now")
    assert fold("please ringthebellnow", 12) == ("please ring…", "…thebellnow")
    assert fold("a bc", 3) == ("a…", "…bc")
    assert fold("please ring", 11) == ("please ring", "")


def test_of_an_endless_text_only_the_beginning_is_looked_at() -> None:
    assert clean(" " * 4 * LONGEST + "x") == ""
    assert clean(" " * (4 * LONGEST - 1) + "x") == "x"


def test_a_bare_text_has_no_signs_that_nobody_sees() -> None:
    assert [bare(text) for text in ("a\x00b", "é\u200bé", "ab", "é")] == ["ab", "éé", "ab", "é"]
