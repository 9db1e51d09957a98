"""In every dialect a request says the same of the client, and keeps the contract as the dialect means it."""

from itertools import combinations

import pytest
from hypothesis import given

import contracts
from simulators.usedesk_mock import wire
from simulators.usedesk_mock.dialects import DEFAULTS, SWITCHES
from simulators.usedesk_mock.state.model import (
    CHANNEL_TYPES,
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
from tests.simulators.usedesk_mock.reading import facts_of, facts_read, fields_of
from tests.simulators.usedesk_mock.strategies import blocks, dialects, tickets

JUDGE = wire.Judge(contracts.schema("block", "UsedeskRequest"))
NOT_IN_THE_REQUEST = ("limit", "redirects")
FULL = Card(
    "Анна",
    ("anna@example.com",),
    (Phone("mobile", "7999"), Phone("home", "+7 495")),
    (SocialService("vk", "https://vk.example/anna"),),
    (Address("Россия", "", "ул. Примерная", "home"),),
    (Messenger("telegram", "@anna"), Messenger("whatsapp", "7999")),
    ("https://anna.example.com",),
)
KEY = "the-key"
NOBODY = Card(None)
PLAIN = Block(
    secret_key=KEY, parameters=(Parameter("subdomain", "company"), Parameter("p", "v", encode=True))
)
COLLIDING = Block(parameters=(Parameter("client_id", "theirs"), Parameter("client_data", "theirs")))
CASES = [
    (Ticket(7, "Где?", "open", Channel(101, type_, type_), Client(5, card), contact), block)
    for type_ in CHANNEL_TYPES
    for card, contact in ((FULL, "900011144"), (NOBODY, ""))
    for block in (PLAIN, COLLIDING)
]
POSITIONS = [(one.name, position) for one in SWITCHES for position in one.positions[1:]]
PAIRS = [dict(pair) for pair in combinations(POSITIONS, 2) if pair[0][0] != pair[1][0]]


def faithful(ticket: Ticket, block: Block, dialect: dict[str, str]) -> None:
    request = wire.compose(ticket, block, dialect)
    assert JUDGE.departures(request.fields, block, dialect) == ()
    if block is not COLLIDING:
        assert facts_read(fields_of(request.content_type, request.payload)) == facts_of(ticket)


@given(tickets, blocks, dialects)
def test_any_request_in_any_dialect_says_the_same_of_the_client_and_keeps_the_contract(
    ticket: Ticket, block: Block, dialect: dict[str, str]
) -> None:
    faithful(ticket, block, dialect)


@pytest.mark.parametrize(("switch", "position"), POSITIONS)
def test_each_position_alone_is_faithful_and_changes_what_is_sent(switch: str, position: str) -> None:
    dialect, changed = DEFAULTS | {switch: position}, False
    for ticket, block in CASES:
        faithful(ticket, block, dialect)
        occasions = (wire.Occasion(60, refreshed=True), wire.Occasion(60))
        usual, other = (
            [wire.compose(ticket, block, one, occasion) for occasion in occasions]
            for one in (DEFAULTS, dialect)
        )
        changed |= usual != other
    assert changed is (switch not in NOT_IN_THE_REQUEST)


def test_all_pairs_of_positions_are_faithful() -> None:
    for number, pair in enumerate(PAIRS):
        for ticket, block in CASES[number % 5 :: 5]:
            faithful(ticket, block, DEFAULTS | pair)


STRICT = [  # what is sent in the first dialect is a departure in the second
    ({"numbers": "strings"}, {}, "/ticket_id"),
    ({}, {"numbers": "strings"}, "/ticket_id"),
    ({"empty-lists": "null"}, {}, "/client_data/emails"),
    ({"empty-lists": "null"}, {"empty-lists": "absent"}, "/client_data/emails"),
    ({}, {"empty-lists": "null"}, "/client_data/emails"),
    ({"empty-lists": "absent"}, {}, "/client_data"),
    ({"empty-client-data": "list"}, {}, "/client_data"),
    ({"empty-client-data": "list"}, {"empty-lists": "null"}, "/client_data"),
]


@pytest.mark.parametrize(("sent", "read", "place"), STRICT)
def test_a_dialect_is_read_as_strictly_as_the_usual_one(
    sent: dict[str, str], read: dict[str, str], place: str
) -> None:
    ticket = CASES[2][0]
    fields = wire.compose(ticket, PLAIN, DEFAULTS | sent).fields
    assert place in [one.place for one in JUDGE.departures(fields, PLAIN, DEFAULTS | read)]


def test_phones_of_the_other_kind_are_a_departure() -> None:
    ticket = CASES[0][0]
    for sent, read in (("objects", "strings"), ("strings", "objects")):
        fields = wire.compose(ticket, PLAIN, DEFAULTS | {"phones": sent}).fields
        found = JUDGE.departures(fields, PLAIN, DEFAULTS | {"phones": read})
        assert {one.place for one in found} == {"/client_data/phones/0", "/client_data/phones/1"}


def test_half_a_surrogate_pair_is_a_departure_and_still_becomes_bytes() -> None:
    block = Block(parameters=(Parameter("shop", "\ud83d", encode=True),))
    for position in (DEFAULTS, DEFAULTS | {"non-ascii": "utf-8"}, DEFAULTS | {"body": "form"}):
        request = wire.compose(CASES[0][0], block, position)
        assert [one.place for one in JUDGE.departures(request.fields, block, position)] == ["/"]
        assert request.payload
