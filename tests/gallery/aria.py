"""What a screen reader finds in a block, kept for review; `python -m tests.gallery --snapshots` writes it."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from service.core.language import LANGUAGES
from tests import browser
from tests.gallery.builders import Sample
from tests.gallery.drawn import draw
from tests.gallery.samples import named
from tests.gallery.shells import served
from tests.gallery.stage import Stage

FOLDER = Path(__file__).parent / "aria"
_ALL = (
    "found-by-phone",
    "hidden-a-phone-without-orders",
    "orders-6",
)
_ENGLISH = (
    "found-by-phone-and-e-mail",
    "found-by-e-mail-no-orders",
    "found-in-orders-only",
    "hidden-orders-unchecked",
    "hidden-the-reason-switched-off",
    "not-found",
    "nothing-to-search-by",
    "retailcrm-does-not-answer",
    "the-key-is-rejected",
    "not-set-up-nothing-at-all",
    "the-fault-is-ours",
    "partial-the-card-without-its-orders",
    "stale-by-12-minutes",
    "5-more-clients-have-this-phone",
    "a-vip-who-is-bad",
    "tags-of-many-colours",
    "every-part-switched-on",
    "orders-of-several-shops",
    "paid-in-part",
    "delivery-with-everything",
    "items-some-cancelled",
    "items-12",
    "overdue-call-back-a-comment",
)
SNAPSHOTS = [("en", slug) for slug in (*_ALL, *_ENGLISH)] + [
    (lang, slug) for lang in LANGUAGES if lang != "en" for slug in _ALL
]


def snapshot(stage: Stage, shown: Sample, lang: str) -> str:
    """The block as a tree of roles and names, unfolded."""
    stage.show({shown.slug: draw(shown, lang)})
    stage.fold(opened=True)
    return stage.place.aria_snapshot() + "\n"


def write() -> None:
    """Write every snapshot anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    with served() as desk, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.arguments())
        stage = Stage(chromium.new_page(), *desk)
        stage.open("classic")
        for lang, slug in SNAPSHOTS:
            file = FOLDER / lang / f"{slug}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(snapshot(stage, named(slug), lang), encoding="utf-8")
        chromium.close()
