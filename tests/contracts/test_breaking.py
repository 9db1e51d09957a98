"""The check of the contracts against those released last finds each planted change by its rules."""

from pathlib import Path
from typing import Any

import pytest

import contracts
from contracts.breaking import RULES, Finding, findings, released
from contracts.breaking.__main__ import main
from tests.contracts.planted import CONTRACT, PLANTED, Place, planted


@pytest.mark.parametrize(("where", "what", "rules"), PLANTED)
def test_a_planted_change_is_told_by_its_rules_and_no_others(
    where: Place, what: Any, rules: set[str]
) -> None:
    assert {one.rule for one in findings(CONTRACT, planted(where, what))} == rules


def test_every_rule_is_planted() -> None:
    assert set().union(*(rules for _, _, rules in PLANTED)) == RULES.keys()


@pytest.mark.parametrize("name", contracts.names())
def test_a_contract_breaks_nobody_who_relies_on_the_released_one_unless_its_version_says_so(
    name: str,
) -> None:
    old, new = released.load(name), contracts.load(name)
    assert old is not None
    if not released.may_break(old["info"]["version"], new["info"]["version"]):
        assert findings(old, new) == []


@pytest.mark.parametrize(("old", "new", "may"), [
    ("0.1.0", "0.1.9", False), ("0.1.0", "0.2.0", True), ("0.9.0", "1.0.0", True), ("1.2.3", "1.9.0", False),
    ("1.2.3", "2.0.0", True), ("2.0.0", "1.9.9", False),
])  # fmt: skip
def test_a_version_may_break_by_its_first_number_that_counts(old: str, new: str, may: bool) -> None:
    assert released.may_break(old, new) is may


def test_a_version_of_two_numbers_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match=r"'1\.4' is no version: write three numbers"):
        released.may_break("1.4", "2.0.0")


def test_what_was_never_released_is_nothing(tmp_path: Path) -> None:
    assert released.load("block", tmp_path) is None
    released.keep("block", tmp_path)
    assert released.load("block", tmp_path) == contracts.load("block")


def test_the_command_tells_each_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    told = capsys.readouterr().out
    assert [
        line.partition(":")[0] for line in told.splitlines() if not line.startswith(" ")
    ] == contracts.names()


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no rule is called 'request\.colour'"):
        Finding("GET /", "request.colour")
