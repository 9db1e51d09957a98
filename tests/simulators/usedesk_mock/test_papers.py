"""The page on requests tells what the code does."""

import re
from pathlib import Path

from simulators.usedesk_mock.dialects import SWITCHES
from simulators.usedesk_mock.state.model import CHANNEL_TYPES, Card, Channel, Client, Ticket
from simulators.usedesk_mock.variables import known

PAGE = Path(__file__).parents[3].joinpath("docs", "usedesk-requests.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading of its first column."""
    table = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_switch_and_its_positions_are_told_with_a_reason() -> None:
    told = [(quoted(cells[0]), quoted(cells[1])) for cells in rows("switch")]
    assert told == [([one.name], list(one.positions)) for one in SWITCHES]
    assert all(len(cells) == 3 and cells[2] for cells in rows("switch"))


def test_every_channel_is_told() -> None:
    told = [name for cells in rows("channel") for name in quoted(cells[0])]
    assert sorted(told) == sorted(CHANNEL_TYPES)


def test_every_variable_is_told() -> None:
    ticket = Ticket(1, "", "open", Channel(1, "email", ""), Client(1, Card()), "")
    told = re.findall(r"\{\{(\w+)\}\}", PAGE.split("## Static blocks")[1])
    assert list(dict.fromkeys(told)) == list(known(ticket))
