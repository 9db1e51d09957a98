"""The article's steps as a person does them; each function is one of its steps."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.stack import ACCOUNT, Stack


@dataclass(frozen=True)
class BlockForm:
    """What is entered into the card of the block, step 6."""

    url: str
    key: str
    subdomain: str = ACCOUNT
    enabled: bool = True


def switch_extension(page: Page, stack: Stack, *, on: bool) -> None:
    """Step 1: open "Extensions" and see that RetailCRM is ON, or here OFF."""
    page.goto(stack.usedesk)
    page.get_by_role("link", name="Settings").first.click()
    page.get_by_role("link", name="Extensions").click()
    switch = page.get_by_role("switch", name="RetailCRM")
    if (switch.get_attribute("aria-checked") == "true") != on:
        switch.click()
    expect(page.get_by_role("switch", name="RetailCRM")).to_be_checked(checked=on)


def make_key(page: Page, stack: Stack) -> str:
    """Steps 2 to 4: settings, integration, API access keys, Add; copy the key, choose a shop, Save."""
    page.goto(f"{stack.crm}/{ACCOUNT}/")
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Integration", exact=True).click()
    page.get_by_role("link", name="API access keys").click()
    page.get_by_role("button", name="Add").click()
    key = page.get_by_label("API key").input_value()
    page.get_by_label("Comment").fill("Usedesk")
    page.get_by_label("Selected shops").check()
    page.get_by_role("group", name="Which shops").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Usedesk")).to_be_visible()
    return key


def add_block(page: Page, stack: Stack, form: BlockForm) -> None:
    """Steps 5 and 6: settings, blocks, a dynamic block with every field of the article's card."""
    page.goto(f"{stack.usedesk}/settings")
    page.get_by_role("link", name="Blocks").click()
    page.get_by_role("link", name="Add dynamic block").click()
    page.get_by_label("Name", exact=True).fill("RetailCRM")
    page.get_by_label("Title", exact=True).fill("Orders of the client")
    page.get_by_label("Content", exact=True).fill("From RetailCRM:")
    page.get_by_label("URL", exact=True).fill(form.url)
    page.get_by_label("Secret key", exact=True).fill(form.key)
    page.get_by_label("Enabled").set_checked(form.enabled)
    if not page.get_by_label("Key", exact=True).count():
        page.get_by_role("button", name="Add parameter").click()
    page.get_by_label("Key", exact=True).fill("subdomain")
    page.get_by_label("Value", exact=True).fill(form.subdomain)
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("[data-block-id]").get_by_role("link", name="RetailCRM").first).to_be_visible()


def write_as_client(page: Page, stack: Stack, channel: str, address: str) -> None:
    """A client writes; the ticket is open afterwards."""
    page.goto(f"{stack.usedesk}/tickets/new")
    page.get_by_label("Channel").select_option(label=channel)
    page.get_by_label("Name").fill("Anna")
    page.get_by_label("Address or number").fill(address)
    page.get_by_label("Subject").fill("Parcel of yesterday")
    page.get_by_label("Text").fill("It was to come yesterday.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Parcel of yesterday")


def block_of(page: Page) -> Locator:
    """The block's answer on the open ticket."""
    return page.locator(".dynamic-block [data-outcome]")
