"""Every pair of the block's colours can be read, on light hosts and on dark ones."""

import pytest

from service.core import look
from service.core.contrast import ENOUGH, contrast
from service.core.look import CHIPS, DARK, INLINE, LIGHT, Pair

THEMES = {"light": LIGHT, "dark": DARK}
PAIRS = [
    pytest.param(pair, id=f"{theme} {name}")
    for theme, pairs in THEMES.items()
    for name, pair in pairs.items()
    if name != "line"
]
ON_THE_GROUND = [
    pytest.param(pairs[name].ink, pairs["base"].ground, id=f"{theme} {name}")
    for theme, pairs in THEMES.items()
    for name in ("dim", "link", "done", "waiting")
]


@pytest.mark.parametrize("pair", PAIRS)
def test_every_ink_can_be_read_on_its_ground(pair: Pair) -> None:
    assert contrast(pair.ink, pair.ground) >= ENOUGH


@pytest.mark.parametrize(("ink", "ground"), ON_THE_GROUND)
def test_inks_that_stand_on_the_blocks_own_ground_can_be_read_there(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= ENOUGH


def test_both_themes_know_the_same_pairs() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("name", CHIPS)
def test_a_chip_carries_ground_and_ink_together(name: str) -> None:
    assert INLINE[name] == f"background:{LIGHT[name].ground};color:{LIGHT[name].ink}"


@pytest.mark.parametrize("name", LIGHT)
def test_a_rule_has_ground_and_ink_for_light_hosts_and_dark_ones_above_what_the_element_says(
    name: str,
) -> None:
    light, dark = LIGHT[name], DARK[name]
    assert look.pair(name) == (
        f"background:light-dark({light.ground},{dark.ground})!important;"
        f"color:light-dark({light.ink},{dark.ink})!important"
    )


@pytest.mark.parametrize("name", LIGHT)
def test_a_browser_that_knows_only_light_hosts_takes_the_light_ink(name: str) -> None:
    light, dark = LIGHT[name].ink, DARK[name].ink
    assert look.ink(name) == f"color:{light};color:light-dark({light},{dark})"
    assert look.ink(name, "fill") == f"fill:{light};fill:light-dark({light},{dark})"
