"""The control door's page in a real browser: what it sets, strikes, and nobody is shut out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from simulators.kit.faults import KINDS
from simulators.kit.launcher import running
from tests.simulators.retailcrm_mock.crm import KEY, Crm

NEEDED = {
    "seconds": "0.05",
    "calls": "2",
    "status": "503",
    "low": "0",
    "high": "0.1",
    "median": "0.1",
    "p99": "0.2",
}
SECTIONS = ("#faults", "#clock", "#state", "#quota", "#journal", "#dialect")


@pytest.fixture
def crm() -> Iterator[str]:
    """Where a simulator with one account listens."""
    with running(Crm(customers=3).client.application) as simulator:
        yield simulator.url


@pytest.fixture
def door(page: Page, crm: str) -> Page:
    """The page, its form ready."""
    page.goto(f"{crm}/_sim/?account=company")
    expect(page.get_by_label("Kind")).not_to_be_empty()
    expect(page.locator("#dialect .switch").first).to_be_visible()
    return page


def asked(crm: str, path: str = "company/api/v5/customers") -> requests.Response:
    with requests.Session() as session:
        return session.get(f"{crm}/{path}", headers={"X-API-KEY": KEY}, timeout=10)


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_a_fault_from_the_form_stands_strikes_and_is_healed(door: Page, crm: str) -> None:
    door.get_by_label("Kind").select_option(label="status")
    door.locator("#faults [name=status]").fill("502")
    door.get_by_role("button", name="Add the fault").click()
    expect(region(door, "Standing faults")).to_contain_text("status in company")
    assert asked(crm).status_code == 502
    door.get_by_role("button", name="Heal status in company").click()
    expect(region(door, "Standing faults")).to_contain_text("None")
    assert asked(crm).status_code == 200


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_fault_can_be_set_from_the_form(door: Page, kind: str) -> None:
    labels = door.locator("[data-kind] option").all_inner_texts()
    mine = [label for label in labels if label.partition(":")[0] == kind]
    for label in mine:
        door.get_by_label("Kind").select_option(label=label)
        for field in door.locator("[data-settings] input:required").all():
            field.fill(NEEDED[field.get_attribute("name") or ""])
        with door.expect_response(lambda one: one.request.method == "POST") as answer:
            door.get_by_role("button", name="Add the fault").click()
        assert answer.value.status == 201
    assert mine


def test_what_the_door_refuses_is_told_in_its_words_and_nothing_typed_is_lost(door: Page) -> None:
    door.get_by_label("Kind").select_option(label="reset")
    door.get_by_text("Which calls, and for how long").click()
    operation = door.locator("#faults [name=operation]")
    operation.fill("listNothing")
    door.get_by_role("button", name="Add the fault").click()
    expect(door.locator("#faults .said")).to_contain_text("listNothing")
    expect(operation).to_have_value("listNothing")


def test_a_switch_is_moved_marked_and_put_back(door: Page, crm: str) -> None:
    switch = door.locator("#dialect select").first
    usual = switch.input_value()
    switch.select_option(index=1)
    expect(door.locator("#dialect .changed")).to_have_count(1)
    told = asked(crm, "_sim/dialect").json()
    name = told["switches"][0]["name"]
    assert told["accounts"]["company"][name] == told["switches"][0]["positions"][1]
    door.get_by_role("button", name="Put back to defaults").click()
    expect(door.locator("#dialect .changed")).to_have_count(0)
    expect(switch).to_have_value(usual)


def test_the_clock_is_frozen_and_set(door: Page, crm: str) -> None:
    door.get_by_role("button", name="Freeze").click()
    door.get_by_label("Time, UTC").fill("2026-11-23T12:00:00")
    door.get_by_role("button", name="Set", exact=True).click()
    expect(door.locator("#clock time")).to_have_text("2026-11-23 12:00:00 UTC")
    frozen = {"company": {"now": "2026-11-23T12:00:00+00:00", "frozen": True}}
    assert asked(crm, "_sim/clock").json() == {"accounts": frozen}


def test_a_call_appears_in_the_journal_and_opens(door: Page, crm: str) -> None:
    asked(crm)
    call = region(door, "Calls").get_by_role("button", name="company #1")
    call.press("Enter")
    expect(region(door, "Calls")).to_contain_text("kept, by request and answer")
    door.keyboard.press("/")
    expect(door.get_by_role("searchbox")).to_be_focused()
    door.keyboard.type("nothing-like-it")
    expect(call).to_be_hidden()


def test_a_snapshot_is_downloaded_and_put_back(door: Page, crm: str, tmp_path: Path) -> None:
    door.on("dialog", lambda dialog: dialog.accept())
    before = asked(crm).json()["customers"]
    with door.expect_download() as download:
        door.get_by_role("link", name="Download a snapshot").click()
    download.value.save_as(tmp_path / "snapshot.json")
    door.get_by_role("button", name="Invent data").click()
    expect(door.locator("#state .said")).to_contain_text("Data were made")
    assert len(asked(crm).json()["customers"]) > len(before)
    door.get_by_label("Snapshot file").set_input_files(tmp_path / "snapshot.json")
    door.get_by_role("button", name="Put it in place").click()
    expect(door.locator("#state .said")).to_contain_text("is in place")
    assert asked(crm).json()["customers"] == before


def test_accounts_are_made_and_deleted(door: Page, crm: str) -> None:
    door.on("dialog", lambda dialog: dialog.accept())
    door.get_by_label("New account").fill("shop2")
    door.get_by_role("button", name="Make it").click()
    expect(door.locator("#account option")).to_have_text(["all accounts", "company", "shop2"])
    door.locator("#account").select_option("shop2")
    expect(door).to_have_url(f"{crm}/_sim/?account=shop2")
    door.get_by_role("button", name="Delete this account").click()
    expect(door.locator("#account option")).to_have_text(["all accounts", "company"])
    assert list(asked(crm, "_sim/state").json()["accounts"]) == ["company"]


@pytest.mark.parametrize("width", [360, 768, 1280, 1600])
def test_the_page_fits_and_axe_finds_nothing(door: Page, crm: str, width: int) -> None:
    door.set_viewport_size({"width": width, "height": 900})
    asked(crm)
    region(door, "Calls").get_by_role("button", name="company #1").click()
    door.get_by_role("button", name="Outage of a minute").click()
    expect(region(door, "Standing faults")).to_contain_text("outage")
    for section in SECTIONS:
        assert [one["id"] for one in Axe().run(door, section).response["violations"]] == []
    assert [one["id"] for one in Axe().run(door).response["violations"]] == []
    assert door.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
