import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from simulators.kit.language import LANGUAGES
from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.desk import block, panel, seed


def test_a_block_added_through_the_form_answers_in_a_ticket(
    page: Page, desk: str, server: BlockServer
) -> None:
    page.goto(f"{desk}/settings/extensions")
    page.get_by_label("RetailCRM").click()
    expect(page.get_by_role("switch", name="RetailCRM")).to_have_text("ON")
    page.goto(f"{desk}/settings/blocks")
    page.get_by_role("link", name="Add dynamic block").click()
    page.get_by_label("Name", exact=True).fill("CRM")
    page.get_by_label("Title", exact=True).fill("RetailCRM")
    page.get_by_label("URL", exact=True).fill(f"{server.url}/settings/blocks/retail_crm")
    page.get_by_label("Secret key", exact=True).fill("the-key")
    page.get_by_label("Enabled").check()
    page.get_by_role("button", name="Add parameter").click()
    page.get_by_label("Key", exact=True).fill("subdomain")
    page.get_by_label("Value", exact=True).fill("company")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-block-id]").get_by_text("enabled")).to_be_visible()
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
    expect(page.locator("#right_resize_container .panel-primary")).to_contain_text("79990001122 WhatsApp")


def names(page: Page) -> list[str]:
    return page.locator(".block-name").all_inner_texts()


def drag_up(page: Page, name: str) -> None:
    item = page.locator("[data-block-id]", has_text=name)
    item.locator(".grip").hover()
    page.mouse.down()
    top = page.locator("[data-block-id]").first.bounding_box()
    assert top
    page.mouse.move(top["x"] + 20, top["y"] + 2, steps=8)
    with page.expect_response("**/settings/blocks/order"):
        page.mouse.up()


def test_dragging_and_arrows_put_blocks_in_the_same_order(page: Page, desk: str, server: BlockServer) -> None:
    orders = []
    seed(desk, blocks=[block(server, way) for way in ("answers", "empty", "text")])
    page.goto(f"{desk}/settings/blocks")
    drag_up(page, "text")
    page.reload()
    orders.append(names(page))
    page.request.post(f"{desk}/settings/blocks/order", form={"order": "1,2,3"})
    page.reload()
    arrow = page.locator("[data-block-id]", has_text="text").get_by_role("button", name="Move up")
    arrow.focus()
    for place in (1, 0):
        expect(arrow).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".block-name").nth(place)).to_have_text("text")
    orders.append(names(page))
    assert orders == [["text", "answers", "empty"]] * 2


def test_rows_are_added_in_the_page_and_are_there_when_one_comes_back(page: Page, desk: str) -> None:
    page.goto(f"{desk}/settings/blocks/new/dynamic")
    page.get_by_label("Name", exact=True).fill("CRM")
    for place, key in enumerate(("subdomain", "lang", "country")):
        page.get_by_role("button", name="Add parameter").click()
        expect(page.get_by_label("Key", exact=True)).to_have_count(place + 1)
        page.keyboard.type(key)
    page.get_by_role("button", name="Remove").nth(1).click()
    page.get_by_role("link", name="Tickets", exact=True).click()
    page.go_back()
    expect(page.get_by_label("Name", exact=True)).to_have_value("CRM")
    kept = [one.input_value() for one in page.get_by_label("Key", exact=True).all()]
    assert kept == ["subdomain", "country"]


def test_a_card_is_filled_in_with_the_keyboard_alone(page: Page, desk: str) -> None:
    seed(desk)
    page.goto(f"{desk}/clients/50001")
    page.get_by_role("button", name="Add : Phones").or_(
        page.get_by_role("button", name="Add: Phones")
    ).focus()
    page.keyboard.press("Enter")
    for key in ("h", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("8 999 000-11-22")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("The card is saved.")
    expect(page.locator("[name=phones_phone-0]")).to_have_value("8 999 000-11-22")
    expect(page.locator("[name=phones_type-0]")).to_have_value("home")


def test_the_hint_and_the_keyboard_are_those_of_the_channel(page: Page, desk: str) -> None:
    page.goto(f"{desk}/tickets/new")
    seen = []
    for channel in ("Telegram", "WhatsApp", "E-mail"):
        page.get_by_label("Channel").select_option(channel)
        shown = page.locator("#address-hint li:visible b").all_inner_texts()
        seen.append((shown, page.get_by_label("Address or number").get_attribute("inputmode")))
    assert seen == [(["Telegram"], "text"), (["WhatsApp"], "tel"), (["E-mail"], "email")]


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


def test_another_language_asks_before_it_loses_what_was_typed(page: Page, desk: str) -> None:
    asked: list[str] = []

    def decline(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", decline)
    page.goto(f"{desk}/tickets/new")
    page.get_by_label("Name", exact=True).fill("Anna")
    page.get_by_role("button", name="Send").click()  # refused: there is no address
    page.get_by_role("link", name="ES Español").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Anna")
    assert asked == ["What you typed is not saved, and this loads the page anew. Lose it?"]
    page.goto(f"{desk}/tickets/new")
    page.get_by_role("link", name="ES Español").click()
    expect(page).to_have_url(f"{desk}/tickets/new?lang=es")
    assert len(asked) == 1


def test_a_name_of_ten_thousand_letters_leaves_the_ticket_a_page(page: Page, desk: str) -> None:
    name = "Неразрывноеимя" * 720
    ticket = seed(desk, tickets=[{"client": {"name": name}, "subject": name, "text": "Hello"}])
    for path in ("/", "/tickets", f"/tickets/{ticket}"):
        page.goto(desk + path)
        assert page.evaluate("document.documentElement.scrollHeight") <= 1000, path
    expect(page.locator("#client-name > a")).to_have_attribute("title", name)


FULL_CARD = {
    "name": "Entschuldigung" * 8,
    "emails": ["anna@example.com"],
    "phones": ["79990001122"],
    "messengers": [{"type": "telegram", "id": "@anna"}],
    "social_services": [{"type": "vk", "url": "https://vk.com/id1", "uid": None}],
    "addresses": [{"country": "Brasil", "city": "São Paulo", "address": "Rua 1", "type": "home"}],
    "sites": ["https://example.com"],
    "note": "Calls back",
    "company": "Loja",
    "position": "Chefe",
    "language": "pt",
    "additional_id": "17",
    "vip": True,
    "spammer": True,
}
PATHS = (
    "/", "/tickets", "/tickets/new", "/settings", "/settings/extensions", "/settings/blocks",
    "/settings/blocks/1", "/settings/blocks/new/static", "/settings/blocks/1/delete", "/404",
    "/clients", "/clients/50001", "/clients/50001/merge", "/clients/50001/merge/50002",
)  # fmt: skip
WIDTHS = (1600, 1024, 390)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_and_fits(page: Page, desk: str, server: BlockServer, language: str) -> None:
    long = "Entschuldigung" * 8
    seed(desk, blocks=[block(server, "answers") | {"name": long, "parameters": [{"key": "a", "value": "b"}]}])
    seed(desk, tickets=[{"client": FULL_CARD, "subject": long}])
    found = {path: faults(page, f"{desk}{path}?lang={language}") for path in PATHS}
    assert found == dict.fromkeys(found, ([], dict.fromkeys(WIDTHS, 0)))


# What stands on more than one line though no space parts it, and what has no place at all.
LABELS = ".client-card dt, .client-card .mark, .client-id"
TORN = """(labels) => [...document.querySelectorAll(labels)].filter((one) => {
  const words = [...one.textContent.matchAll(/\\S+/g)].map((word) => {
    const range = document.createRange();
    range.setStart(one.firstChild, word.index);
    range.setEnd(one.firstChild, word.index + word[0].length);
    return range.getClientRects().length;
  });
  return words.some((lines) => lines !== 1);
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_labels_are_never_torn(page: Page, desk: str, language: str) -> None:
    ticket = seed(desk, clients=[FULL_CARD], tickets=[{"client": FULL_CARD}])
    for path in (f"/tickets/{ticket}?shell=classic&", "/clients/50001/merge/50002?"):
        for width in (1600, 1024, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{desk}{path}lang={language}")
            assert page.evaluate(TORN, LABELS) == [], (path, width)


def faults(page: Page, address: str) -> tuple[list[str], dict[int, int]]:
    """What axe finds on the page, wide and narrow, and by how many pixels it is too wide for each screen."""
    page.goto(address)
    broken: list[str] = []
    too_wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        too_wide[width] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if width != WIDTHS[1]:
            broken += [one["id"] for one in Axe().run(page).response["violations"]]
    return broken, too_wide
