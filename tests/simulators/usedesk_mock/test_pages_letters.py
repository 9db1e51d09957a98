"""Writing as a client and answering as an agent."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from simulators.usedesk_mock.pages.letter_form import WAYS
from simulators.usedesk_mock.state.model import CHANNEL_TYPES
from tests.simulators.usedesk_mock.conftest import Seed
from tests.simulators.usedesk_mock.test_pages import filled, soup


def write(client: FlaskClient, **fields: str) -> BeautifulSoup:
    """Write as a client, and see the ticket."""
    letter = {"channel": "email", "name": "Anna", "address": "anna@example.com", "subject": "Hi"} | fields
    return soup(client, client.post("/tickets/new", data=letter).location)


@pytest.mark.parametrize(
    ("channel", "address", "shown"),
    [
        ("email", "Anna@example.com", ["Anna@example.com"]),
        ("chat", "anna@example.com", ["anna@example.com"]),
        ("chat", "", []),
        ("whatsapp", "+7 (999) 000-11-22", ["79990001122 WhatsApp"]),
        ("telephony", "8 999 000-11-22", ["89990001122 other"]),
        ("viber", "+55 11 91234-5678", ["5511912345678 Viber"]),
        ("telegram", "@anna_p", ["@anna_p Telegram"]),
        ("telegram", "ID: 4455", ["ID: 4455 Telegram"]),
        ("vk", "id1", ["https://vk.com/id1 VK"]),
        ("instagram", "anna.p", ["https://www.instagram.com/anna.p Instagram"]),
        ("api", "", []),
    ],
)
def test_a_letter_makes_a_client_with_the_address_of_the_channel(
    client: FlaskClient, channel: str, address: str, shown: list[str]
) -> None:
    page = write(client, channel=channel, address=address)
    assert [one.text for one in page.select(".panel-primary dd")] == shown


def test_the_second_letter_joins_the_client(client: FlaskClient) -> None:
    pages = [write(client), write(client, address="ANNA@example.com"), write(client, channel="chat")]
    assert [page.select(".panel-primary .quiet")[0].text for page in pages] == [
        "client 50001",
        "client 50001",
        "client 50002",
    ]


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", "anna"),
        ("email", ""),
        ("whatsapp", "anna@example.com"),
        ("telephony", "123"),
        ("fax", "7"),
        ("viber", "anna"),
        ("telegram", "anna p"),
        ("vk", ""),
        ("instagram", "anna p"),
        ("email", "a@b c.d"),
    ],
)
def test_an_address_that_does_not_fit_is_told(client: FlaskClient, channel: str, address: str) -> None:
    answer = client.post("/tickets/new", data={"channel": channel, "address": address})
    assert answer.status_code == 422
    assert 'class="help-block error"' in answer.text


def test_every_channel_of_the_helpdesk_can_be_played() -> None:
    assert tuple(WAYS) == CHANNEL_TYPES


def test_a_refused_letter_keeps_all_that_was_typed(client: FlaskClient) -> None:
    typed = {"name": "Anna", "address": "no address", "subject": "Hi", "text": "Hello\nthere"}
    page = BeautifulSoup(client.post("/tickets/new", data=typed | {"channel": "viber"}).text, "html.parser")
    assert filled(page) == typed
    assert [one["value"] for one in page.select("option[selected]")] == ["viber"]
    assert [one["id"] for one in page.select(".error")] == ["address-error"]


def test_what_is_too_long_is_told(client: FlaskClient) -> None:
    letter = {"channel": "chat", "name": "n" * 10_000}
    answer = client.post("/tickets/new", data=letter)
    assert (answer.status_code, "it has 10000 characters, 255 are" in answer.text) == (422, True)
    assert client.post("/tickets/new", data=letter | {"name": "n" * 255}).status_code == 303


def test_it_is_said_whether_a_client_was_made_or_joined(client: FlaskClient) -> None:
    said = [write(client).select(".written")[0].text[:12] for _ in range(2)]
    assert said == ["A new client", "The ticket j"]


def test_a_new_ticket_of_the_same_client_begins_with_the_address(client: FlaskClient) -> None:
    write(client, channel="whatsapp", address="+7 999 000-11-22")
    form = filled(soup(client, "/tickets/new?like=1001"))
    assert form == {"name": "Anna", "address": "79990001122", "subject": "", "text": ""}
    assert filled(soup(client, "/tickets/new?like=9")) == dict.fromkeys(form, "")


def test_client_and_agent_write_on_and_a_client_opens_the_ticket_again(
    client: FlaskClient, seed: Seed
) -> None:
    ticket = seed({"tickets": [{"client": {}, "status": "solved"}]})["tickets"][0]
    states = []
    for author in ("agent", "client"):
        client.post(f"/tickets/{ticket}/messages", data={"author": author, "text": f"by {author}"})
        states.append(soup(client, f"/tickets/{ticket}").select(".status")[0].text)
    written = [one.text for one in soup(client, f"/tickets/{ticket}").select(".mail-text")]
    assert (states, written) == (["solved", "open"], ["by agent", "by client"])


def test_a_ticket_gets_another_status(client: FlaskClient, seed: Seed) -> None:
    ticket = seed({"tickets": [{"client": {}}]})["tickets"][0]
    statuses = [
        client.post(f"/tickets/{ticket}/status", data={"status": status}).status_code
        for status in ("on hold", "lost")
    ]
    assert statuses == [303, 400]
    assert soup(client, f"/tickets/{ticket}").select(".status")[0].text == "on hold"


@pytest.mark.parametrize(("text", "told"), [(" ", "Write something."), ("t" * 65_001, "Make it shorter")])
def test_a_message_that_cannot_be_is_told_and_kept(
    client: FlaskClient, seed: Seed, text: str, told: str
) -> None:
    ticket = seed({"tickets": [{"client": {}}]})["tickets"][0]
    answer = client.post(f"/tickets/{ticket}/messages", data={"author": "client", "text": text})
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, page.select(".error")[0].text[: len(told)]) == (422, told)
    assert filled(page)["text"] == text.strip()


def test_nobody_else_writes_on_a_ticket(client: FlaskClient, seed: Seed) -> None:
    ticket = seed({"tickets": [{"client": {}}]})["tickets"][0]
    answers = [
        client.post(f"/tickets/{ticket}/messages", data={"author": "robot", "text": "x"}),
        client.post("/tickets/7/messages", data={"author": "agent", "text": "x"}),
        client.post("/tickets/7/status", data={"status": "open"}),
    ]
    assert [answer.status_code for answer in answers] == [400, 404, 404]
