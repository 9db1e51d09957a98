"""Clients and tickets: found, edited, merged, listed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.kit.errors import ControlError
from simulators.usedesk_mock.state import cards as joining
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.desk import Unknown
from simulators.usedesk_mock.state.model import Block, Card, Message, Messenger, NewTicket, Phone
from tests.simulators.usedesk_mock.helpdesk import company
from tests.simulators.usedesk_mock.strategies import cards

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA = Card("Anna", emails=("anna@example.com",), phones=(Phone("mobile", "+7 999 000-11-22"),))


def letter(address: str, subject: str = "Hello", channel: str = "email", status: str = "open") -> NewTicket:
    return NewTicket(channel, address, subject, status)


def written(helpdesk: Company, *subjects: str) -> list[int]:
    return [helpdesk.desk.write("Anna", letter("anna@example.com", one), NOW) for one in subjects]


@pytest.mark.parametrize(
    "search", ["ann", "ANNA@", "7999000", "999 000-11", "петров", "+7 999", "ООО", "crm-17", "@pet"]
)
def test_a_client_is_found_by_any_part_of_what_stands_on_the_card(search: str) -> None:
    desk = company().desk
    card = replace(ANNA, name="Анна Петрова Anna", company="ООО Утро", additional_id="CRM-17")
    found = desk.add_client(replace(card, messengers=(Messenger("telegram", "@petrova"),)))
    desk.add_client(Card("Oleg"))
    assert [one.id for one in desk.clients(search)] == [found]


def test_clients_are_listed_newest_first_page_by_page() -> None:
    desk = company().desk
    ids = [desk.add_client(Card(f"Client {number}")) for number in range(5)][::-1]
    first = desk.clients(limit=3)
    assert [one.id for one in (*first, *desk.clients(limit=3, after=first[-1].id))] == ids


@given(cards)
def test_a_card_that_is_saved_is_the_clients(card: Card) -> None:
    desk = company().desk
    client_id = desk.add_client(ANNA)
    desk.save_client(client_id, card)
    found = desk.client(client_id)
    assert found
    assert found.card == card


def test_what_is_not_there_is_told_by_its_id() -> None:
    desk = company().desk
    with pytest.raises(Unknown, match="there is no client 7"):
        desk.save_client(7, ANNA)
    with pytest.raises(Unknown, match="there is no client 7"):
        desk.add_ticket(7, letter("a@b.c"), NOW)
    with pytest.raises(Unknown, match="there is no channel 7; give"):
        desk.write("Anna", replace(letter("a@b.c"), channel_id=7), NOW)
    assert (desk.client(7), desk.ticket(7), desk.clients()) == (None, None, [])


def test_merged_clients_are_one_with_both_cards_and_tickets() -> None:
    desk = company().desk
    tickets = [
        desk.write("Anna", letter("anna@example.com"), NOW),
        desk.write("", letter("7999", channel="whatsapp"), NOW),
    ]
    into, other = (found.client.id for one in tickets if (found := desk.ticket(one)))
    merged = desk.merge(into, other)
    messengers = (Messenger("whatsapp", "7999"),)
    assert merged.card == Card("Anna", emails=("anna@example.com",), messengers=messengers)
    assert (desk.client(into), desk.client(other)) == (merged, None)
    assert [one.id for one in desk.tickets(client=into)] == tickets[::-1]


def test_who_writes_after_a_merge_from_either_address_is_the_merged_client() -> None:
    desk = company().desk
    ways = (letter("anna@example.com"), letter("7999", channel="whatsapp"))
    into, other = (found.client.id for one in ways if (found := desk.ticket(desk.write("Anna", one, NOW))))
    desk.merge(into, other)
    again = [found.client.id for one in ways if (found := desk.ticket(desk.write("Anna", one, NOW)))]
    assert again == [into, into]


def test_a_client_is_not_merged_with_itself_or_with_nobody() -> None:
    helpdesk = company()
    client_id = helpdesk.desk.add_client(ANNA)
    before = helpdesk.snapshot()
    for into, other in ((client_id, client_id), (client_id, 7), (7, client_id)):
        with pytest.raises(ControlError):
            helpdesk.desk.merge(into, other)
    assert helpdesk.snapshot() == before


@given(cards)
def test_a_card_joined_with_an_empty_one_or_itself_says_nothing_new(card: Card) -> None:
    once = joining.joined(replace(card, name=card.name or None), Card())
    assert joining.joined(once, once) == joining.joined(Card(), once) == once


@given(cards, cards)
def test_joined_cards_hold_all_that_stood_on_either(one: Card, other: Card) -> None:
    joined = joining.joined(one, other)
    for name in ("social_services", "addresses", "sites"):
        assert set(getattr(joined, name)) == {*getattr(one, name), *getattr(other, name)}
    assert {mail.strip().casefold() for mail in joined.emails} == {
        mail.strip().casefold() for mail in (*one.emails, *other.emails)
    }
    assert (joined.vip, joined.spammer) == (one.vip or other.vip, one.spammer or other.spammer)
    assert (joined.note, joined.name) == (
        "\n".join(dict.fromkeys(n for n in (one.note, other.note) if n)),
        one.name or other.name,
    )


def test_what_two_cards_write_differently_stands_once() -> None:
    other = Card(
        emails=("Anna@Example.com",), phones=(Phone("home", "8 (999)"), Phone("other", "79990001122"))
    )
    assert joining.joined(ANNA, other) == replace(ANNA, phones=(*ANNA.phones, Phone("home", "8 (999)")))


def test_a_ticket_comes_by_the_channel_named_and_its_client_by_the_type_of_it() -> None:
    desk = company().desk
    sales = desk.add_channel("email", "Sales")
    tickets = [
        desk.write("Anna", replace(letter("anna@example.com"), channel_id=one), NOW) for one in (None, sales)
    ]
    found = [one for number in tickets if (one := desk.ticket(number))]
    assert [one.channel.name for one in found] == ["E-mail", "Sales"]
    assert found[0].client == found[1].client


def test_messages_and_status_are_added_to_a_ticket() -> None:
    desk = company().desk
    ticket_id = desk.write("Anna", letter("anna@example.com"), NOW)
    said = tuple(Message(author, text, NOW) for author, text in (("client", "Hello?"), ("agent", "Good day")))
    for message in said:
        desk.add_message(ticket_id, message)
    desk.set_status(ticket_id, "solved")
    ticket = desk.ticket(ticket_id)
    assert ticket
    assert (ticket.messages, ticket.status) == (said, "solved")


def test_tickets_are_narrowed_by_status_channel_client_and_words() -> None:
    desk = company().desk
    calls = desk.write("Олег", letter("7999", "Звонок", "telephony", "solved"), NOW)
    mail = desk.write("Anna", letter("anna@example.com", "ЗАКАЗ 17"), NOW)
    found = desk.ticket(mail)
    assert found
    narrowed = [
        desk.tickets(status="solved"), desk.tickets(channel="telephony"), desk.tickets(search="олег"),
        desk.tickets(search=str(calls)), desk.tickets(search="заказ"), desk.tickets(client=found.client.id),
        desk.tickets(search="anna@", status="open"), desk.tickets(search="anna@", status="solved"),
    ]  # fmt: skip
    assert [[one.id for one in page] for page in narrowed] == [[calls]] * 4 + [[mail]] * 3 + [[]]


def test_a_page_goes_on_where_the_last_one_ended_whatever_came_meanwhile() -> None:
    helpdesk = company()
    old = written(helpdesk, *"abcde")
    first = helpdesk.desk.tickets(2)
    written(helpdesk, "new")
    assert [one.id for one in helpdesk.desk.tickets(9, first[-1].id)] == old[2::-1]


@given(st.integers(1, 2**62), st.integers(1, 2**62))
def test_ids_of_64_bits_are_kept_and_the_next_one_is_higher(client_id: int, ticket_id: int) -> None:
    desk = company().desk
    desk.add_client(ANNA, client_id)
    desk.add_ticket(client_id, letter("anna@example.com"), NOW, ticket_id)
    with pytest.raises(ControlError, match=f"there is a client {client_id} already"):
        desk.add_client(ANNA, client_id)
    with pytest.raises(ControlError, match=f"there is a ticket {ticket_id} already"):
        desk.add_ticket(client_id, letter("anna@example.com"), NOW, ticket_id)
    assert desk.add_client(ANNA) > client_id
    assert written(company(), "") == [1001]
    assert desk.add_ticket(client_id, letter("x"), NOW) > ticket_id
    assert (client_id, ticket_id) == next((one.client.id, one.id) for one in [desk.ticket(ticket_id)] if one)


def test_blocks_stand_in_the_order_they_are_given() -> None:
    settings = company().settings
    ids = [settings.save_block(Block(name=name)) for name in "abcd"]
    settings.move(ids[3], 0)
    settings.move(ids[0], 9)
    assert [one.name for one in settings.blocks()] == ["d", "b", "c", "a"]
    settings.reorder([ids[2], 77, ids[2]])
    settings.move(77, 0)
    assert [one.name for one in settings.blocks()] == ["c", "d", "b", "a"]
