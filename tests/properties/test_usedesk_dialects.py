"""Whatever dialect Usedesk speaks, the service reads the same account, key and addresses."""

from itertools import combinations

import pytest

from service.core.model import Preferences
from service.core.model import Ticket as Read
from service.web.body import read
from service.web.usedesk_wire import read_ticket
from simulators.usedesk_mock.dialects import DEFAULTS, SWITCHES
from simulators.usedesk_mock.state.model import (
    CHANNEL_TYPES,
    Block,
    Card,
    Channel,
    Client,
    Messenger,
    Parameter,
    Phone,
    Ticket,
)
from simulators.usedesk_mock.trial import sample
from simulators.usedesk_mock.wire import compose
from tests.report.dialects import ALONE, TOGETHER

KEY = "the-key"
BLOCK = Block(secret_key=KEY, parameters=(Parameter("subdomain", "company"), Parameter("lang", "ru")))
ANNA = Card(
    "Анна",
    emails=("anna@example.com", "a.primerova@example.org"),
    phones=(Phone("mobile", "79990001122"), Phone("home", "8 (495) 000-11-22")),
    messengers=(Messenger("whatsapp", "79990001133"), Messenger("telegram", "@anna")),
)
TICKETS = [
    *(sample(Channel(101, type_, type_)) for type_ in CHANNEL_TYPES),
    Ticket(7, "Где?", "open", Channel(102, "email", "E-mail"), Client(5, ANNA), "anna@example.com"),
    Ticket(8, "", "open", Channel(103, "chat", "Chat"), Client(6, Card()), ""),
]
POSITIONS = [(one.name, position) for one in SWITCHES for position in one.positions[1:]]
ALONES = [
    pytest.param(switch, position, marks=pytest.mark.dialects("Usedesk", ALONE, {switch: position}))
    for switch, position in POSITIONS
]
PAIRS = [dict(pair) for pair in combinations(POSITIONS, 2) if pair[0][0] != pair[1][0]]


def understood(ticket: Ticket, dialect: dict[str, str]) -> Read:
    request = compose(ticket, BLOCK, DEFAULTS | dialect)
    return read_ticket(read(request.media_type, request.payload), Preferences("en", "RU", 5))


def told(read: Read) -> tuple[object, ...]:
    addresses = sorted(phone.key for phone in read.contact.phones), sorted(read.contact.emails)
    return read.subdomain, read.key, read.preferences, read.ignored, addresses


@pytest.mark.parametrize(("switch", "position"), ALONES)
def test_each_position_alone_changes_nothing_for_the_service(switch: str, position: str) -> None:
    for ticket in TICKETS:
        assert told(understood(ticket, {switch: position})) == told(understood(ticket, {}))


@pytest.mark.dialects("Usedesk", TOGETHER, *PAIRS)
def test_all_pairs_of_positions_change_nothing_for_the_service() -> None:
    usual = [told(understood(one, {})) for one in TICKETS]
    for number, pair in enumerate(PAIRS):
        places = range(number % 4, len(TICKETS), 4)
        assert [told(understood(TICKETS[at], pair)) for at in places] == [usual[at] for at in places], pair


def test_the_samples_are_worth_the_comparison() -> None:
    found = [told(understood(one, {})) for one in TICKETS]
    assert all(one[:2] == ("company", KEY) for one in found)
    assert found[-2][-1] == (
        ["+74950001122", "+79990001122", "+79990001133"],
        ["a.primerova@example.org", "anna@example.com"],
    )
    assert found[-1][-1] == ([], [])
