"""Parameters of a block are read, or told as ignored; whatever they hold, a block is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.model import USUAL_PARTS, Ignored, Part, Preferences
from service.core.parameters import PARAMETERS, read_preferences

USUAL = Preferences("en", orders=7)
anything = st.text(st.characters(exclude_categories=()), max_size=9) | st.integers().map(str)


@given(st.dictionaries(st.sampled_from(PARAMETERS), anything))
def test_whatever_a_parameter_holds_it_counts_or_is_told(given_: dict[str, str]) -> None:
    wanted, ignored = read_preferences(given_, USUAL)
    assert 1 <= wanted.orders <= 20
    assert {one.parameter for one in ignored} <= given_.keys()


def test_all_parameters_together() -> None:
    wishes = {
        "lang": "pt", "country": "br", "orders": "20", "timezone": "america/sao paulo", "show": "-tags",
        "shops": "Main, outlet", "tracking": "https://t.example/{number}",
    }  # fmt: skip
    assert read_preferences(wishes, USUAL) == (
        Preferences(
            "pt_BR", "BR", 20, USUAL_PARTS - {Part.TAGS}, "America/Sao_Paulo",
            "https://t.example/{number}", frozenset({"main", "outlet"}),
        ),
        (),
    )  # fmt: skip


@pytest.mark.parametrize("orders", ["0", "21", "100", "x", "-1", "1.5", "²"])
def test_a_number_of_orders_that_is_none_is_told_and_the_usual_one_stays(orders: str) -> None:
    told = (Ignored("orders", orders), Ignored("show", "photo, weight"))
    assert read_preferences({"orders": orders, "show": "photo,weight"}, USUAL) == (USUAL, told)


def test_a_single_order_may_be_open() -> None:
    assert read_preferences({"orders": "1"}, USUAL) == (Preferences("en", orders=1), ())


def test_where_nothing_is_wanted_all_is_as_usual() -> None:
    assert read_preferences({"lang": "", "orders": ""}, USUAL) == read_preferences({}, USUAL) == (USUAL, ())
