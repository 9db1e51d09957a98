"""The demo's helpdesk with the block in every language, and what an agent sees and opens there."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response, expect

from service.core.language import LANGUAGES
from simulators.demo.__main__ import KEY, PARAMETERS
from tests.e2e.demo import Demo
from tests.e2e.landing import Landing, Link, plain

CLICKED = 6
_READ = """() => [...document.querySelectorAll('.dynamic-block')].map(panel => ({
  ...panel.querySelector('.rcb-block').dataset,
  lang: panel.querySelector('.rcb-block').lang,
  text: panel.querySelector('.rcb-block').innerText,
  foreign: panel.querySelectorAll('img, script, [onerror]').length,
  links: [...panel.querySelectorAll('.rcb-block a')].map(
    link => ({text: link.textContent, href: link.href, action: Boolean(link.closest('.rcb-actions'))}))
}))"""
_LANDED = """() => ({
  heading: document.querySelector('h1').textContent,
  filled: document.querySelector("input[name=phone], input[name='filter[customer]']")?.value ?? '',
  listed: document.querySelector('[role=status]')?.innerText ?? '',
})"""
_WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A block as the page shows it.

    Attributes:
        foreign: how many elements there are that a block never has: they would be somebody else's.
    """

    lang: str
    outcome: str
    text: str
    foreign: int
    links: tuple[Link, ...]

    @property
    def leads(self) -> tuple[tuple[str, str], ...]:
        """Where its links lead, and the names of those that are the same in every language."""
        return tuple((one.href, "" if one.is_action else one.text) for one in self.links)


@contextlib.contextmanager
def every_language(demo: Demo) -> Iterator[Demo]:
    """The demo with a block for each language, its journals keeping everything; afterwards as it was."""
    helpdesk, crm = demo.usedesk_control(), demo.crm_control()
    before = helpdesk.snapshot()
    helpdesk.seed({"load": {"blocks": [_block(demo, lang) for lang in LANGUAGES[1:]]}})
    crm.lift_quota(lifted=True)
    for each in (helpdesk, crm):
        each.keep_journal(keep="everything")
    yield demo
    helpdesk.put_snapshot(before)
    crm.lift_quota(lifted=False)
    for each in (helpdesk, crm):
        each.keep_journal(keep="shape")


def _block(demo: Demo, lang: str) -> Mapping[str, object]:
    given = {**PARAMETERS, "lang": lang}
    return {
        "name": lang,
        "title": f"RetailCRM ({lang})",
        "url": f"{demo.service}/settings/blocks/retail_crm",
        "secret_key": KEY,
        "enabled": True,
        "parameters": [{"key": key, "value": value, "encode": False} for key, value in given.items()],
    }


def tag(lang: str) -> str:
    """The language as HTML calls it."""
    return lang.replace("_", "-")


def open_ticket(page: Page, address: str) -> None:
    """Open a ticket and wait for its blocks, one a language."""
    page.goto(address)
    expect(page.locator(".dynamic-block .rcb-block")).to_have_count(len(LANGUAGES))


def read_blocks(page: Page) -> list[Seen]:
    """Unfold all that folds, and read the blocks."""
    page.locator(".rcb-block details").evaluate_all("all => all.forEach(one => { one.open = true })")
    return [_seen(**told) for told in page.evaluate(_READ)]


def _seen(lang: str, outcome: str, text: str, foreign: int, links: list[dict[str, object]]) -> Seen:
    read = (Link(str(one["text"]), str(one["href"]), bool(one["action"])) for one in links)
    return Seen(lang, outcome, text, foreign, tuple(read))


def picture(page: Page, lang: str) -> bytes:
    """The block of a language."""
    return _block_of(page, lang).screenshot(animations="disabled")


def _block_of(page: Page, lang: str) -> Locator:
    return page.locator(f".dynamic-block .rcb-block[lang={tag(lang)}]")


def axe(page: Page, lang: str) -> list[str]:
    """What axe finds by WCAG 2.2 AA on the page, of the blocks in the one of this language."""
    others = [[f".rcb-block[lang={tag(one)}]"] for one in LANGUAGES if one != lang]
    found = Axe().run(page, context={"exclude": others}, options=_WCAG).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def open_links(page: Page, lang: str, links: list[Link]) -> dict[Link, Landing]:
    """Open each of these links of the block in this language; click the first ones as an agent does.

    The further ones of a long list are opened one after another in the last tab, which costs a third.
    """
    shown = _block_of(page, lang).get_by_role("link")
    places = {href: place for place, href in enumerate(shown.evaluate_all("all => all.map(one => one.href)"))}
    found = {link: _click(page, shown.nth(places[link.href])) for link in links[:CLICKED]}
    if further := links[CLICKED:]:
        tab = page.context.new_page()
        found |= {link: _landed(tab, tab.goto(link.href)) for link in further}
        tab.close()
    return found


def _click(page: Page, link: Locator) -> Landing:
    context = page.context
    with context.expect_event("response", _is_navigation) as response, context.expect_page() as opened:
        link.click()
    landed = _landed(opened.value, response.value)
    opened.value.close()
    return landed


def _is_navigation(response: Response) -> bool:
    return response.request.is_navigation_request()


def _landed(tab: Page, response: Response | None) -> Landing:
    tab.wait_for_load_state("domcontentloaded")
    told = tab.evaluate(_LANDED)
    listed = " ".join(told["listed"].split()[:3])
    return Landing(plain(told["heading"]), told["filled"], listed, response.status if response else 0)
