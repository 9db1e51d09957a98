"""The pages of clients: list, card, merging; and the list of tickets."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.simulators.usedesk_mock.conftest import Seed
from tests.simulators.usedesk_mock.test_pages import filled, soup

pytestmark = pytest.mark.usefixtures("two")
CARD = {
    "name": "Anna", "company": "Shop", "position": "Buyer", "language": "ru", "additional_id": "a-1",
    "note": "Calls\nlate", "vip": "1",
    "emails_value-0": "anna@example.com", "emails_value-1": "a@example.org",
    "phones_type-0": "home", "phones_phone-0": "8 (495) 000-11-22",
    "messengers_type-0": "telegram", "messengers_id-0": "@anna",
    "social_services_type-0": "vk", "social_services_url-0": "https://vk.com/id1",
    "social_services_uid-0": "",
    "addresses_type-0": "work", "addresses_country-0": "Brasil", "addresses_city-0": "São Paulo",
    "addresses_address-0": "Rua 1", "sites_value-0": "https://example.com",
}  # fmt: skip


def typed(page: BeautifulSoup) -> dict[str, str]:
    """What the card's form would send, untouched, its choices among them."""
    form = page.select_one("main form.sheet")
    assert form
    for template in form.select("template"):
        template.decompose()
    return filled(page) | {
        str(one["name"]): str(option["value"])
        for one in form.select("select")
        for option in one.select("option[selected]")
    }


@pytest.fixture
def two(seed: Seed) -> None:
    """Two clients with a ticket each."""
    anna = {"name": "Anna", "emails": ["anna@example.com"]}
    annie = {"name": "Annie", "messengers": [{"type": "whatsapp", "id": "79990001122"}]}
    tickets = [{"client": anna, "subject": "By mail"}, {"client": annie, "subject": "By phone"}]
    seed(
        {
            "tickets": [
                {**one, "channel": channel}
                for one, channel in zip(tickets, ("email", "whatsapp"), strict=True)
            ]
        }
    )


def test_a_card_goes_round_through_its_form(client: FlaskClient) -> None:
    assert client.post("/clients/50001", data=CARD).status_code == 303
    assert typed(soup(client, "/clients/50001")) == CARD
    assert typed(soup(client, "/clients/details/50001")) == CARD


def test_empty_rows_are_not_saved_and_gaps_do_not_matter(client: FlaskClient) -> None:
    gaps = {
        "emails_value-0": "",
        "emails_value-4": "b@example.org",
        "phones_type-9": "fax",
        "phones_phone-9": "",
    }
    client.post("/clients/50001", data=gaps)
    kept = {name: value for name, value in typed(soup(client, "/clients/50001")).items() if value}
    assert kept == {"emails_value-0": "b@example.org"}


def test_a_refused_card_names_the_fields_and_keeps_what_was_typed(client: FlaskClient) -> None:
    wrong = {"emails_value-1": "nobody", "phones_phone-0": "7" * 256, "name": "n" * 256}
    answer = client.post("/clients/50001", data=CARD | wrong)
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, typed(page)) == (422, CARD | wrong)
    assert {one["id"] for one in page.select(".error")} == {f"{name}-error" for name in wrong}


def test_a_type_nobody_knows_is_refused(client: FlaskClient) -> None:
    answer = client.post("/clients/50001", data=CARD | {"phones_type-0": "satellite"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert [(one["id"], one.text) for one in page.select(".error")] == [
        ("phones_type-0-error", "Choose one of the list.")
    ]


@pytest.mark.parametrize(
    ("pressed", "rows"),
    [({"add": "phones"}, ["8 (495) 000-11-22", ""]), ({"remove": "phones-0"}, []), ({"add": "x"}, None)],
)
def test_rows_are_added_and_removed_without_a_script(
    client: FlaskClient, pressed: dict[str, str], rows: list[str] | None
) -> None:
    answer = client.post("/clients/50001", data=CARD | pressed)
    seen: Any = typed(BeautifulSoup(answer.text, "html.parser")) if answer.status_code == 200 else None
    assert rows == (seen and [value for name, value in seen.items() if name.startswith("phones_phone")])


def listed(client: FlaskClient, path: str) -> list[str]:
    return [one.text for one in soup(client, path).select("tbody .subject")]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/clients", ["Annie", "Anna"]),
        ("/clients?q=ANNA", ["Anna"]),
        ("/clients?q=999+000", []),
        ("/clients?q=9990001122", ["Annie"]),
        ("/clients?after=50002", ["Anna"]),
        ("/clients?after=x", ["Annie", "Anna"]),
        ("/clients/50001/merge", ["Annie"]),
        ("/clients/50001/merge?q=nobody", []),
        ("/tickets", ["By phone", "By mail"]),
        ("/tickets?q=by+mail", ["By mail"]),
        ("/tickets?q=1002", ["By phone"]),
        ("/tickets?q=annie", ["By phone"]),
        ("/tickets?channel=email", ["By mail"]),
        ("/tickets?channel=email&status=closed", []),
        ("/tickets?status=open&after=1002", ["By mail"]),
    ],
)
def test_lists_tell_what_is_looked_for(client: FlaskClient, path: str, found: list[str]) -> None:
    assert listed(client, path) == found


@pytest.mark.parametrize("path", ["/clients?q=name", "/tickets?q=name&status=open"])
def test_pages_of_a_list_follow_each_other_whatever_comes_at_the_top(
    client: FlaskClient, seed: Seed, path: str
) -> None:
    def load(first: int, count: int) -> None:
        tickets = [
            {"client": {"name": f"name {n}"}, "subject": f"name {n}"} for n in range(first, first + count)
        ]
        seed({"tickets": tickets})

    load(0, 120)
    pages = [listed(client, path)]
    while (link := soup(client, path).select_one("a[rel=next]")) is not None:
        load(1000, 3)
        path = str(link["href"])
        pages.append(listed(client, path))
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [one for page in pages for one in page] == [f"name {n}" for n in reversed(range(120))]


def test_merging_shows_what_it_makes_before_it_does(client: FlaskClient) -> None:
    cards = [one.text for one in soup(client, "/clients/50001/merge/50002").select(".three-columns dl")]
    assert ["anna@example.com" in card for card in cards] == [True, False, True]
    assert ["79990001122" in card for card in cards] == [False, True, True]
    assert listed(client, "/clients") == ["Annie", "Anna"]


def test_two_clients_become_one_with_the_tickets_of_both(client: FlaskClient) -> None:
    page = soup(client, client.post("/clients/50001/merge/50002").location)
    assert [one.text for one in page.select(".plain-list a")] == ["By phone", "By mail"]
    assert client.get("/clients/50002").status_code == 404
    joined = client.post("/tickets/new", data={"channel": "whatsapp", "address": "+7 999 000 11 22"})
    assert "Anna" in soup(client, joined.location).select(".client-card h3")[0].text


def test_who_is_not_there_cannot_be_merged(client: FlaskClient) -> None:
    paths = ("/clients/50001/merge/50001", "/clients/50001/merge/9", "/clients/9/merge/50001", "/clients/9")
    answers = [client.post(path) for path in paths] + [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404] * 8
