"""Whatever colour a tag has, its text can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.contrast import ENOUGH, colour, contrast, ink

CHANNEL = st.integers(0, 255)
COLOURS = st.builds("#{:02x}{:02x}{:02x}".format, CHANNEL, CHANNEL, CHANNEL)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # the best known near miss
        ("#0000ff", "#ffffff", 8.59),
        ("#0a0a0a", "#ffffff", 19.80),  # so dark that another formula holds
    ],
)
def test_contrast_is_as_wcag_defines_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@given(COLOURS)
def test_black_or_white_can_be_read_on_every_colour(ground: str) -> None:
    assert contrast(ink(ground), ground) >= ENOUGH
    assert colour(ground) == ground


@given(COLOURS, COLOURS)
def test_contrast_lies_between_none_and_black_on_white(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) <= 21


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("#3E7FC1", "#3e7fc1"),
        (" #37c ", "#3377cc"),
        ("", None),
        ("red", None),
        ("3e7fc1", None),
        ("#3e7fc1ff", None),
        ("#000;background:url(x)", None),
        ("#١٢٣", None),
    ],
)
def test_only_a_hex_colour_is_a_colour(text: str, read: str | None) -> None:
    assert colour(text) == read
