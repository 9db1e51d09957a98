"""A block loads with each ticket that is opened: it stays small."""

import pytest

from service.core.language import LANGUAGES
from tests.gallery.drawn import draw
from tests.gallery.samples import named, samples

MOST = 30 * 1024


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", ["orders-20", "orders-20-each-of-them-full"])
def test_twenty_orders_are_under_30_kb(slug: str, lang: str) -> None:
    assert len(draw(named(slug), lang).encode()) < MOST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_usual_block_of_up_to_five_orders_is_over_a_half_of_that(lang: str) -> None:
    few = [one for one in samples() if one.decision.person and len(one.decision.person.orders) <= 5]
    usual = [one for one in few if "everywhere" not in one.name and "long" not in one.name]
    sizes = {one.slug: len(draw(one, lang).encode()) for one in usual}
    assert {slug: size for slug, size in sizes.items() if size > MOST / 2} == {}
