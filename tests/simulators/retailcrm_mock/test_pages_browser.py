"""The back office in a real browser: the article's steps, and nothing that shuts anyone out."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simulators.kit.launcher import running
from simulators.retailcrm_mock.state import Store
from tests.simulators.retailcrm_mock import pages_shop

PAGES = (
    "company/",
    "company/customers",
    "company/customers/1",
    "company/customers/2",
    "company/customers/3?page=2",
    "company/customers/2/delete",
    "company/customers/add?phone=%2B79990009988",
    "company/customers-corporate",
    "company/customers-corporate/4",
    "company/orders/add?phone=%2B79990009988",
    "company/orders",
    "company/orders?filter[customer]=zzz",
    "company/orders/1001/edit",
    "company/orders/1002/edit",
    "company/settings",
    "company/settings/integration",
    "company/settings/references",
    "company/settings/shops?done=added",
    "company/settings/shops/outlet/edit",
    "company/settings/statuses",
    "company/admin/api-keys?done=added",
    "company/admin/api-keys/add",
    "company/admin/api-keys/1/edit",
    "company/admin/api-keys/1/delete",
    "company/orders/99/edit",
    "nobody/",
)

# What can be clicked outside a sentence and is under 24 px on a side (WCAG 2.2, 2.5.8). A label counts too.
SMALL = """[...document.querySelectorAll("a, button, summary, input")].filter(one => {
    const box = (one.closest("label") || one).getBoundingClientRect();
    return box.width && !one.closest("p, .steps, .skip") && (box.height < 24 || box.width < 24);
}).map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def store() -> Store:
    store = pages_shop.shop()
    pages_shop.company(store).add_key(
        pages_shop.HOSTILE + pages_shop.LONG, "access_full", (), ("order_read",)
    )
    return store


@pytest.fixture(scope="module")
def crm(store: Store) -> Iterator[str]:
    with running(pages_shop.web(store)) as server:
        yield server.url


def test_the_article_is_followed_word_for_word(page: Page, crm: str, store: Store) -> None:
    page.goto(f"{crm}/company/")
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Integration").click()
    page.get_by_role("link", name="API access keys").click()
    page.get_by_role("button", name="Add").click()
    value = page.get_by_label("API key").input_value()
    page.get_by_label("Comment").fill("Usedesk block")
    page.get_by_label("Дисконт").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("The key is saved and works now.")
    key = pages_shop.company(store).key_by_value(value)
    assert key is not None
    assert (key.comment, key.shops) == ("Usedesk block", ("outlet",))


def test_the_gear_stands_at_the_top_left(page: Page, crm: str) -> None:
    page.goto(f"{crm}/company/orders")
    box = page.get_by_role("link", name="Settings").bounding_box()
    assert box is not None
    assert (box["x"] < 20, box["y"] < 20) == (True, True)


def test_a_key_is_copied_with_one_click(page: Page, crm: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{crm}/company/admin/api-keys/add")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("API key").input_value()


def test_a_key_is_shown_by_keyboard(page: Page, crm: str, store: Store) -> None:
    page.goto(f"{crm}/company/admin/api-keys")
    page.get_by_text("Show").first.focus()
    page.locator("summary").first.press("Enter")
    expect(page.get_by_text(pages_shop.company(store).keys()[0].value)).to_be_visible()


def test_the_first_tab_skips_to_the_content(page: Page, crm: str) -> None:
    page.goto(f"{crm}/company/orders")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_slash_leads_to_the_search(page: Page, crm: str) -> None:
    page.goto(f"{crm}/company/orders")
    page.keyboard.press("/")
    page.keyboard.type("1001a")
    page.keyboard.press("Enter")
    expect(page.locator(".rows .lead")).to_have_text(["1001A"])


def test_an_order_is_made_by_keyboard(page: Page, crm: str) -> None:
    page.goto(f"{crm}/company/orders/add?phone=8%20999%20000%2011%2022")
    expect(page.get_by_role("radio", name="Анна Сергеевна Петрова")).to_be_checked()
    page.get_by_label("Name", exact=True).fill("Чайник")
    page.get_by_label("Price").fill("1 500,50")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("The order is saved.")
    expect(page.locator(".sums .grand dd")).to_have_text("1,500.50 RUB")


def test_hostile_text_does_nothing(page: Page, crm: str) -> None:
    page.goto(f"{crm}/company/orders/1002/edit")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Order {pages_shop.HOSTILE}")
    assert page.title().startswith("Order <img")


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_shuts_anyone_out(page: Page, crm: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in PAGES:
        page.goto(f"{crm}/{address}")
        found[address] = Axe().run(page).response["violations"]
    assert found == {address: [] for address in PAGES}


@pytest.mark.parametrize("width", [1600, 1280, 1000, 768, 360, 320])
def test_no_page_has_to_be_moved_sideways(page: Page, crm: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    hidden = {}
    for address in PAGES:
        page.goto(f"{crm}/{address}")
        hidden[address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert hidden == dict.fromkeys(PAGES, 0)


def test_everything_to_click_is_big_enough(page: Page, crm: str) -> None:
    small = {}
    for address in PAGES:
        page.goto(f"{crm}/{address}")
        small[address] = page.evaluate(SMALL)
    assert small == {address: [] for address in PAGES}
