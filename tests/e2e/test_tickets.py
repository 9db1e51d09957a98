"""Each ticket of the demo in every shell and language: the right block, whose links open what they name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from service.core.language import LANGUAGES
from simulators.demo.scenarios import scenarios
from tests.e2e import desk
from tests.e2e.demo import Demo
from tests.e2e.expected import OUTCOMES, TOLD
from tests.e2e.landing import is_named, is_sound, landing
from tests.e2e.leaving import leave
from tests.e2e.visit import SHELLS, Visit, visit

EVERYWHERE = [(shell, desk.tag(lang)) for shell in SHELLS for lang in LANGUAGES]


@pytest.fixture(scope="module")
def helpdesk(demo: Demo) -> Iterator[Demo]:
    """The demo with a block for each language."""
    with desk.every_language(demo):
        yield demo


@pytest.fixture(scope="module")
def tickets(browser: Browser, helpdesk: Demo) -> dict[str, str]:
    """The address of each ticket, by its subject."""
    page = browser.new_page()
    page.goto(f"{helpdesk.usedesk}/tickets")
    links = page.locator("td.subject a")
    found: dict[str, str] = links.evaluate_all("all => Object.fromEntries(all.map(a => [a.title, a.href]))")
    page.close()
    return found


@pytest.mark.parametrize("place", range(len(OUTCOMES)), ids=list(OUTCOMES))
def test_each_block_is_right_and_each_link_opens_what_it_names(
    page: Page, helpdesk: Demo, tickets: dict[str, str], place: int, request: pytest.FixtureRequest
) -> None:
    scenario = scenarios()[place]
    subject = scenario.subject
    seen = visit(page, helpdesk, tickets[subject], place)
    leave(seen, scenario, place, request.node.nodeid, request.config.rootpath / "reports" / "evidence")

    shown = {where: (block.outcome, block.foreign) for where, block in seen.blocks.items()}
    assert shown == dict.fromkeys(EVERYWHERE, (OUTCOMES[subject], 0))
    assert untold(seen, TOLD.get(subject, [])) == []
    assert len({block.leads for block in seen.blocks.values()}) == 1
    assert seen.landings == {link: landing(link, scenario, helpdesk.account) for link in seen.landings}
    assert [link for link, page in seen.landings.items() if not is_named(link, helpdesk.account, page)] == []
    assert [link for link in seen.outside if not is_sound(link, scenario)] == []
    assert (seen.axe, seen.violations) == ([], [])


def untold(seen: Visit, texts: list[str]) -> list[tuple[str, str]]:
    """What is missing from the English blocks, and in which shell."""
    english = {shell: block.text for (shell, lang), block in seen.blocks.items() if lang == "en"}
    return [(shell, text) for text in texts for shell, shown in english.items() if text not in shown]
