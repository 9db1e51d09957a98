"""Every state of the block stands in its column, in every language, width and shell."""

from itertools import product

import pytest

from service.core.language import LANGUAGES
from tests.gallery.samples import samples
from tests.gallery.shells import SHELLS, WIDTHS
from tests.gallery.stage import Stage, drawn

EVERY_SHELL, EVERY_WIDTH = pytest.mark.parametrize("shell", SHELLS), pytest.mark.parametrize("width", WIDTHS)
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


@EVERY_SHELL
@EVERY_LANGUAGE
def test_nothing_stands_out_of_the_column_or_is_cut_off(stage: Stage, shell: str, lang: str) -> None:
    stage.open(shell)
    stage.show(drawn(samples(), lang))
    found = {}
    for opened, width in product((False, True), WIDTHS):
        stage.fold(opened=opened)
        stage.widen(width)
        found[opened, width] = stage.told("tooWide")
    assert found == {each: [] for each in found}


@EVERY_LANGUAGE
def test_no_dot_between_two_things_begins_or_ends_a_line(stage: Stage, lang: str) -> None:
    stage.open("classic")
    stage.show(drawn(samples(), lang))
    stage.fold(opened=True)
    found = {}
    for width in WIDTHS:
        stage.widen(width)
        found[width] = stage.told("hanging")
    assert found == {width: [] for width in WIDTHS}


@EVERY_SHELL
@EVERY_WIDTH
def test_axe_finds_nothing(stage: Stage, shell: str, width: int) -> None:
    """Samples and languages take turns: each sample meets each shell, each width and each language."""
    row, column = SHELLS.index(shell), WIDTHS.index(width)
    lang = LANGUAGES[(row + 2 * column) % 4]
    stage.open(shell, width)
    stage.show(drawn(samples()[(row + column) % 4 :: 4], lang))
    stage.fold(opened=True)
    assert stage.axe() == []


@EVERY_SHELL
def test_the_host_page_looks_as_before(stage: Stage, shell: str) -> None:
    stage.open(shell)
    stage.show({"nothing": ""})
    before = stage.host()
    stage.show(drawn(samples(), "en"))
    stage.fold(opened=True)
    after = stage.host()
    assert {name: style for name, style in after.items() if before.get(name) != style} == {}
    assert before.keys() == after.keys()


@EVERY_SHELL
def test_text_on_a_ground_of_ours_can_be_read(stage: Stage, shell: str) -> None:
    stage.open(shell)
    stage.show(drawn(samples(), "ru"))
    stage.fold(opened=True)
    assert stage.told("unpaired") == []


@EVERY_SHELL
@pytest.mark.parametrize("width", [260, 460])
def test_it_looks_right_where_style_elements_are_stripped(stage: Stage, shell: str, width: int) -> None:
    stage.open(shell, width)
    stage.show(drawn(samples(), "ru", plain=True))
    stage.fold(opened=True)
    wrong = {name: stage.told(name) for name in ("tooWide", "unpaired", "pale", "bulleted")}
    assert wrong == {name: [] for name in wrong}


def test_chips_keep_a_border_where_colours_are_forced(stage: Stage) -> None:
    stage.page.emulate_media(forced_colors="active")
    stage.open("classic")
    stage.show(drawn(samples(), "en"))
    assert stage.told("borderless") == []
