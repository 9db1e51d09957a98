"""Where blocks are proven: the simulator's ticket page in a browser, with many blocks in the place of one."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.gallery.builders import Sample
from tests.gallery.drawn import draw
from tests.gallery.samples import samples
from tests.gallery.shells import Desk

_MEASURE = resources.files("tests.gallery").joinpath("measure.js").read_text(encoding="utf-8")
_WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_AXE = {
    "runOnly": {"type": "tag", "values": _WCAG},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


class Stage:
    """One page for a test: opened in a shell once, then shown blocks in any width."""

    def __init__(self, page: Page, desk: Desk, url: str) -> None:
        self.page, self._desk, self._url = page, desk, url
        # The helpdesk's own scripts would ask the block's server; blocks are put in from here instead.
        page.route("**/static/**/*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))

    @property
    def place(self) -> Locator:
        """Where Usedesk puts a block's HTML."""
        return self.page.locator(".block-html")

    def open(self, shell: str, width: int = 350) -> None:
        """Open the ticket, with the column this wide."""
        self.page.goto(self._url + self._desk.path(shell))
        self.page.evaluate(_MEASURE)
        self.widen(width)

    def widen(self, width: int) -> None:
        """Drag the column's edge."""
        self.page.evaluate("measure.widen", width)

    def show(self, blocks: Mapping[str, str]) -> None:
        """Put blocks in, one under another; each can be told by its name."""
        self.page.evaluate("measure.show", dict(blocks))

    def fold(self, *, opened: bool) -> None:
        """Open or close everything that folds."""
        self.page.evaluate("measure.fold", opened)

    def told(self, measured: str) -> list[str]:
        """What one of the functions of measure.js finds wrong, each with its sample."""
        found: list[str] = self.page.evaluate(f"measure.{measured}()")
        return found

    def host(self) -> dict[str, str]:
        """The computed styles of everything around the block, pseudo-elements too."""
        found: dict[str, str] = self.page.evaluate("measure.host()")
        return found

    def axe(self) -> list[str]:
        """What axe finds in the blocks by WCAG 2.2 AA."""
        result = Axe().run(self.page, context={"include": [[".block-html"]]}, options=_AXE)
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result.response["violations"]]


def drawn(shown: Iterable[Sample], lang: str, *, plain: bool = False) -> dict[str, str]:
    """Samples as HTML by their names; `plain` as if the helpdesk took `<style>` away."""
    every = _every(lang)
    blocks = {one.slug: every[one.slug] for one in shown}
    return {slug: without_style(html) for slug, html in blocks.items()} if plain else blocks


@cache
def _every(lang: str) -> dict[str, str]:
    return {one.slug: draw(one, lang) for one in samples()}


def without_style(html: str) -> str:
    """The block as a helpdesk shows it that takes `<style>` away.

    Raises:
        ValueError: it has not exactly one.
    """
    before, style, rest = html.partition("<style>")
    _, end, after = rest.partition("</style>")
    if not (style and end) or "<style" in after:
        raise ValueError("a block has exactly one <style>")
    return before + after
