"""What the Test button sends, by channel."""

from typing import Any

import pytest

import contracts
from simulators.kit.control import Controls
from simulators.usedesk_mock.caller import Caller
from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.opening import Opening
from simulators.usedesk_mock.shown import Shown
from simulators.usedesk_mock.state.contacts import contact_of
from simulators.usedesk_mock.state.model import CHANNEL_TYPES, Block, Channel
from simulators.usedesk_mock.trial import sample, trial
from simulators.usedesk_mock.wire import Judge
from tests.simulators.usedesk_mock.block_server import BlockServer


def tried(server: BlockServer, channel: str, controls: Controls) -> Shown:
    opening = Opening(controls, Caller(), Judge(contracts.schema("block", "UsedeskRequest")))
    block = Block(url=f"{server.url}/answers")
    return trial(opening, "company", block, Channel(101, channel, channel))


@pytest.mark.parametrize("channel", CHANNEL_TYPES)
def test_a_block_not_saved_is_tried_on_every_channel_and_written_down(
    server: BlockServer, channel: str
) -> None:
    controls = Controls(SWITCHES)
    shown = [tried(server, channel, controls) for _ in range(2)]
    assert [(one.reading.outcome, one.departures) for one in shown] == [("answered", ())] * 2
    assert shown[0].asked == shown[1].asked
    assert len(controls.journal.entries()) == 2


PHONE = "79990001122"
VK = {"type": "vk", "url": "https://vk.com/anna.example", "uid": None}
SAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    ("email", "anna@example.com", {"emails": ["anna@example.com"]}),
    ("chat", "anna@example.com", {"emails": ["anna@example.com"]}),
    ("whatsapp", PHONE, {"messengers": [{"type": "whatsapp", "id": PHONE}]}),
    ("viber", f"+{PHONE}", {"messengers": [{"type": "viber", "id": f"+{PHONE}"}]}),
    ("telephony", PHONE, {"phones": [{"type": "other", "phone": PHONE}]}),
    ("telegram", "900011144", {"messengers": [{"type": "telegram", "id": "@anna_example"}]}),
    ("wechat", "anna.example", {"messengers": [{"type": "other", "id": "anna.example"}]}),
    ("vk", "anna.example", {"social_services": [VK]}),
    ("api", "anna.example", {}),
    ("yandex_market", "", {}),
]  # fmt: skip


@pytest.mark.parametrize(("channel", "contact", "card"), SAMPLES)
def test_each_channel_puts_its_address_where_it_belongs(
    server: BlockServer, channel: str, contact: str, card: dict[str, Any]
) -> None:
    tried(server, channel, Controls(SWITCHES))
    sent = server.bodies[0]
    assert (sent["channel_type"], sent["contact"]) == (channel, contact)
    assert {name: value for name, value in sent["client_data"].items() if value} == {
        "name": "Anna Example",
        **card,
    }


@pytest.mark.parametrize("channel", [one for one in CHANNEL_TYPES if one not in ("telegram", "api")])
def test_the_address_on_a_card_is_the_one_that_made_it(channel: str) -> None:
    ticket = sample(Channel(101, channel, channel))
    assert contact_of(channel, ticket.client.card) == ticket.contact
