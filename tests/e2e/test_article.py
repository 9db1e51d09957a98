"""The article, word for word: from an API key in RetailCRM to a clickable order in Usedesk."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.article import BlockForm, add_block, block_of, make_key, switch_extension, write_as_client
from tests.stack import Stack

CUSTOMER = {
    "id": 7001,
    "firstName": "Анна",
    "lastName": "Петрова",
    "phones": [{"number": "+7 (999) 000-11-22"}],
    "email": "anna@example.com",
}
ORDER = {
    "id": 7101,
    "number": "7101A",
    "customer": {"id": 7001},
    "createdAt": "2026-11-20 10:00:00",
    "status": "new",
    "totalSumm": 1990,
}


@pytest.fixture(autouse=True)
def anna(stack: Stack) -> None:
    stack.crm_control().seed({"load": {"customers": [CUSTOMER], "orders": [ORDER]}})


@pytest.mark.parametrize(
    ("channel", "address", "found"),
    [
        ("WhatsApp", "79990001122", "Found by phone."),
        ("Telephone", "8 (999) 000-11-22", "Found by phone."),
        ("E-mail", "Anna@Example.com", "Found by e-mail."),
        ("Chat widget", "anna@example.com", "Found by e-mail."),
    ],
)
def test_the_article_followed_word_for_word_ends_with_a_clickable_order(
    page: Page, stack: Stack, channel: str, address: str, found: str
) -> None:
    switch_extension(page, stack, on=True)
    key = make_key(page, stack)
    add_block(page, stack, BlockForm(stack.block_url, key))
    write_as_client(page, stack, channel, address)

    expect(block_of(page)).to_contain_text(found)
    with page.context.expect_page() as opened:
        block_of(page).get_by_role("link", name="7101A").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Order 7101A")
    expect(opened.value.get_by_role("link", name="Анна Петрова")).to_be_visible()


def test_the_clients_name_leads_to_their_card_in_the_crm(page: Page, stack: Stack) -> None:
    switch_extension(page, stack, on=True)
    add_block(page, stack, BlockForm(stack.block_url, make_key(page, stack)))
    write_as_client(page, stack, "E-mail", "anna@example.com")

    with page.context.expect_page() as opened:
        block_of(page).get_by_role("link", name="Анна Петрова").click()
    expect(opened.value).to_have_url(f"{stack.crm}/company/customers/7001")
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Петрова")


def test_while_the_extension_is_off_no_block_is_asked_or_shown(page: Page, stack: Stack) -> None:
    switch_extension(page, stack, on=False)
    add_block(page, stack, BlockForm(stack.block_url, make_key(page, stack)))
    write_as_client(page, stack, "E-mail", "anna@example.com")

    expect(page.locator(".dynamic-block")).to_have_count(0)
    assert stack.usedesk_control().journal() == []

    switch_extension(page, stack, on=True)
    page.goto(f"{stack.usedesk}/tickets")
    page.get_by_role("link", name="Parcel of yesterday").click()
    expect(block_of(page)).to_contain_text("7101A")


def test_a_disabled_block_is_neither_asked_nor_shown(page: Page, stack: Stack) -> None:
    switch_extension(page, stack, on=True)
    add_block(page, stack, BlockForm(stack.block_url, make_key(page, stack), enabled=False))
    write_as_client(page, stack, "E-mail", "anna@example.com")

    expect(page.locator(".dynamic-block")).to_have_count(0)
    assert stack.usedesk_control().journal() == []


def test_a_wrong_key_is_named_in_the_block(page: Page, stack: Stack) -> None:
    switch_extension(page, stack, on=True)
    add_block(page, stack, BlockForm(stack.block_url, "no-such-key"))
    write_as_client(page, stack, "E-mail", "anna@example.com")

    expect(block_of(page)).to_have_attribute("data-outcome", "key-rejected")
    expect(block_of(page)).to_contain_text("does not accept the API key")


@pytest.mark.parametrize(
    ("subdomain", "outcome", "told"),
    [
        ("nobody", "account-unknown", "has no account “nobody”"),
        ("company.evil.example", "not-configured", "“company.evil.example”, which is no RetailCRM address"),
        ("", "not-configured", "“subdomain” is missing"),
    ],
)
def test_a_wrong_subdomain_is_named_in_the_block(
    page: Page, stack: Stack, subdomain: str, outcome: str, told: str
) -> None:
    switch_extension(page, stack, on=True)
    add_block(page, stack, BlockForm(stack.block_url, make_key(page, stack), subdomain))
    write_as_client(page, stack, "E-mail", "anna@example.com")

    expect(block_of(page)).to_have_attribute("data-outcome", outcome)
    expect(block_of(page)).to_contain_text(told)


def test_refresh_shows_what_has_changed_in_the_crm(page: Page, stack: Stack) -> None:
    switch_extension(page, stack, on=True)
    add_block(page, stack, BlockForm(stack.block_url, make_key(page, stack)))
    write_as_client(page, stack, "E-mail", "anna@example.com")
    expect(block_of(page)).to_contain_text("7101A")
    stack.crm_control().seed({"load": {"orders": [{**ORDER, "id": 7102, "number": "7102A"}]}})
    page.get_by_role("button", name="Refresh").click()

    expect(block_of(page)).to_contain_text("7102A")


def test_the_crm_down_is_told_in_the_block_and_heals_by_refresh(page: Page, stack: Stack) -> None:
    switch_extension(page, stack, on=True)
    add_block(page, stack, BlockForm(stack.block_url, make_key(page, stack)))
    stack.crm_control().ask("POST", "faults", {"kind": "status", "status": 500})
    write_as_client(page, stack, "E-mail", "anna@example.com")

    expect(block_of(page)).to_have_attribute("data-outcome", "crm-unavailable")
    stack.crm_control().ask("DELETE", "faults")
    page.get_by_role("button", name="Refresh").click()
    expect(block_of(page)).to_contain_text("7101A")
