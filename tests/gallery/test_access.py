"""Who uses a keyboard or a screen reader gets everything, in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.core.language import LANGUAGES
from tests.gallery.aria import FOLDER, SNAPSHOTS, snapshot
from tests.gallery.drawn import draw
from tests.gallery.samples import named
from tests.gallery.stage import Stage
from tests.gallery.world import everything


@pytest.fixture
def full(classic: Stage) -> Stage:
    """A block with all there is, folded, and the focus just before it."""
    classic.show({"everything": draw(everything(), "en")})
    classic.place.evaluate("place => { place.tabIndex = -1; place.focus(); }")
    return classic


def tabbed(stage: Stage, times: int) -> Iterator[list[str]]:
    """What each press of Tab brings the focus to, and whether the eye can tell."""
    for _ in range(times):
        stage.page.keyboard.press("Tab")
        yield stage.page.evaluate("measure.focused()")


def test_tab_reaches_every_link_and_fold_in_order_and_shows_where_it_is(full: Stage) -> None:
    full.fold(opened=True)
    operable = full.page.evaluate("measure.operable()")
    assert len(operable) > 10
    assert list(tabbed(full, len(operable))) == [[name, "a ring"] for name in operable]


def test_what_is_folded_is_skipped(full: Stage) -> None:
    folded = full.page.evaluate("measure.operable()")
    assert [name for name, _ in tabbed(full, len(folded))] == folded


def test_a_fold_opens_by_enter_and_closes_by_space(full: Stage) -> None:
    fold = full.place.locator("details").first
    fold.locator("summary").first.focus()
    full.page.keyboard.press("Enter")
    assert fold.evaluate("fold => fold.open")
    full.page.keyboard.press("Space")
    assert not fold.evaluate("fold => fold.open")


@pytest.mark.parametrize(("lang", "slug"), SNAPSHOTS, ids=lambda part: part)
def test_a_screen_reader_walks_the_block_as_reviewed(classic: Stage, lang: str, slug: str) -> None:
    assert snapshot(classic, named(slug), lang) == (FOLDER / lang / f"{slug}.yml").read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    kept = {path.relative_to(FOLDER) for path in FOLDER.glob("*/*.yml")}
    assert kept == {Path(lang) / f"{slug}.yml" for lang, slug in SNAPSHOTS}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_is_told_to_screen_readers(classic: Stage, lang: str) -> None:
    classic.show({"everything": draw(everything(), lang)})
    assert classic.place.locator("[lang]").first.get_attribute("lang") == lang.replace("_", "-")
