"""A block's form: its own dialect, and the Test button."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from simulators.usedesk_mock.dialects import SWITCHES
from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.conftest import Seed
from tests.simulators.usedesk_mock.desk import block, panel, says, seed
from tests.simulators.usedesk_mock.test_pages import BLOCK, NEW, soup

DIALECT = {"dialect-secret-name": "secret_key", "dialect-numbers": "", "dialect-body": "telegram"}


def chosen(client: FlaskClient) -> dict[str, str]:
    """The switches at which the saved block stands apart from the company."""
    selects = soup(client, "/settings/blocks/1").select(".dialect select")
    found = {str(one["name"]): one.select("option[selected]") for one in selects}
    return {name: str(options[0]["value"]) for name, options in found.items() if options}


def test_a_block_keeps_its_own_dialect(client: FlaskClient) -> None:
    client.post(NEW, data=BLOCK | DIALECT)
    assert chosen(client) == {"dialect-secret-name": "secret_key"}
    client.post("/settings/blocks/1", data=BLOCK | {"dialect-secret-name": "", "dialect-encode": "opaque"})
    assert chosen(client) == {"dialect-encode": "opaque"}


def test_every_question_is_asked_with_the_companys_position_first(client: FlaskClient) -> None:
    client.put("/_sim/dialect", json={"numbers": "strings"})
    form = soup(client, NEW)
    first = {str(one["name"]): one.select("option")[0].text for one in form.select(".dialect select")}
    usual = {f"dialect-{one.name}": f"as the company: {one.positions[0]}" for one in SWITCHES}
    assert first == usual | {"dialect-numbers": "as the company: strings"}


def test_an_unsaved_block_is_tested_as_its_form_stands(client: FlaskClient, server: BlockServer) -> None:
    form = BLOCK | DIALECT | {"url": f"{server.url}/answers", "channel": "telegram"}
    told = client.post(f"{NEW}/trial", data=form).get_json()
    assert (told["outcome"], told["html"]) == ("answered", "<p>Answer 1</p>")
    wanted = {"secret_key": "key", "subdomain": "company", "pass": "word", "channel_type": "telegram"}
    assert server.bodies[0].items() >= wanted.items()
    assert "There is no block yet" in client.get("/settings/blocks").text


def test_a_saved_block_is_tested_with_its_hidden_values(client: FlaskClient, server: BlockServer) -> None:
    client.post(NEW, data=BLOCK)
    form = BLOCK | {"url": f"{server.url}/answers", "value-1": "", "channel": "email"}
    assert client.post("/settings/blocks/1/trial", data=form).get_json()["outcome"] == "answered"
    assert server.bodies[0].items() >= {"pass": "word"}.items()
    assert soup(client, "/settings/blocks/1").find(value="http://crm.example/")


@pytest.mark.parametrize(
    ("path", "form", "status", "told"),
    [
        (NEW, BLOCK | {"url": "crm", "channel": "email"}, 422, {"url"}),
        (NEW, BLOCK | {"channel": "pigeon"}, 400, None),
        ("/settings/blocks/7", BLOCK | {"channel": "email"}, 404, None),
    ],
)
def test_what_cannot_be_tested_is_told(
    client: FlaskClient, path: str, form: dict[str, str], status: int, told: set[str] | None
) -> None:
    answer = client.post(f"{path}/trial", data=form, headers={"Accept": "application/json"})
    said: dict[str, Any] = answer.get_json()
    assert (answer.status_code, bool(said["detail"]), said.get("errors") and set(said["errors"])) == (
        status,
        True,
        told,
    )


def test_a_static_block_has_nothing_to_test(client: FlaskClient, seed: Seed) -> None:
    seed({"blocks": [{"kind": "static", "name": "x", "title": "x"}]})
    assert client.post("/settings/blocks/1/trial", data={"channel": "email"}).status_code == 404
    assert not soup(client, "/settings/blocks/1").select("[data-trial]")


def test_the_test_button_shows_request_answer_and_html(page: Page, desk: str, server: BlockServer) -> None:
    seed(desk, blocks=[block(server, "answers")])
    page.goto(f"{desk}/settings/blocks/1")
    trial = page.get_by_role("region", name="Test")
    trial.get_by_label("Channel of the sample ticket").select_option("WhatsApp")
    trial.get_by_role("button", name="Test").click()
    shown = page.frame_locator(".trial-shown")
    expect(shown.get_by_text("Answer 1")).to_be_visible()
    shown.get_by_role("button", name="Refresh").click()
    expect(shown.get_by_text("Answer 2")).to_be_visible()
    trial.locator("block-drawer summary").first.click()
    expect(trial.locator("block-drawer")).to_contain_text("Request’s contract")
    expect(trial.locator("block-drawer .rules > li")).to_have_attribute("data-rule", "contrasts")
    parts = trial.locator("block-drawer .part > summary")
    expect(parts).to_have_text(["Warnings: 1", "Request", "Answer"])
    assert server.bodies[0]["channel_type"] == "whatsapp"


def test_the_test_button_warns_of_what_hurts_in_a_page(page: Page, desk: str, server: BlockServer) -> None:
    seed(desk, blocks=[block(server, "interactive")])
    page.goto(f"{desk}/settings/blocks/1")
    page.get_by_role("region", name="Test").get_by_role("button", name="Test").click()
    page.locator("block-drawer summary").first.click()
    expect(page.locator("block-drawer [data-rule=scripts]")).to_be_visible()
    expect(page).to_have_title("Edit dynamic block · Usedesk simulator")


PALE = '<p style="color: #949494">grey</p><div style="width: 900px">wide</div>'
SEEN = [
    ("classic", {"contrasts", "overflows"}),
    ("narrow", {"contrasts", "overflows"}),
    ("dark", {"overflows"}),
]


@pytest.mark.parametrize(("shell", "rules"), SEEN)
def test_the_test_button_shows_the_block_in_the_shell_chosen_last(
    page: Page, desk: str, server: BlockServer, shell: str, rules: set[str]
) -> None:
    ticket = seed(desk, blocks=[says(server, "pale", PALE)])
    page.goto(f"{desk}/tickets/{ticket}?shell={shell}")
    expect(panel(page, "pale")).to_contain_text("grey")
    page.goto(f"{desk}/settings/blocks/1")
    page.get_by_role("region", name="Test").get_by_role("button", name="Test").click()
    expect(page.locator("block-drawer .count")).to_have_text(f"Warnings: {len(rules)}")
    found = page.locator("block-drawer .rules > li").evaluate_all("all => all.map(one => one.dataset.rule)")
    assert set(found) == rules
    assert page.locator(".trial-shown").evaluate("one => one.offsetWidth") == (
        260 if shell == "narrow" else 350
    )


def test_the_test_button_says_what_to_correct_and_keeps_the_form(page: Page, desk: str) -> None:
    page.goto(f"{desk}{NEW}")
    page.get_by_label("Name", exact=True).fill("CRM")
    trial = page.get_by_role("region", name="Test")
    trial.get_by_role("button", name="Test").click()
    expect(trial.get_by_role("link")).to_have_text(
        [
            "Give the block a title; tickets show it above the block.",
            "Give an address that begins with http:// or https://.",
        ]
    )
    expect(page.get_by_label("Name", exact=True)).to_have_value("CRM")
