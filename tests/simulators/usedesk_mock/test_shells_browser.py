"""The shells: measured colours, every width, nobody shut out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.desk import block, opened, panel, says, seed

SHELLS = ("classic", "bare", "narrow", "dark")
COLUMNS = (260, 300, 350, 460)
WINDOWS = (1600, 1024, 390)
# What stands in the page is a block's own affair; its drawer and its panel are ours.
OURS = {"exclude": [[".block-html"], [".block-content"], [".static-block > .panel-body"]]}
KEY = "usedesk-simulator-column"

PARTS = """<p>Text</p><a href="#">Link</a><h4>Heading</h4><button class="btn btn-green">Green</button>
<button class="btn btn-red">Red</button>
<div class="alert alert-success">s</div><div class="alert alert-warning">w</div>
<div class="alert alert-info">i</div><div class="alert alert-danger">d</div>
<span class="label label-success">s</span><span class="label label-info">i</span>"""
# Measured on screenshots of Usedesk, or read in the theme they show: text, then background.
MEASURED = {
    "p": ("rgb(148, 148, 148)", "rgba(0, 0, 0, 0)", "12px"),
    "a": ("rgb(55, 62, 74)", "rgba(0, 0, 0, 0)", "12px"),
    "h4": ("rgb(55, 62, 74)", "rgba(0, 0, 0, 0)", "15px"),
    ".btn-green": ("rgb(255, 255, 255)", "rgb(0, 166, 81)", "12px"),
    ".btn-red": ("rgb(255, 255, 255)", "rgb(212, 32, 32)", "12px"),
    ".alert-success": ("rgb(4, 87, 2)", "rgb(189, 237, 188)", "12px"),
    ".alert-warning": ("rgb(87, 72, 2)", "rgb(255, 239, 164)", "12px"),
    ".alert-info": ("rgb(44, 126, 161)", "rgb(197, 232, 247)", "12px"),
    ".alert-danger": ("rgb(172, 24, 24)", "rgb(255, 201, 201)", "12px"),
    ".label-success": ("rgb(255, 255, 255)", "rgb(0, 166, 81)", "9px"),
    ".label-info": ("rgb(255, 255, 255)", "rgb(33, 169, 225)", "9px"),
}
_LOOK = """(top, selectors) => selectors.map((one) => {
  const style = getComputedStyle(top.querySelector(one));
  return [style.color, style.backgroundColor, style.fontSize];
})"""

_FONT = "one => getComputedStyle(one).fontFamily"


def looks(page: Page, selector: str, parts: list[str]) -> dict[str, tuple[str, ...]]:
    """Colour, background and size of what the selectors find inside of an element."""
    told = page.locator(selector).first.evaluate(_LOOK, parts)
    return {part: tuple(look) for part, look in zip(parts, told, strict=True)}


def test_the_classic_shell_looks_as_measured(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[says(server, 'parts', PARTS)])}?shell=classic")
    expect(panel(page, "parts")).to_contain_text("Text")
    assert looks(page, ".block-html", list(MEASURED)) == MEASURED
    heading = {
        ".panel-heading": ("rgb(55, 62, 74)", "rgb(240, 240, 241)", "12px"),
        ".panel-title": ("rgb(55, 62, 74)", "rgba(0, 0, 0, 0)", "14px"),
    }
    assert looks(page, ".dynamic-block", list(heading)) == heading
    sizes = page.locator(".dynamic-block").evaluate(
        "one => [getComputedStyle(one).borderTopColor, one.querySelector('.panel-heading').offsetHeight,"
        " getComputedStyle(one.querySelector('.panel-body')).padding]"
    )
    assert sizes == ["rgb(235, 235, 235)", 37, "15px"]  # 36 px and the line under them


def test_the_bare_shell_gives_a_block_nothing(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[says(server, 'parts', PARTS)])}?shell=bare")
    expect(panel(page, "parts")).to_contain_text("Text")
    nothing = ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)", "16px")
    parts = ["p", "h4", ".alert-success", ".label-info"]
    assert looks(page, ".block-html", parts) == dict.fromkeys(parts, nothing)
    assert page.evaluate("typeof jQuery") == "undefined"
    assert page.locator(".block-html").evaluate(_FONT) == page.locator("html").evaluate(_FONT)


def test_a_block_may_lean_on_bootstraps_scripts_in_every_shell_but_the_bare(
    page: Page, desk: str, server: BlockServer
) -> None:
    ticket = seed(desk, blocks=[block(server, "interactive")])
    unfolds = {}
    for shell in SHELLS:
        page.goto(f"{desk}/tickets/{ticket}?shell={shell}")
        panel(page, "interactive").get_by_text("Unfold", exact=True).click()
        folded = panel(page, "interactive").locator("#folded")
        unfolds[shell] = folded.evaluate("one => /in|collapsing/.test(one.className)")
    assert unfolds == {"classic": True, "bare": False, "narrow": True, "dark": True}


def test_a_shell_is_chosen_on_the_page_and_remembered(page: Page, desk: str) -> None:
    ticket = seed(desk)
    page.goto(f"{desk}/tickets/{ticket}")
    seen = [chosen(page)]
    page.get_by_role("navigation", name="Shell").get_by_role("link", name="Dark").click()
    seen.append(chosen(page))
    page.goto(f"{desk}/tickets/{ticket}")
    seen.append(chosen(page))
    page.goto(f"{desk}/tickets/{ticket}?shell=nonsense")
    seen.append(chosen(page))
    assert seen == ["Classic", "Dark", "Dark", "Dark"]


def chosen(page: Page) -> str:
    return page.locator(".bench [aria-current]").inner_text()


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_fits_every_width_and_axe_finds_nothing(
    page: Page, desk: str, server: BlockServer, shell: str
) -> None:
    ways = ("answers", "fails", "empty", "slow", "wide")
    static = {"kind": "static", "name": "note", "title": "A note", "content": "<p>Static</p>"}
    page.goto(
        f"{desk}/tickets/{seed(desk, blocks=[*(block(server, way) for way in ways), static])}?shell={shell}"
    )
    expect(page.locator("[aria-busy]")).to_have_count(1)
    opened(page, "answers")
    found = {f"{window}": told(page, window) for window in WINDOWS}
    page.set_viewport_size({"width": 1600, "height": 900})
    found |= {f"column {width}": told_in_column(page, width) for width in COLUMNS}
    assert found == dict.fromkeys(found, (0, []))


def told(page: Page, window: int) -> tuple[int, list[str]]:
    """By how many pixels the page is too wide for a window, and what axe finds."""
    page.set_viewport_size({"width": window, "height": 900})
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    broken = Axe().run(page, context=OURS).response["violations"]
    return too_wide, [f"{one['id']}: {one['nodes'][0]['html']}" for one in broken]


def told_in_column(page: Page, width: int) -> tuple[int, list[str]]:
    page.get_by_role("separator").press("End")
    for _ in range((460 - width) // 10):
        page.keyboard.press("ArrowRight")
    column = page.locator("#right_resize_container").evaluate("one => one.getBoundingClientRect().width")
    return column - width, told(page, 1600)[1]
