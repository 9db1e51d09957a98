"""A script is replayed on the running programs, and told step by step."""

from pathlib import Path

import pytest

from tests.machine import script, steps
from tests.machine.__main__ import main

TOUR, MEMORY = (Path(__file__).with_name(name) for name in ("tour.jsonl", "memory.jsonl"))


def test_a_script_of_what_goes_right_is_told_with_what_every_ticket_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([str(TOUR)]) == 0

    told = capsys.readouterr().out.splitlines()
    shown = [line.split("outcome=")[1].split("'")[1] for line in told if "shows Shown" in line]
    assert {outcome: shown.count(outcome) for outcome in shown} == {
        "not-found": 3, "hidden": 2, "found-by-phone": 25, "key-rejected": 1, "no-block": 2,
        "crm-unavailable": 1, "found-in-orders": 1, "found-by-email": 17,
    }  # fmt: skip
    assert told[-1] == "42 steps; no opened tickets differ"


def test_a_service_that_remembers_is_told_by_what_it_says_of_an_earlier_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([str(MEMORY), "--remembering"]) == 0

    told = [line.split(" shows ")[1] for line in capsys.readouterr().out.splitlines() if " shows " in line]
    assert [(line.split("'")[1], "old=True" in line) for line in told] == [
        ("not-found", False), ("hidden", False), ("found-by-phone", False), ("found-by-phone", False),
        ("found-by-phone", True), ("found-by-phone", True), ("crm-unavailable", False),
        ("found-by-phone", False),
    ]  # fmt: skip


def test_a_file_of_no_steps_is_refused_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wrong.jsonl"
    file.write_text('{"do": "KeyRevoked"}\n{"do": "KeyLost"}\n', encoding="utf-8")

    assert main([str(file)]) == 2
    assert "line 2 is no step ('KeyLost'); there are: CustomerAppears name phones" in capsys.readouterr().err


def test_the_scripts_have_every_kind_of_step() -> None:
    played = [step for file in (TOUR, MEMORY) for step in script.read(file.read_text(encoding="utf-8"))]

    assert {type(step) for step in played} == set(steps.KINDS.values())


def test_a_script_is_read_as_it_was_written() -> None:
    text = TOUR.read_text(encoding="utf-8")

    assert script.write(script.read(text)) == text
