"""What the fixture `usedesk` can do, on a simulator in this process."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from simulators.kit.errors import ControlError
from simulators.usedesk_mock.own_company import Usedesk, own_company, serving
from tests.simulators.usedesk_mock.block_server import BlockServer

ANNA = {"name": "Anna", "emails": ["anna@example.com"]}


@pytest.fixture(scope="module")
def simulator() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture
def usedesk(simulator: str) -> Iterator[Usedesk]:
    with own_company(simulator, "mine", {}) as company:
        yield company


@pytest.fixture
def other(simulator: str) -> Iterator[Usedesk]:
    with own_company(simulator, "mine", {}) as company:
        yield company


def test_an_opened_ticket_tells_what_was_sent_and_what_is_shown(
    usedesk: Usedesk, server: BlockServer
) -> None:
    block = usedesk.block(f"{server.url}/answers", "the-key", subdomain="company")
    ticket = usedesk.ticket(client=ANNA, subject="Where?")
    shown = usedesk.open(ticket)
    assert (shown.block, shown.outcome, shown.status, shown.html) == (
        block,
        "answered",
        200,
        "<p>Answer 1</p>",
    )
    assert shown.sent == server.bodies[0]
    sent = {name: shown.sent[name] for name in ("ticket_id", "contact", "secret", "subdomain")}
    assert sent == {
        "ticket_id": ticket.id,
        "contact": "anna@example.com",
        "secret": "the-key",
        "subdomain": "company",
    }
    assert (shown.verdict, shown.faults) == ({"request": [], "answer": []}, [])


def test_a_ticket_may_be_of_any_client_and_channel(usedesk: Usedesk) -> None:
    first = usedesk.ticket("whatsapp", {"messengers": [{"type": "whatsapp", "id": "7999"}]}, status="pending")
    again = usedesk.ticket("telephony", first.client_id, contact="7998", text="Hello")
    assert (first.channel, first.contact, first.status, first.messages) == ("whatsapp", "7999", "pending", [])
    assert (again.client, again.contact, again.messages[0]["text"]) == (first.client, "7998", "Hello")


def test_who_writes_by_two_ways_is_two_clients_until_they_are_merged(usedesk: Usedesk) -> None:
    mail = usedesk.write("email", "anna@example.com", name="Anna", text="Hello")
    chat = usedesk.write("chat", name="A.", subject="Hello again")
    assert mail.client_id != chat.client_id
    card = usedesk.merge(mail, chat)
    assert usedesk.find(chat.id).client == card == usedesk.client(mail.client_id)
    assert usedesk.edit(mail.client_id, vip=True) == {**card, "vip": True}


def test_the_block_to_look_at_is_named_when_there_are_several(usedesk: Usedesk, server: BlockServer) -> None:
    ticket = usedesk.ticket(client=ANNA)
    with pytest.raises(ControlError, match="name the block to look at; the ticket shows: none"):
        usedesk.open(ticket)
    blocks = [usedesk.block(f"{server.url}{way}", title=way) for way in ("/answers", "/fails")]
    with pytest.raises(ControlError, match=f"the ticket shows: {blocks[0]}, {blocks[1]}$"):
        usedesk.open(ticket)
    assert usedesk.open(ticket.id, blocks[1]).outcome == "http_error"
    assert [one.outcome for one in usedesk.open_all(ticket)] == ["answered", "http_error"]
    with pytest.raises(ControlError, match="no ticket shows a dynamic block 77"):
        usedesk.open(ticket, 77)


def test_an_extension_that_is_off_hides_its_block_and_a_reset_turns_it_on(
    usedesk: Usedesk, server: BlockServer
) -> None:
    usedesk.block(f"{server.url}/settings/blocks/retail_crm")
    ticket = usedesk.ticket(client=ANNA)
    assert usedesk.open(ticket).outcome == "answered"
    usedesk.switch({"RetailCRM": False})
    assert usedesk.open_all(ticket) == []
    usedesk.reset()
    usedesk.block(f"{server.url}/settings/blocks/retail_crm")
    assert usedesk.open(usedesk.ticket(client=ANNA)).outcome == "answered"


def test_dialect_faults_clock_and_journal_are_its_own(
    usedesk: Usedesk, other: Usedesk, server: BlockServer
) -> None:
    usedesk.dialect(numbers="strings")
    usedesk.inject("status", status=503, count=1)
    usedesk.clock.freeze("2031-01-01T00:00:00Z")
    for company in (usedesk, other):
        company.block(f"{server.url}/answers")
    outcomes = [company.open(company.ticket(client=ANNA)).outcome for company in (usedesk, other)]
    assert outcomes == ["http_error", "answered"]
    assert [[entry["status"] for entry in one.journal()] for one in (usedesk, other)] == [[503], [200]]
    assert usedesk.open(1001).sent["ticket_id"] == "1001"
    assert (usedesk.clock.now(), other.violations()) == (datetime(2031, 1, 1, tzinfo=UTC), [])
    usedesk.verify("showBlock", count=2)


def test_a_block_may_speak_a_dialect_of_its_own(usedesk: Usedesk, server: BlockServer) -> None:
    usedesk.block(f"{server.url}/answers", dialect={"numbers": "strings"})
    shown = usedesk.open(usedesk.ticket(client=ANNA))
    assert (shown.sent["ticket_id"], shown.dialect) == ("1001", {"numbers": "strings"})


def test_a_snapshot_brings_tickets_and_blocks_back(
    usedesk: Usedesk, other: Usedesk, server: BlockServer
) -> None:
    usedesk.block(f"{server.url}/answers")
    ticket = usedesk.ticket(client=ANNA)
    other.restore(usedesk.snapshot())
    assert other.open(ticket.id).outcome == "answered"
    assert other.find(ticket.id) == ticket


def test_invented_tickets_and_mistaken_options(simulator: str) -> None:
    with own_company(simulator, "mine", {"tickets": 3, "seed": 7}) as company:
        made = company.seed(tickets=2)["tickets"]
        assert [company.find(number).id for number in (1001, 1003, *made)] == [1001, 1003, 1004, 1005]
    with pytest.raises(ControlError, match="no option 'ticket'; did you mean 'tickets'"):
        own_company(simulator, "mine", {"ticket": 3}).__enter__()
