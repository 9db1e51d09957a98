import json
from dataclasses import replace
from urllib.parse import parse_qsl

import jsonschema_rs
import pytest
from hypothesis import given

import contracts
from simulators.usedesk_mock import wire
from simulators.usedesk_mock.dialects import DEFAULTS
from simulators.usedesk_mock.state.model import (
    Address,
    Block,
    Card,
    Channel,
    Client,
    Messenger,
    Parameter,
    Phone,
    SocialService,
    Ticket,
)
from tests.simulators.usedesk_mock.strategies import blocks, tickets

USUAL = dict(DEFAULTS)
CONTRACT = jsonschema_rs.validator_for(contracts.schema("block", "UsedeskRequest"))
ANNA = Card(
    "Anna", ("anna@example.com",), (Phone("mobile", "+7 999"),), messengers=(Messenger("viber", "7"),)
)
SOCIAL, HOME = SocialService("vk", "https://vk.example/anna"), Address("Russia", "Moscow", "", "home")
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


@pytest.mark.parametrize(("position", "empty"), [("null", {"sites": None, "emails": None}), ("absent", {})])
def test_empty_lists_become_null_or_go_and_nothing_else_changes(position: str, empty: wire.Fields) -> None:
    card = replace(ANNA, emails=(), social_services=(SOCIAL,), addresses=(HOME,))
    ticket = replace(TICKET, client=Client(5, card))
    usual = fields(ticket)["client_data"]
    kept = {name: value for name, value in usual.items() if value}
    assert changed(ticket, BLOCK, empty_lists=position) == {"client_data": kept | empty}


def test_phones_become_plain_strings() -> None:
    plain = fields()["client_data"] | {"phones": ["+7 999"]}
    assert changed(TICKET, BLOCK, phones="strings") == {"client_data": plain}


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


def test_from_email_is_sent_for_mail_only_or_empty_elsewhere_or_always_or_never() -> None:
    chat = replace(TICKET, channel=Channel(102, "chat", "Chat"))
    sent = {
        position: [fields(one, from_email=position).get("from_email") for one in (TICKET, chat)]
        for position in ("mail-only", "empty-elsewhere", "always", "never")
    }
    mail = ANNA.emails[0]
    assert sent == {
        "mail-only": [mail, None],
        "empty-elsewhere": [mail, ""],
        "always": [mail, mail],
        "never": [None, None],
    }


@pytest.mark.parametrize(
    ("position", "opened", "refreshed"),
    [("always", "1", "1"), ("on-open", "1", "0"), ("on-refresh", "0", "1"), ("absent", None, None)],
)
def test_is_auto_load_may_tell_a_refresh(position: str, opened: str | None, refreshed: str | None) -> None:
    dialect = USUAL | {"is-auto-load": position}
    sent = [
        wire.compose(TICKET, BLOCK, dialect, wire.Occasion(60, on_refresh)) for on_refresh in (False, True)
    ]
    assert [one.fields.get("is_auto_load") for one in sent] == [opened, refreshed]


@pytest.mark.parametrize(("limit", "sent"), [(60, 60), (25.0, 25), (0.3, 1), (1.5, 2)])
def test_the_limit_is_sent_in_whole_seconds(limit: float, sent: int) -> None:
    request = wire.compose(TICKET, BLOCK, USUAL | {"timeout": "sent"}, wire.Occasion(limit))
    assert request.fields["timeout"] == sent


def telegram(contact: str, identity: str) -> Ticket:
    card = Card("Ivan", messengers=(Messenger("telegram", identity),))
    return replace(
        TICKET, channel=Channel(105, "telegram", "Telegram"), client=Client(5, card), contact=contact
    )


@pytest.mark.parametrize(
    ("contact", "identity", "sent"),
    [
        ("900011144", "@ivan", ["900011144", 900011144, "@ivan"]),
        ("@ivan", "ID: 900011144", ["900011144", 900011144, "@ivan"]),
        ("@ivan", "@ivan", ["@ivan", "@ivan", "@ivan"]),
        ("900011144", "Ivan", ["900011144", 900011144, "900011144"]),
        ("", "Ivan", ["", "", ""]),
    ],
)
def test_the_telegram_user_is_told_as_the_dialect_says_and_never_made_up(
    contact: str, identity: str, sent: list[str | int]
) -> None:
    ticket = telegram(contact, identity)
    positions = ("string", "number", "name")
    assert [fields(ticket, contact_on_telegram=one)["contact"] for one in positions] == sent


def test_channel_data_on_telegram() -> None:
    ticket = telegram("900011144", "@ivan")
    data = [fields(ticket, data_on_telegram=one)["channel_data"] for one in ("name", "number", "null")]
    assert [one["data"] for one in data] == ["@ivan", "900011144", None]
    ids = ("channel", "telegram-user", "null")
    assert [fields(ticket, channel_data_id=one)["channel_data"]["id"] for one in ids] == [
        105,
        900011144,
        None,
    ]


@pytest.mark.parametrize(("channel", "switch"), [("chat", "on_chat"), ("viber", "elsewhere")])
def test_contact_and_datum_of_channels_nobody_saw(channel: str, switch: str) -> None:
    ticket = replace(TICKET, channel=Channel(7, channel, channel))
    told = [fields(ticket, BLOCK, **{f"contact_{switch}": one}) for one in ("address", "empty", "absent")]
    assert [one.get("contact") for one in told] == [TICKET.contact, "", None]
    data = [
        fields(ticket, BLOCK, **{f"data_{switch}": one})["channel_data"]["data"]
        for one in ("contact", "null")
    ]
    assert data == [TICKET.contact, None]


def test_letters_outside_ascii_are_escaped_or_utf8_and_the_charset_may_be_named() -> None:
    ticket = replace(TICKET, subject="Где?")
    usual = wire.compose(ticket, BLOCK, USUAL)
    other = wire.compose(ticket, BLOCK, USUAL | {"non-ascii": "utf-8", "content-type": "charset"})
    assert (usual.payload.isascii(), "Где?".encode() in other.payload) == (True, True)
    assert json.loads(usual.payload) == json.loads(other.payload)
    assert other.content_type == "application/json; charset=utf-8"


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
