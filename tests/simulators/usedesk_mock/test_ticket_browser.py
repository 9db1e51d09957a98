"""The ticket page in a real browser: its blocks load, fail and are refreshed beside one another."""

import re

from playwright.sync_api import Page, expect

from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.desk import block, panel, seed

WORDS = {
    "answers": "Answer",
    "empty": "The block answered with empty HTML.",
    "fails": "HTTP status 500",
    "text": "Not JSON",
    "no-html": "No “html” in the answer",
    "redirect": "Redirect not followed",
    "hangs-up": "Broken off",
}


def test_each_end_is_shown_in_words_beside_the_others(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, way) for way in WORDS])}")
    for way, words in WORDS.items():
        expect(panel(page, way)).to_contain_text(words)


def test_a_ticket_is_readable_while_a_block_loads_and_others_answer(
    page: Page, desk: str, server: BlockServer
) -> None:
    blocks = [block(server, way) for way in ("slow", "answers")]
    page.goto(f"{desk}/tickets/{seed(desk, blocks=blocks)}")
    expect(page.get_by_text("Hello")).to_be_visible()
    expect(panel(page, "answers")).to_contain_text("Answer")
    expect(panel(page, "slow")).to_contain_text("Loading…")


def test_a_block_that_takes_too_long_is_told(page: Page, hasty: str, server: BlockServer) -> None:
    page.goto(f"{hasty}/tickets/{seed(hasty, blocks=[block(server, 'slow')])}")
    expect(panel(page, "slow")).to_contain_text("No answer in time")


def test_the_seconds_are_counted(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'slow')])}")
    expect(panel(page, "slow")).to_contain_text("Loading…")
    expect(panel(page, "slow")).to_contain_text(re.compile(r"[1-9]\d* s of 60"))


def test_refresh_asks_the_same_again(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer 1")
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    expect(panel(page, "answers")).to_contain_text("Answer 2")
    panel(page, "answers").get_by_role("button", name="Refresh").press("Space")
    expect(panel(page, "answers")).to_contain_text("Answer 3")
    assert server.bodies[0] == server.bodies[1] == server.bodies[2]


def test_a_blocks_html_lives_in_the_page(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'interactive')])}")
    inside = panel(page, "interactive")
    inside.get_by_role("button", name="Press me").click()
    expect(inside.get_by_role("button", name="handled")).to_be_visible()
    expect(inside.get_by_text("Unfolded text")).to_be_hidden()
    inside.get_by_text("Unfold", exact=True).click()
    expect(inside.get_by_text("Unfolded text")).to_be_visible()
    assert inside.locator("script").count() == 1
    expect(page).to_have_title("Where? · Usedesk simulator")


def test_a_blocks_own_link_reloads_it(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'interactive')])}")
    panel(page, "interactive").get_by_role("button", name="Press me").click()
    panel(page, "interactive").get_by_text("Again").click()
    expect(panel(page, "interactive").get_by_role("button", name="Press me")).to_be_visible()
    assert len(server.bodies) == 2


def test_a_simulator_that_is_gone_is_told(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer 1")
    page.route("**/blocks?*", lambda route: route.abort())
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    expect(panel(page, "answers")).to_contain_text("The simulator did not answer")


def test_a_block_deleted_meanwhile_is_told_in_the_simulators_own_words(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer 1")
    assert page.request.post(f"{desk}/settings/blocks/1/delete").ok
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    told = panel(page, "answers").locator(".block-trouble")
    expect(told).to_have_text("This block is not shown any more. Open the ticket again.")
