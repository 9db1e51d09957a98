from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.simulators.usedesk_mock.block_server import BlockServer
from tests.simulators.usedesk_mock.conftest import Seed

NEW = "/settings/blocks/new/dynamic"
BLOCK = {
    "name": "CRM", "title": "RetailCRM", "content": "<b>Hi</b>", "url": "http://crm.example/",
    "secret_key": "key", "enabled": "1", "key-0": "subdomain", "value-0": "company",
    "key-1": "pass", "value-1": "word", "encode-1": "1",
}  # fmt: skip


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def filled(page: BeautifulSoup) -> dict[str, str]:
    """What the page's form would send, untouched."""
    form = page.select_one("main form")
    assert form
    fields = [(str(one["name"]), one) for one in form.select("input[name], textarea[name]")]
    return {
        name: _value(one) for name, one in fields if one.get("type") != "checkbox" or one.has_attr("checked")
    }


def _value(field: Tag) -> str:
    return field.text.removeprefix("\n") if field.name == "textarea" else str(field["value"])


def test_a_block_goes_round_through_its_form(client: FlaskClient) -> None:
    assert client.post(NEW, data=BLOCK).status_code == 303
    assert filled(soup(client, "/settings/blocks/1")) == BLOCK | {"value-1": ""}


def test_a_hidden_value_left_empty_is_kept(client: FlaskClient, server: BlockServer, seed: Seed) -> None:
    client.post(NEW, data=BLOCK | {"url": f"{server.url}/answers"})
    client.post("/settings/blocks/1", data=filled(soup(client, "/settings/blocks/1")))
    ticket = seed({"tickets": [{"client": {}}]})["tickets"][0]
    client.post(f"/tickets/{ticket}/blocks/1")
    assert (server.bodies[0]["pass"], server.bodies[0]["subdomain"]) == ("word", "company")


def test_parameters_are_added_and_removed_without_a_script(client: FlaskClient) -> None:
    page = BeautifulSoup(client.post(NEW, data=BLOCK | {"add": "1"}).text, "html.parser")
    assert filled(page) == BLOCK | {"key-2": "", "value-2": ""}
    page = BeautifulSoup(client.post(NEW, data=filled(page) | {"remove": "0"}).text, "html.parser")
    assert [filled(page)[name] for name in ("key-0", "value-0", "encode-0", "key-1")] == [
        "pass",
        "word",
        "1",
        "",
    ]
    assert "There is no block yet" in client.get("/settings/blocks").text


def test_a_form_with_mistakes_names_them_and_keeps_what_was_typed(client: FlaskClient) -> None:
    typed = BLOCK | {"name": "", "url": "crm.example", "key-0": ""}
    answer = client.post(NEW, data=typed)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert filled(page) == typed
    assert [one["id"] for one in page.select(".error")] == ["name-error", "url-error", "key-0-error"]


def test_what_is_too_long_is_told_by_field(client: FlaskClient) -> None:
    typed = BLOCK | {"name": "n" * 256, "url": "http://crm.example/" + "u" * 2000, "value-0": "v" * 2001}
    told = BeautifulSoup(client.post(NEW, data=typed).text, "html.parser").select(".error")
    assert {str(one["id"]): one.text for one in told} == {
        "name-error": "Make it shorter: it has 256 characters, 255 are the most.",
        "url-error": "Make it shorter: it has 2019 characters, 2000 are the most.",
        "value-0-error": "Make it shorter: it has 2001 characters, 2000 are the most.",
    }


def test_every_field_has_a_label_of_its_own(client: FlaskClient) -> None:
    page = BeautifulSoup(client.post(NEW, data={"add": "1"}).text, "html.parser")
    labels = {str(one["for"]): one.text.strip() for one in page.select("form > :not(.dialect) label")}
    assert labels == {
        "name": "Name", "title": "Title", "content": "Content", "url": "URL", "secret_key": "Secret key",
        "enabled": "Enabled", "key-0": "Key", "value-0": "Value", "encode-0": "Encode",
    }  # fmt: skip


def test_a_block_is_disabled_enabled_and_deleted(client: FlaskClient) -> None:
    client.post(NEW, data=BLOCK)
    states = []
    for enabled in ("0", "1"):
        client.post("/settings/blocks/1/enabled", data={"enabled": enabled})
        states.append([sign.text for sign in soup(client, "/settings/blocks").select(".sign")])
    assert states == [["dynamic", "disabled"], ["dynamic", "enabled"]]
    assert "Delete “" in soup(client, "/settings/blocks/1/delete").text
    client.post("/settings/blocks/1/delete")
    assert client.get("/settings/blocks/1").status_code == 404


def order(client: FlaskClient) -> list[str]:
    return [str(one["data-block-id"]) for one in soup(client, "/settings/blocks").select("[data-block-id]")]


def test_blocks_change_places_by_their_arrows_and_stay_at_the_ends(client: FlaskClient, seed: Seed) -> None:
    seed({"blocks": [{"title": title, "url": "http://x.example/"} for title in "ABC"]})
    seen = []
    for block, way in ((3, "up"), (3, "up"), (3, "up"), (1, "down"), (1, "down")):
        client.post(f"/settings/blocks/{block}/place", data={"way": way})
        seen.append("".join(order(client)))
    assert seen == ["132", "312", "312", "321", "321"]


def test_blocks_stand_as_they_were_dragged(client: FlaskClient, seed: Seed) -> None:
    seed({"blocks": [{"title": title, "url": "http://x.example/"} for title in "ABC"]})
    statuses = [
        client.post("/settings/blocks/order", data={"order": order}).status_code
        for order in ("2,3,1", "", "1,x", "²", "9")
    ]
    assert (statuses, order(client)) == ([204, 400, 400, 400, 204], ["2", "3", "1"])


def test_the_arrow_that_moved_a_block_has_the_focus_again(client: FlaskClient, seed: Seed) -> None:
    seed({"blocks": [{"title": title, "url": "http://x.example/"} for title in "AB"]})
    place = client.post("/settings/blocks/2/place", data={"way": "up"}).location
    focused = soup(client, place).select("[autofocus]")
    assert [(one["value"], one["aria-describedby"]) for one in focused] == [("up", "block-2-name")]


def test_the_extension_is_switched(client: FlaskClient) -> None:
    seen = []
    for enabled in ("1", "0"):
        client.post("/settings/extensions", data={"extension": "RetailCRM", "enabled": enabled})
        switch = soup(client, "/settings/extensions").select_one("[role=switch]")
        assert switch
        seen.append((switch.text, switch["aria-checked"]))
    assert seen == [("ON", "true"), ("OFF", "false")]


def test_an_extension_nobody_knows_is_refused(client: FlaskClient) -> None:
    assert client.post("/settings/extensions", data={"extension": "x", "enabled": "1"}).status_code == 400


def test_hostile_text_is_only_text(client: FlaskClient, seed: Seed) -> None:
    bad = "<img src=x onerror=alert(1)>\"'\u202e"
    letter = {"channel": "chat", "name": bad, "subject": bad, "text": bad}
    ticket = client.post("/tickets/new", data=letter).location
    client.post(
        "/clients/50001", data={"name": bad, "note": bad, "phones_type-0": "home", "phones_phone-0": bad}
    )
    seed({"blocks": [{"name": bad, "title": bad, "url": bad, "parameters": [{"key": bad, "value": bad}]}]})
    paths = (
        "/", "/tickets", "/settings/blocks", "/settings/blocks/1", "/settings/blocks/1/delete", ticket,
        "/clients", "/clients/50001", "/clients/50001/merge", "/tickets/new?like=1001",
    )  # fmt: skip
    pages = [soup(client, path) for path in paths]
    assert [len(one.select("img")) for one in pages] == [0] * len(pages)
    assert [bad in one.text or one.find(value=bad) is not None for one in pages] == [True] * len(pages)


def test_a_ticket_shows_the_enabled_blocks_only(client: FlaskClient, seed: Seed) -> None:
    blocks = [
        {"title": "A", "url": "http://x.example/"},
        {"title": "B", "url": "http://x.example/", "enabled": False},
        {"title": "C", "url": "http://x.example/settings/blocks/retail_crm"},
    ]
    made = seed({"blocks": blocks, "tickets": [{"client": {}}]})
    path = f"/tickets/{made['tickets'][0]}"
    assert [one.text.strip() for one in soup(client, path).select(".dynamic-block h3")] == ["A"]
    refused = [client.post(f"{path}/blocks/{block}").status_code for block in made["blocks"][1:]]
    assert refused == [404, 404]
    assert client.get("/_sim/journal").get_json()["entries"] == []


def test_a_static_block_shows_its_content(client: FlaskClient, seed: Seed) -> None:
    ticket = seed({"tickets": [{"client": {}}]})["tickets"][0]
    form = {"name": "links", "title": "Links", "content": "<em>{{ticket_id}} here</em>", "enabled": "1"}
    client.post("/settings/blocks/new/static", data=form)
    found = soup(client, f"/tickets/{ticket}").select_one(".static-block .block-html")
    assert found
    assert found["data-html"] == f"<em>{ticket} here</em>"


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_from_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(NEW, data=BLOCK, headers=headers).status_code == 403
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post(NEW, data=BLOCK, headers=own).status_code == 303


@pytest.mark.parametrize(
    "path", ["/nowhere", "/tickets/7", f"/tickets/{10**30}", "/settings/blocks/7", "/assets/../x"]
)
def test_what_is_not_there_is_told_on_a_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Go to the tickets" in answer.text


@pytest.mark.parametrize("after", ["0", "-5", "x", "²", str(10**30)])
def test_an_odd_place_in_the_list_is_its_beginning(client: FlaskClient, after: str) -> None:
    client.post("/_sim/seed", json={"tickets": 1})
    assert len(soup(client, f"/tickets?after={after}").select("tbody tr")) == 1


def test_long_lists_are_paged(client: FlaskClient) -> None:
    client.post("/_sim/seed", json={"tickets": 51})
    first = soup(client, "/tickets")
    older: Any = first.select(".pages a")[0]["href"]
    assert [len(page.select("tbody tr")) for page in (first, soup(client, older))] == [50, 1]


def test_bootstrap_and_jquery_come_from_the_installed_package(client: FlaskClient) -> None:
    page = soup(client, "/")
    links: list[Any] = [one["href"] for one in page.select("link[rel=stylesheet]")]
    links += [one["src"] for one in page.select("script[src]")]
    statuses = []
    for link in links:
        with client.get(link) as answer:
            statuses.append(answer.status_code)
    assert statuses == [200] * len(links)
