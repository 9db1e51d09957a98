from collections.abc import Iterator
from typing import Any

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Locator, Page, expect

from simulators.kit.launcher import running
from simulators.usedesk_mock.app import create_app
from tests.simulators.usedesk_mock.block_server import BlockServer


@pytest.fixture
def desk() -> Iterator[str]:
    """Where a simulator without tickets listens."""
    with running(create_app(tickets=0)) as simulator:
        yield simulator.url


@pytest.fixture
def hasty() -> Iterator[str]:
    """Where a simulator listens that gives blocks hardly any time."""
    with running(create_app(tickets=0, limit=0.2)) as simulator:
        yield simulator.url


def seed(desk: str, **load: Any) -> int:
    """Load things and a ticket; returns the ticket's id."""
    tickets = [
        {"client": {"name": "Anna", "emails": ["anna@example.com"]}, "subject": "Where?", "text": "Hello"}
    ]
    with requests.Session() as session:
        answer = session.post(f"{desk}/_sim/seed", json={"load": {"tickets": tickets, **load}}, timeout=10)
    return int(answer.json()["accounts"]["company"]["tickets"][0])


def block(server: BlockServer, way: str) -> dict[str, str]:
    return {"name": way, "title": way, "url": f"{server.url}/{way}"}


def panel(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def test_a_block_added_through_the_form_answers_in_a_ticket(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/settings/extensions")
    page.get_by_label("RetailCRM").click()
    expect(page.get_by_role("switch", name="RetailCRM")).to_have_text("ON")
    page.goto(f"{desk}/settings/blocks")
    page.get_by_role("link", name="Add dynamic block").click()
    page.get_by_label("Name").fill("CRM")
    page.get_by_label("Title").fill("RetailCRM")
    page.get_by_label("URL").fill(f"{server.url}/settings/blocks/retail_crm")
    page.get_by_label("Secret key").fill("the-key")
    page.get_by_label("Enabled").check()
    page.get_by_role("button", name="Add parameter").click()
    page.get_by_label("Key", exact=True).fill("subdomain")
    page.get_by_label("Value").fill("company")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("cell", name="enabled")).to_be_visible()
    page.goto(f"{desk}/tickets/{seed(desk)}")
    expect(panel(page, "RetailCRM")).to_contain_text("Answer 1")
    assert (
        server.bodies[0].items() >= {"secret": "the-key", "subdomain": "company", "subject": "Where?"}.items()
    )


def test_a_letter_becomes_a_ticket(page: Page, desk: str) -> None:
    page.goto(f"{desk}/tickets/new")
    page.get_by_label("Channel").select_option("WhatsApp")
    page.get_by_label("Name").fill("Anna")
    page.get_by_label("Address or number").fill("+7 999 000-11-22")
    page.get_by_label("Subject").fill("Where is it?")
    page.get_by_label("Text").fill("Hello")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Where is it?")).to_be_visible()
    expect(page.locator("#right_resize_container .panel-primary")).to_contain_text("79990001122 whatsapp")


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
    expect(panel(page, "slow")).to_contain_text("1 s of 60")


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
    page.route("**/blocks/*", lambda route: route.abort())
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


def test_a_reset_asks_first_and_says_what_is_lost(page: Page, desk: str) -> None:
    seed(desk)
    asked: list[str] = []

    def decline(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", decline)
    page.goto(f"{desk}/_sim/")
    page.get_by_role("button", name="Reset to the start").click()
    page.get_by_role("link", name="Back to the simulator").click()
    expect(page).to_have_url(f"{desk}/")
    page.goto(f"{desk}/tickets")
    expect(page.get_by_role("link", name="Where?")).to_be_visible()
    assert [words.partition("?")[0] for words in asked] == ["Put every account back to its start"]


def test_a_name_of_ten_thousand_letters_leaves_the_ticket_a_page(page: Page, desk: str) -> None:
    name = "Неразрывноеимя" * 720
    ticket = seed(desk, tickets=[{"client": {"name": name}, "subject": name, "text": "Hello"}])
    for path in ("/", "/tickets", f"/tickets/{ticket}"):
        page.goto(desk + path)
        assert page.evaluate("document.documentElement.scrollHeight") <= 1000, path
    expect(page.locator("#client-name")).to_have_attribute("title", name)


def test_every_page_is_accessible_and_fits(page: Page, desk: str, server: BlockServer) -> None:
    blocks = [block(server, way) for way in ("answers", "empty", "fails", "text", "slow")]
    ticket = seed(desk, blocks=blocks)
    found = {path: faults(page, desk + path) for path in (*PATHS, f"/tickets/{ticket}")}
    assert found == dict.fromkeys(found, ([], 0, 0))


PATHS = (
    "/", "/tickets", "/tickets/new", "/settings", "/settings/extensions", "/settings/blocks",
    "/settings/blocks/1", "/settings/blocks/new/static", "/settings/blocks/1/delete", "/404",
)  # fmt: skip


def faults(page: Page, address: str) -> tuple[list[str], int, int]:
    """What axe finds on the page, and by how many pixels it is too wide for two screens."""
    page.goto(address)
    broken = [one["id"] for one in Axe().run(page).response["violations"]]
    too_wide = []
    for width in (1600, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        too_wide.append(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    return broken, too_wide[0], too_wide[1]
