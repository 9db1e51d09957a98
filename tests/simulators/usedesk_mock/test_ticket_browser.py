"""The ticket page in a real browser: its blocks load, fail and are refreshed beside one another."""

import re

from playwright.sync_api import Page, expect

from simulators.kit.client import ControlClient
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


BREAKING_OUT = "</div></section></aside><script>document.title = 'ran'</script><em>{{client_name}}</em>"


def test_html_of_the_settings_stays_in_its_panel(page: Page, desk: str, server: BlockServer) -> None:
    static = {"kind": "static", "name": "note", "title": "A note", "content": BREAKING_OUT}
    blocks = [static, {**block(server, "answers"), "content": BREAKING_OUT}, block(server, "empty")]
    page.goto(f"{desk}/tickets/{seed(desk, blocks=blocks)}")
    expect(panel(page, "A note").locator("em")).to_have_text("Anna")
    expect(panel(page, "answers").locator("em")).to_have_text("{{client_name}}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    expect(panel(page, "empty")).to_contain_text("empty HTML")
    expect(page.locator("#right_resize_container > section")).to_have_count(4)
    expect(page).to_have_title("Where? · Usedesk simulator")


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


def test_ten_blocks_are_asked_at_once(page: Page, desk: str, server: BlockServer) -> None:
    blocks = [block(server, "meets?10") | {"title": f"block {number}"} for number in range(10)]
    page.goto(f"{desk}/tickets/{seed(desk, blocks=blocks)}")
    for number in range(10):
        expect(panel(page, f"block {number}")).to_contain_text("All here")


def test_many_slow_blocks_hold_up_neither_another_nor_the_next_page(
    page: Page, desk: str, server: BlockServer
) -> None:
    slow = [block(server, "slow") | {"title": f"slow {number}"} for number in range(8)]
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[*slow, block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    expect(panel(page, "answers")).to_contain_text("Answer 10")  # the tenth call of all
    expect(page.locator("[aria-busy]")).to_have_count(8)
    page.get_by_role("link", name="Settings").click()
    expect(page).to_have_url(f"{desk}/settings")


def test_an_answer_that_a_refresh_overtook_is_not_shown(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'overtaken')])}")
    with server.meeting:
        assert server.meeting.wait_for(lambda: server.met == 1, timeout=30)
    panel(page, "overtaken").get_by_role("button", name="Refresh").click()
    expect(panel(page, "overtaken")).to_contain_text("Newest")
    with page.expect_response(lambda answer: "/answers" in answer.url and "Old" in answer.text()):
        server.released.set()
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(panel(page, "overtaken")).to_contain_text("Newest")


def test_how_old_an_answer_is_is_kept_up_without_being_read_aloud(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.clock.install()
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    age = panel(page, "answers").locator(".block-age")
    expect(age).to_have_text("now")
    page.clock.run_for(12_000)
    expect(age).to_have_text("12 sec. ago")
    page.clock.run_for(180_000)
    expect(age).to_have_text("3 min. ago")
    assert age.evaluate("one => one.closest('[aria-live], [role=status], [role=alert]')") is None
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    expect(age).to_have_text("now")


def test_a_simulator_that_forgot_the_page_says_so(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer 1")
    page.route("**/blocks?*", lambda route: route.fulfill(status=202))
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    expect(panel(page, "answers")).to_contain_text("The simulator does not know of this page any more.")


def test_a_block_is_asked_in_a_company_of_its_own(page: Page, desk: str, server: BlockServer) -> None:
    with ControlClient(desk) as door:
        door.create_account({"account": "other"})
    with ControlClient(desk, "other") as door:
        ticket = {"client": {"name": "Olga"}, "subject": "Here?"}
        made = door.seed({"load": {"tickets": [ticket], "blocks": [block(server, "answers")]}})
    page.goto(f"{desk}/companies/other/tickets/{made['other']['tickets'][0]}")
    expect(panel(page, "answers")).to_contain_text("Answer 1")


def test_the_card_shows_what_is_known_of_the_client(page: Page, desk: str) -> None:
    client = {"name": "Anna", "vip": True, "note": "Calls back", "company": "Horns", "position": "Buyer"}
    page.goto(f"{desk}/tickets/{seed(desk, tickets=[{'client': client, 'subject': 'Where?'}])}")
    card = page.locator("#right_resize_container .panel-primary")
    rows = [row.inner_text().split("\n") for row in card.locator(".form-group").all()]
    assert rows == [["Company", "Horns"], ["Position", "Buyer"], ["Note", "Calls back"]]
    expect(card.locator(".mark")).to_have_text(["VIP"])
