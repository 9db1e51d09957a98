"""The developer drawer under a panel: closed at first, then the whole exchange, as it was."""

import json
import re

from playwright.sync_api import Locator, Page, expect

from simulators.kit.client import ControlClient
from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.desk import block, drawer, opened, panel, seed


def tell(desk: str, method: str, path: str, body: dict[str, object]) -> None:
    """Ask something of the control door."""
    with ControlClient(desk) as door:
        door.ask(method, path, body)


def text(found: Locator, name: str, part: str = "Request") -> str:
    """What a part of the drawer shows under a name."""
    return found.get_by_role("group", name=f"{part}: {name}").inner_text()


def facts(found: Locator) -> dict[str, str]:
    rows = found.locator("dl > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows}


def test_it_is_closed_until_somebody_opens_it_by_keys(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    found = drawer(page, "answers")
    expect(found.locator("summary").first).to_contain_text(re.compile(r"^Developer\s*200 · [\d,]+ ms · 38 B"))
    expect(found.get_by_text("Request", exact=True)).to_be_hidden()
    found.locator("summary").first.press("Enter")
    expect(found.get_by_text("Request", exact=True)).to_be_visible()


def test_the_request_is_what_the_block_received_byte_for_byte(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    found = opened(page, "answers")
    assert text(found, "Method and URL") == f"POST {server.url}/answers"
    assert text(found, "Headers") == "\n".join(f"{name}: {value}" for name, value in server.headers[0])
    assert text(found, "Body") == json.dumps(server.bodies[0], indent=2, ensure_ascii=False)
    found.get_by_role("button", name="Raw").first.click()
    assert text(found, "Body") == server.texts[0]


def test_the_answer_is_what_the_block_sent(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    found = opened(page, "answers")
    assert "X-Block: tests" in text(found, "Headers", "Answer").splitlines()
    assert text(found, "HTML", "Answer") == "<p>Answer 1</p>"
    found.get_by_role("button", name="Raw").last.click()
    assert text(found, "Body", "Answer") == '{"html": "<p>Answer 1</p>", "rows": 3}'


def test_a_form_is_laid_out_by_its_fields(page: Page, desk: str, server: BlockServer) -> None:
    ticket = seed(desk, blocks=[block(server, "answers")])
    tell(desk, "PUT", "dialect", {"body": "form", "numbers": "strings"})
    page.goto(f"{desk}/tickets/{ticket}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    found = opened(page, "answers")
    assert f"ticket_id = {ticket}" in text(found, "Body").splitlines()
    assert facts(found)["Dialect"].splitlines() == ["body: form", "numbers: strings"]


def test_the_facts_say_how_it_went_and_what_struck(page: Page, desk: str, server: BlockServer) -> None:
    ticket = seed(desk, blocks=[block(server, "answers")])
    tell(desk, "POST", "faults", {"kind": "status", "status": 503})
    page.goto(f"{desk}/tickets/{ticket}")
    expect(panel(page, "answers")).to_contain_text("HTTP status 503")
    told = facts(opened(page, "answers"))
    told["Time"] = re.sub(r"^[\d,]+", "N", told["Time"])
    assert told == {
        "Status": "503",
        "Time": "N ms of 60 s",
        "Size": told["Size"],
        "Request’s contract": "kept",
        "Answer’s contract": "HTTP status 503",
        "Dialect": "every switch at its default",
        "Faults": "status",
    }


def test_a_copy_is_the_text_that_is_shown(page: Page, desk: str, server: BlockServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer")
    found = opened(page, "answers")
    found.get_by_role("button", name="Copy: Answer: HTML").click()
    expect(found.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "<p>Answer 1</p>"
    found.get_by_role("button", name="Copy as curl").click()
    expect(found.get_by_role("status")).to_have_text("Copied.")
    command = page.evaluate("navigator.clipboard.readText()")
    assert command.startswith("curl -X POST -H ")
    assert command.endswith(f"--data-binary '{server.texts[0]}' '{server.url}/answers'")


def test_a_refresh_shows_the_newest_exchange(page: Page, desk: str, server: BlockServer) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'answers')])}")
    expect(panel(page, "answers")).to_contain_text("Answer 1")
    panel(page, "answers").get_by_role("button", name="Refresh").click()
    expect(panel(page, "answers")).to_contain_text("Answer 2")
    assert text(opened(page, "answers"), "HTML", "Answer") == "<p>Answer 2</p>"


def test_a_block_whose_styles_are_wild_leaves_the_drawer_as_it_is(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/tickets/{seed(desk, blocks=[block(server, 'wild'), block(server, 'answers')])}")
    expect(panel(page, "wild")).to_contain_text("Wild")
    looks = [
        found.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).fontSize]")
        for found in (drawer(page, "wild"), drawer(page, "answers"))
    ]
    assert looks == [["rgb(48, 54, 65)", "12px"]] * 2
    assert panel(page, "answers").evaluate("one => getComputedStyle(one).fontSize") == "40px"
