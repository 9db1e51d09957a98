import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from simulators.usedesk_mock.state import contacts
from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.state.company import Company
from simulators.usedesk_mock.state.model import (
    CHANNEL_TYPES,
    Block,
    Card,
    Message,
    Messenger,
    NewTicket,
    Phone,
    restore_card,
)
from tests.simulators.usedesk_mock.helpdesk import company
from tests.simulators.usedesk_mock.strategies import blocks, cards

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def write(helpdesk: Company, channel: str, address: str) -> int:
    """Somebody writes; returns the client's id."""
    ticket = NewTicket(channel, contacts.tidy(channel, address), "Hello")
    found = helpdesk.desk.ticket(helpdesk.desk.write("Anna", ticket, NOW))
    assert found
    return found.client.id


@given(cards)
def test_a_card_is_kept_as_it_is(card: Card) -> None:
    assert restore_card(json.loads(json.dumps(asdict(card)))) == card


@given(blocks)
def test_a_block_is_kept_as_it_is(block: Block) -> None:
    settings = company().settings
    saved = replace(block, id=settings.save_block(block))
    assert settings.block(saved.id) == saved


def test_a_ticket_is_kept_with_its_messages() -> None:
    desk = company().desk
    message = Message("client", "Where is it?", NOW)
    ticket_id = desk.write("Anna", NewTicket("telephony", "79990001122", "Call", messages=(message,)), NOW)
    ticket = desk.ticket(ticket_id)
    assert ticket
    assert ticket.client.card == Card("Anna", phones=(Phone("other", "79990001122"),))
    assert (ticket.subject, ticket.contact, ticket.messages) == ("Call", "79990001122", (message,))


@pytest.mark.parametrize(
    ("channel", "one", "other"),
    [
        ("email", "anna@example.com", " Anna@Example.com"),
        ("whatsapp", "79990001122", "+7 (999) 000-11-22"),
        ("telephony", "79990001122", "7 999 000 11 22"),
    ],
)
def test_the_same_address_on_the_same_channel_joins_the_client(channel: str, one: str, other: str) -> None:
    helpdesk = company()
    assert write(helpdesk, channel, one) == write(helpdesk, channel, other)
    assert helpdesk.counts() == {"clients": 1, "tickets": 2, "blocks": 0}


def test_one_person_on_two_channels_is_two_clients() -> None:
    helpdesk = company()
    assert write(helpdesk, "whatsapp", "79990001122") != write(helpdesk, "telephony", "79990001122")
    assert write(helpdesk, "email", "anna@example.com") != write(helpdesk, "chat", "anna@example.com")


def test_visitors_without_an_address_are_never_joined() -> None:
    helpdesk = company()
    assert write(helpdesk, "chat", "") != write(helpdesk, "chat", "")


@pytest.mark.parametrize("channel", CHANNEL_TYPES)
def test_the_contact_of_a_new_client_is_found_again_on_the_card(channel: str) -> None:
    card = contacts.card_of(channel, "Anna", "79990001122")
    assert contacts.contact_of(channel, card) == ("" if card == Card("Anna") else "79990001122")


def test_a_whatsapp_client_has_the_number_in_the_messenger_only() -> None:
    expected = Card("Anna", messengers=(Messenger("whatsapp", "79990001122"),))
    assert contacts.card_of("whatsapp", "Anna", "79990001122") == expected


def test_a_block_of_the_extension_is_held_back_while_it_is_off() -> None:
    settings = company().settings
    settings.save_block(Block(url="http://any.example/settings/blocks/retail_crm", enabled=True))
    settings.save_block(Block(url="http://any.example/other", enabled=True))
    settings.save_block(Block(url="http://any.example/disabled"))
    assert [one.id for one in settings.shown_blocks()] == [2]
    settings.switch({"RetailCRM": True})
    assert [one.id for one in settings.shown_blocks()] == [1, 2]


def test_a_block_that_is_gone_cannot_be_enabled() -> None:
    settings = company().settings
    settings.enable_block(7, enabled=True)
    assert settings.blocks() == []


def test_a_failed_transaction_changes_nothing() -> None:
    helpdesk = company()
    with contextlib.suppress(ZeroDivisionError), helpdesk.transaction():
        write(helpdesk, "email", "anna@example.com")
        _ = 1 / 0
    assert helpdesk.counts()["tickets"] == 0


def test_threads_write_side_by_side() -> None:
    helpdesk = company()
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda number: write(helpdesk, "email", f"{number % 10}@example.com"), range(80)))
    assert len(ids) == 10
    assert helpdesk.counts() == {"clients": 10, "tickets": 80, "blocks": 0}


def test_a_file_survives_a_restart(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite")
    first = Companies(path)
    helpdesk = company(first)
    client_id = write(helpdesk, "email", "anna@example.com")
    helpdesk.settings.switch({"RetailCRM": True})
    first.close()
    second = Companies(path)
    found = second.company("company")
    assert found
    assert write(found, "email", "anna@example.com") == client_id
    assert found.settings.extensions() == {"RetailCRM": True}
    second.close()
