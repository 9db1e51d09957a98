"""The page for people shows every sample in every language and shell, and opens from a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.core.model import Mistake, Outcome
from tests.gallery.__main__ import make
from tests.gallery.samples import samples


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gallery's page."""
    return make(tmp_path_factory.mktemp("gallery"))


def test_every_outcome_and_every_mistake_has_a_sample() -> None:
    decisions = [one.decision for one in samples()]
    assert {one.outcome for one in decisions} == set(Outcome)
    assert {mistake for one in decisions for mistake in one.mistakes} == set(Mistake)


def test_an_address_opens_its_tiles(page: Page, made: Path) -> None:
    page.goto(f"{made.as_uri()}#sample=found-by-phone&lang=en,ru&width=260,460&shell=classic,dark")
    expect(page.get_by_role("status")).to_have_text(f"1 of {len(samples())} samples, 8 tiles")
    frame = page.frame_locator("iframe[title='found-by-phone, ru, 460 px, dark']")
    expect(frame.locator("[data-outcome='found-by-phone']")).to_have_attribute("lang", "ru")
    expect(page.locator(".waiting")).to_have_count(0)


def test_what_is_chosen_is_in_the_address(page: Page, made: Path) -> None:
    page.goto(made.as_uri())
    page.get_by_label("Outcome").select_option("crm-busy")
    page.get_by_text("pt_BR", exact=True).click()
    page.get_by_text("unfolded").click()
    expect(page).to_have_url(f"{made.as_uri()}#outcome=crm-busy&open=1&lang=en,pt_BR")
    expect(page.locator("iframe")).to_have_count(2)
    page.get_by_role("button", name="Reset").first.click()
    expect(page).to_have_url(f"{made.as_uri()}#")


def test_only_what_comes_into_sight_is_drawn(page: Page, made: Path) -> None:
    page.goto(made.as_uri())
    expect(page.locator("iframe").first).to_be_visible()
    assert page.locator("iframe").count() < len(samples())


def test_the_whole_page_of_a_tile_is_the_simulators(page: Page, made: Path) -> None:
    page.goto(f"{made.as_uri()}#sample=hidden-a-phone-without-orders")
    page.get_by_role("link", name="The whole page").click()
    whole = page.get_by_role("region", name="The whole page").frame_locator("iframe")
    expect(whole.get_by_role("heading", name="Where is my order?")).to_be_visible()
    expect(whole.locator("[data-outcome='hidden']")).to_be_visible()
    page.get_by_role("link", name="Gallery", exact=False).first.click()
    expect(page.get_by_role("heading", name="Gallery of blocks")).to_be_visible()


def test_words_that_no_sample_has_find_nothing_and_say_so(page: Page, made: Path) -> None:
    page.goto(made.as_uri())
    page.keyboard.press("/")
    page.keyboard.type("no such words")
    expect(page.get_by_text("No sample has these words.")).to_be_visible()
