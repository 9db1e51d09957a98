"""Each rule against blocks that hurt in a shared page: found where it is broken, silent where it is kept."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.desk import block, opened, says, seed

Places = list[tuple[str, str]]
# What the page around the block has.
PAGE = {"ids": ["taken"], "classes": ["panel", "alert"]}
_LINT = """async ([blocks, page]) => {
  const { lintSource } = await import("/static/ticket/lint/lint.js");
  const around = { ids: new Set(page.ids), classes: new Set(page.classes) };
  return blocks.map((html) => lintSource(html, around));
}"""

BROKEN: dict[str, tuple[str, Places]] = {
    "ids": ('<p class="crm"><b id="total">5</b></p>', [("p.crm > b", '<b id="total">')]),
    "clashingIds": (
        '<p class="taken"><b id="taken"></b><i id="taken-2"></i><i id="taken-2"></i></p>',
        [
            ("p.taken > b", '<b id="taken">'),
            ("p.taken > i:nth-of-type(1)", '<i id="taken-2">'),
            ("p.taken > i:nth-of-type(2)", '<i id="taken-2">'),
        ],
    ),
    "imports": (
        '<style>/* @import "a.css"; */ @import "/b.css" print; .crm {color: red}</style><p class="crm"></p>',
        [("style", '@import "/b.css" print;')],
    ),
    "globalNames": (
        """<style>@keyframes turn {to {opacity: 0}} @keyframes crm-turn {} @font-face {font-family: "Mine"}
        @property --size {syntax: "*"; inherits: false} @counter-style crm-count {}</style><p class="crm">""",
        [("style", "@keyframes turn"), ("style", "@font-face Mine"), ("style", "@property --size")],
    ),
    "positions": (
        '<style>.crm b {z-index: 9}</style><p class="crm" style="position: fixed"></p>',
        [("p.crm", "position: fixed"), (".crm b", "z-index: 9")],
    ),
    "rems": (
        '<style>.crm {padding: 1px 1.5rem}</style><p class="crm" style="margin: .5rem 2rem"></p>',
        [("p.crm", "0.5rem"), ("p.crm", "2rem"), (".crm", "1.5rem")],
    ),
    "mixedContent": (
        '<form class="crm" action="http://a.example/"></form><b style="background: url(http://b.example/b)"></b>',
        [("b", "http://b.example/b"), ("form.crm", "http://a.example/")],
    ),
    "externalResources": (
        """<img src="//a.example/x.png" srcset="/y.png 1x, https://b.example/z.png 2x" alt="">
        <style>@font-face {font-family: crm; src: url("https://c.example/f")}</style>""",
        [("img", "//a.example/x.png"), ("img", "https://b.example/z.png"), ("style", "https://c.example/f")],
    ),
    "blankTargets": (
        """<a href="/x" target="_blank">x</a><form target="_BLANK" rel="nofollow"></form>
        <form><button formtarget="_blank"></button></form>
        <form rel="noopener"><button formtarget="_blank"></button></form>""",
        [
            ("a", '<a href="/x" target="_blank">'),
            ("form:nth-of-type(1)", '<form target="_BLANK" rel="nofollow">'),
            ("form:nth-of-type(2) > button", '<button formtarget="_blank">'),
        ],
    ),
    "scripts": (
        '<script>1</script><script type="Text/JavaScript">1</script>',
        [
            ("script:nth-of-type(1)", "<script>"),
            ("script:nth-of-type(2)", '<script type="Text/JavaScript">'),
        ],
    ),
    "handlers": (
        '<b onclick="f()">x</b><a href=" javascript:f()">y</a>',
        [("b", '<b onclick="f()">'), ("a", '<a href=" javascript:f()">')],
    ),
    "alternatives": (
        '<img src="/x.png"><input type="image" src="/y.png">',
        [("img", '<img src="/x.png">'), ("input", '<input type="image" src="/y.png">')],
    ),
    "headings": ("<h2>Orders</h2>", [("h2", "<h2>")]),
    "size": (f"<p>{'ы' * 33_000}</p>", [("", "65 KB")]),
    "unscopedStyles": (
        """<style>.crm p, p, .panel b, .x .crm {color: red} [title=".crm"] {color: red}
        @media print {.crm {color: red} :root {color: red}}</style><p class='crm panel'></p>""",
        [("style", one) for one in ("p", ".panel b", ".x .crm", '[title=".crm"]', ":root")],
    ),
}  # fmt: skip

GOOD = """<style>
.crm, .crm > b, b.crm:hover, :where(.crm, .crm b) i { color: #111; & em { color: #222 } }
.crm:not(.x, .y)::before { content: ".a, b" }
@media (min-width: 1px) { @supports (color: red) { .crm p { margin: 1.5em 2px } } }
@scope (.crm) { p { color: red } }
@keyframes crm-turn { to { opacity: .5 } }
</style>
<div class="crm" id="crm-1" style="position: relative; z-index: auto">
  <script type="application/json">{}</script> <h4>Orders</h4>
  <a href="http://a.example/" target="_blank" rel="noopener">An order</a>
  <form action="http://127.0.0.1:8000/" method="post"><input name="note" aria-label="Note"></form>
  <img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="> <svg><use href="#crm-1"/></svg>
</div>"""


def linted(page: Page, desk: str, *blocks: str) -> list[dict[str, Places]]:
    """What the rules on the HTML say of each block."""
    page.goto(desk)
    told: list[list[dict[str, Any]]] = page.evaluate(_LINT, [blocks, PAGE])
    return [
        {hit["rule"]: [(one["where"], one["what"]) for one in hit["places"]] for hit in hits} for hits in told
    ]


def test_each_rule_says_what_breaks_it_and_where(page: Page, desk: str) -> None:
    told = linted(page, desk, *(html for html, _ in BROKEN.values()))
    found = {rule: hits.get(rule) for rule, hits in zip(BROKEN, told, strict=True)}
    assert found == {rule: places for rule, (_, places) in BROKEN.items()}


def test_a_block_that_keeps_every_rule_is_told_nothing(page: Page, desk: str) -> None:
    assert linted(page, desk, GOOD, "", "Just text") == [{}, {}, {}]


def test_every_rule_has_a_block_that_breaks_it(page: Page, desk: str) -> None:
    page.goto(desk)
    names = page.evaluate(
        "import('/static/ticket/lint/lint.js').then((it) => [it.RULES_OF_SOURCE, it.RULES_OF_VIEW]"
        ".map((rules) => rules.map((one) => one.name)))"
    )
    assert [set(names[0]), names[1]] == [set(BROKEN), ["contrasts", "overflows"]]


_VIEW = """async () => {
  const { lintView } = await import("/static/ticket/lint/lint.js");
  return [...document.querySelectorAll(".dynamic-block")].map(lintView);
}"""


def viewed(page: Page, address: str) -> list[dict[str, Places]]:
    """What the rules on the view say of each block in a ticket, in a column of 350 px."""
    page.goto(address)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    told: list[list[dict[str, Any]]] = page.evaluate(_VIEW)
    return [
        {hit["rule"]: [(one["where"], one["what"]) for one in hit["places"]] for hit in hits} for hits in told
    ]


PALE = """<p style="color: #fff; position: absolute; width: 1px; height: 1px">for readers only</p>
<div style="background: #000"><p style="color: #ccc; background: rgb(255 255 255 / 50%)">on grey</p>
<p style="color: oklch(1 0 0)">white on black</p><p style="color: #fff; opacity: .3">faint</p></div>
<p style="color: #8a8a8a; font-size: 24px">large</p><p style="color: #333; opacity: 0">unseen</p>
<p style="background: linear-gradient(red, blue); color: #fff">on a picture</p><p>grey by the page</p>"""


def test_pale_text_is_told_with_its_contrast(page: Page, desk: str, server: BlockServer) -> None:
    (told,) = viewed(page, f"{desk}/tickets/{seed(desk, blocks=[says(server, 'block', PALE)])}?shell=classic")
    assert told["contrasts"] == [
        ("div > p:nth-of-type(1)", "2.47:1 “on grey”"),
        ("div > p:nth-of-type(3)", "2.46:1 “faint”"),
        ("p:nth-of-type(5)", "3.03:1 “grey by the page”"),
    ]


def test_ink_that_needs_paper_is_lost_in_a_dark_shell(page: Page, desk: str, server: BlockServer) -> None:
    ink = '<p style="color: #222">ink</p><p style="color: #222; background: #fff">ink on paper</p>'
    ticket = f"{desk}/tickets/{seed(desk, blocks=[says(server, 'block', ink)])}"
    assert viewed(page, f"{ticket}?shell=classic") == [{}]
    (dark,) = viewed(page, f"{ticket}?shell=dark")
    assert [what.partition(" ")[2] for _, what in dark["contrasts"]] == ["“ink”"]


WIDE = {
    '<div style="width: 290px">x</div>': "260 px: ",
    '<table style="min-width: 400px"><tr><td>x</td></tr></table>': "350 px: ",
    f"<p>{'w' * 80}</p>": "350 px: ",
    '<div style="overflow: auto"><div style="width: 900px">x</div></div>': None,
    '<p style="overflow-wrap: anywhere">' + "w" * 80 + "</p>": None,
    '<div style="width: 100%">x</div>': None,
}


def test_what_is_wider_than_the_column_is_told(page: Page, desk: str, server: BlockServer) -> None:
    ticket = seed(desk, blocks=[says(server, f"block {place}", html) for place, html in enumerate(WIDE)])
    told = viewed(page, f"{desk}/tickets/{ticket}")
    places = [one.get("overflows") for one in told]
    assert [one[0][1][:8] if one else None for one in places] == list(WIDE.values())
    assert page.locator(".dynamic-block").count() == len(WIDE)  # no copy is left behind


def test_the_drawer_counts_and_explains(page: Page, desk: str, server: BlockServer) -> None:
    html = '<h1 id="a">Big</h1><b id="a"></b>'
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[says(server, 'block', html)])}")
    found = opened(page, "block")
    expect(found.locator("summary").first).to_contain_text("Warnings: 3")
    rules = found.locator(".rules > li")
    expect(rules).to_have_count(3)
    expect(rules.nth(0)).to_contain_text("An id is there twice")
    expect(rules.nth(0)).to_contain_text("Begin ids with a name of your own.")
    expect(rules.nth(0).locator(".places li")).to_have_text(['h1 <h1 id="a">', 'b <b id="a">'])


def test_a_static_block_is_looked_at_too(page: Page, desk: str) -> None:
    static = {
        "kind": "static",
        "name": "note",
        "title": "A note",
        "content": "<h1 style='color: #000'>Big</h1>",
    }
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[static])}?shell=classic")
    found = opened(page, "A note")
    expect(found.locator(".rules > li")).to_have_count(1)
    expect(found.locator(".rules > li")).to_contain_text("A heading above the panel’s own")
    expect(found.get_by_role("group", name="Content: HTML")).to_have_text(static["content"])


@pytest.mark.parametrize("way", ["answers", "fails"])
def test_what_stands_above_an_answer_is_looked_at_with_it_or_without(
    page: Page, desk: str, server: BlockServer, way: str
) -> None:
    above = block(server, way) | {"content": "<h1 style='color: #000'>Big</h1>"}
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[above])}?shell=classic")
    headings = opened(page, way).locator(".rules > li").filter(has_text="A heading above the panel’s own")
    expect(headings.locator(".places li")).to_have_text(['h1 <h1 style="color: #000">'])
