"""Who tries key after key waits, and nobody else."""

import pytest

from service.adapters.attempts import Attempts
from service.block import Answer
from service.core.drawn import Page
from service.core.model import Contact, Outcome, Ticket
from service.door import Door
from service.events import Provenance
from tests.service.fakes import HandClock

RIGHT = "right"


def _door(outcome: Outcome) -> tuple[Door, list[str]]:
    """Make a door to a block that finds nobody for the right key and says this outcome for every other."""
    asked: list[str] = []

    def answer(ticket: Ticket, _request_id: str) -> Answer:
        asked.append(ticket.key)
        return Answer(Page.of(""), Outcome.NOT_FOUND if ticket.key == RIGHT else outcome, 1, Provenance())

    return Door(answer, Attempts(HandClock(), of_an_account=2)), asked


def _ticket(key: str, subdomain: str = "company") -> Ticket:
    return Ticket(subdomain, key, Contact(), caller="192.0.2.1")


@pytest.mark.parametrize(
    ("outcome", "let_in"),
    [
        (Outcome.KEY_REJECTED, ["a", "b"]),
        (Outcome.ACCOUNT_UNKNOWN, ["a", "b"]),
        (Outcome.SECRET_UNKNOWN, ["a", "b"]),
        (Outcome.CRM_UNAVAILABLE, ["a", "b", "c"]),
        (Outcome.CRM_BUSY, ["a", "b", "c"]),
        (Outcome.NOT_CONFIGURED, ["a", "b", "c"]),
        (Outcome.FOUND_BY_PHONE, ["a", "b", "c"]),
    ],
)
def test_only_wrong_keys_close_the_door(outcome: Outcome, let_in: list[str]) -> None:
    door, asked = _door(outcome)
    for key in "abc":
        door(_ticket(key), "4f2a")
    assert asked == let_in


def test_who_is_kept_out_is_told_to_wait_and_nothing_is_asked() -> None:
    door, asked = _door(Outcome.KEY_REJECTED)
    *_, last = [door(_ticket(key), "4f2a") for key in "abc"]
    assert (last.outcome, last.calls, asked) == (Outcome.TOO_MANY_KEYS, 0, ["a", "b"])
    assert "Too many different keys were tried." in last.page.html
    assert "Request 4f2a" in last.page.html


def test_whose_key_was_right_is_let_in_all_the_same() -> None:
    door, asked = _door(Outcome.KEY_REJECTED)
    for key in (RIGHT, *"abc", RIGHT):
        door(_ticket(key), "4f2a")
    assert asked == [RIGHT, "a", "b", RIGHT]


@pytest.mark.parametrize(
    "typed", ["company.retailcrm.ru", "https://company.retailcrm.ru/", " COMPANY ", "company.simla.com"]
)
def test_an_account_typed_otherwise_is_the_same(typed: str) -> None:
    door, asked = _door(Outcome.KEY_REJECTED)
    for key in "ab":
        door(_ticket(key), "4f2a")
    assert door(_ticket("c", typed), "4f2a").outcome is Outcome.TOO_MANY_KEYS
    assert asked == ["a", "b"]
