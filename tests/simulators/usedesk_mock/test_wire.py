import json
from dataclasses import replace
from urllib.parse import parse_qsl

import jsonschema_rs
import pytest
from hypothesis import given

import contracts
from simulators.kit.dialects import Dialect
from simulators.usedesk_mock import wire
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.state.model import (
    Block,
    Card,
    Channel,
    Client,
    Messenger,
    Parameter,
    Phone,
    Ticket,
)
from tests.simulators.usedesk_mock.strategies import blocks, tickets

USUAL = Dialect(SWITCHES).positions()
CONTRACT = jsonschema_rs.validator_for(contracts.schema("block", "UsedeskRequest"))
ANNA = Card(
    "Anna", ("anna@example.com",), (Phone("mobile", "+7 999"),), messengers=(Messenger("viber", "7"),)
)
TICKET = Ticket(7, "Where?", "open", Channel(101, "email", "E-mail"), Client(5, ANNA), "anna@example.com")
KEY = "the-key"
OTHER_NAME = "secret_key"
BLOCK = Block(secret_key=KEY, parameters=(Parameter("subdomain", "company"),))


def fields(ticket: Ticket = TICKET, block: Block = BLOCK, **positions: str) -> wire.Fields:
    chosen = {name.replace("_", "-"): position for name, position in positions.items()}
    return wire.compose(ticket, block, USUAL | chosen).fields


@given(tickets, blocks)
def test_every_request_of_the_usual_dialect_keeps_the_contract(ticket: Ticket, block: Block) -> None:
    request = wire.compose(ticket, block, USUAL)
    assert not list(CONTRACT.iter_errors(request.fields))
    assert json.loads(request.payload) == request.fields
    assert request.content_type == "application/json"


@given(tickets, blocks)
def test_a_refresh_sends_the_same_bytes_again(ticket: Ticket, block: Block) -> None:
    assert wire.compose(ticket, block, USUAL) == wire.compose(ticket, block, USUAL)


def test_a_mail_ticket_is_sent_whole() -> None:
    assert fields() == {
        "ticket_id": 7,
        "subject": "Where?",
        "client_id": 5,
        "contact": "anna@example.com",
        "channel_type": "email",
        "channel_id": 101,
        "from_email": "anna@example.com",
        "client_data": {
            "name": "Anna",
            "emails": ["anna@example.com"],
            "phones": [{"type": "mobile", "phone": "+7 999"}],
            "social_services": [],
            "addresses": [],
            "messengers": [{"type": "viber", "id": "7"}],
            "sites": [],
        },
        "channel_data": {"type": "email", "data": "anna@example.com", "id": 101},
        "is_auto_load": "1",
        "secret": KEY,
        "subdomain": "company",
    }


@given(tickets)
def test_a_block_without_secret_and_parameters_sends_the_standard_fields_only(ticket: Ticket) -> None:
    standard = set(contracts.schema("block", "UsedeskRequest")["$defs"]["UsedeskRequest"]["properties"])
    assert set(fields(ticket, Block())) <= standard - {"secret", "secret_key", "subdomain"}


def changed(ticket: Ticket, block: Block, **position: str) -> wire.Fields:
    """The fields that a dialect adds or changes; None stands for those it takes away."""
    usual, other = fields(ticket, block), fields(ticket, block, **position)
    return {name: other.get(name) for name in usual | other if usual.get(name, ...) != other.get(name, ...)}


@given(tickets, blocks)
def test_the_secret_changes_its_name_only(ticket: Ticket, block: Block) -> None:
    block = replace(block, secret_key=KEY)
    assert changed(ticket, block, secret_name=OTHER_NAME) == {"secret": None, "secret_key": KEY}


@given(tickets, blocks)
def test_numbers_become_strings_and_nothing_else_changes(ticket: Ticket, block: Block) -> None:
    assert changed(ticket, block, numbers="strings") == {
        "ticket_id": str(ticket.id),
        "client_id": str(ticket.client.id),
        "channel_id": str(ticket.channel.id),
        "channel_data": fields(ticket)["channel_data"] | {"id": str(ticket.channel.id)},
    }


@given(tickets, blocks)
def test_empty_lists_become_null_and_nothing_else_changes(ticket: Ticket, block: Block) -> None:
    card = fields(ticket)["client_data"]
    nulled = {name: None if value == [] else value for name, value in card.items()}
    expected = {} if nulled == card else {"client_data": nulled}
    assert changed(ticket, block, empty_lists="null") == expected


@pytest.mark.parametrize("name", [None, ""])
def test_a_card_with_nothing_on_it_becomes_a_list(name: str | None) -> None:
    nobody = replace(TICKET, client=Client(5, Card(name)))
    assert changed(nobody, BLOCK, empty_client_data="list") == {"client_data": []}


def test_a_card_with_a_name_stays_an_object() -> None:
    named = replace(TICKET, client=Client(5, Card("Anna")))
    assert changed(named, BLOCK, empty_client_data="list") == {}


def test_a_parameter_wins_over_a_standard_field_or_loses() -> None:
    block = Block(parameters=(Parameter("client_id", "theirs"),))
    assert fields(block=block)["client_id"] == "theirs"
    assert fields(block=block, parameter_collision="standard-wins")["client_id"] == 5


def test_encode_sends_the_value_as_it_is_or_something_opaque() -> None:
    block = Block(parameters=(Parameter("login", "abc", encode=True), Parameter("shop", "abc")))
    assert fields(block=block)["login"] == "abc"
    opaque = changed(TICKET, block, encode="opaque")
    assert set(opaque) == {"login"}
    assert "abc" not in opaque["login"]


def test_from_email_is_sent_for_mail_only_or_always_or_never() -> None:
    chat = replace(TICKET, channel=Channel(102, "chat", "Chat"))
    assert "from_email" not in fields(chat)
    assert changed(chat, BLOCK, from_email="always") == {"from_email": "anna@example.com"}
    assert changed(TICKET, BLOCK, from_email="never") == {"from_email": None}


def test_a_form_is_written_as_php_writes_it() -> None:
    request = wire.compose(TICKET, BLOCK, USUAL | {"body": "form"})
    assert request.content_type == "application/x-www-form-urlencoded"
    sent = dict(parse_qsl(request.payload.decode(), strict_parsing=True))
    assert sent["client_data[phones][0][phone]"] == "+7 999"
    assert sent["client_data[messengers][0][id]"] == "7"
    assert not [name for name in sent if "sites" in name]
    assert sent["subdomain"] == "company"


@given(tickets, blocks)
def test_a_form_carries_the_same_fields_as_json(ticket: Ticket, block: Block) -> None:
    assert wire.compose(ticket, block, USUAL | {"body": "form"}).fields == fields(ticket, block)


def test_neither_the_secret_nor_the_client_shows_in_a_repr() -> None:
    assert KEY not in repr(wire.compose(TICKET, BLOCK, USUAL))
    assert "anna" not in repr(wire.compose(TICKET, BLOCK, USUAL)).casefold()
    assert KEY not in repr(BLOCK)
