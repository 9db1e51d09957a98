"""What was read once is given again only for the same values, and only while somebody holds it."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from service.web.recognising import given_again

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Said:
    written: str


class Reader:
    """Reads values, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def read(self, *values: object) -> Said:
        self.times += 1
        return Said(repr(values))


@given(st.lists(plain, max_size=6))
def test_what_is_given_again_is_what_would_be_read(values: list[object]) -> None:
    reader = Reader()
    again = given_again(reader.read)
    held = [again(value) for value in [*values, *values]]
    assert held == [Said(repr((value,))) for value in [*values, *values]]
    assert reader.times == len(set(map(repr, values)))


def test_what_nobody_holds_any_more_is_read_anew() -> None:
    reader = Reader()
    again = given_again(reader.read)
    held = again("79990001122")
    assert again("79990001122") is held
    del held
    assert (again("79990001122").written, reader.times) == ("('79990001122',)", 2)


def test_text_that_no_encoding_can_write_is_told_apart_too() -> None:
    again = given_again(Reader().read)
    assert again("\ud800") != again("\ud801")
