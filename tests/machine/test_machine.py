"""Whatever happens to both systems, in whatever order, every ticket shows what the rules say."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine import basis, script, steps
from tests.machine.__main__ import main
from tests.machine.expected import Shown, expected
from tests.machine.happening import after
from tests.machine.machine import Machine, RememberingMachine
from tests.machine.model import Model
from tests.machine.playing import Driven, Oracle
from tests.stack import Stack, Turned

OUTCOMES = {
    "found-by-phone", "found-by-email", "found-in-orders", "hidden", "not-found", "nothing-to-search-by",
    "key-rejected", "crm-unavailable", "no-block",
}  # fmt: skip
# While there are few things yet, Hypothesis draws many rules that have nothing to work on.
FEW_YET = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]


class Paper:
    """Shows what the rules say, without any program."""

    def __init__(self) -> None:
        self.model = Model()

    def drive(self, step: steps.Step) -> None:
        self.model = after(self.model, step)

    def show(self, ticket: int) -> Shown:
        return expected(self.model, ticket)

    def close(self) -> None:
        pass


def careless(model: Model, ticket: int) -> Shown:
    """An oracle gone wrong: it shows who is found by phone alone and has no order."""
    right = expected(model, ticket)
    return Shown("found-by-phone", client=1) if right.outcome == "hidden" else right


class Careless(Machine):
    def driven(self) -> Driven:
        return Paper()

    def oracle(self) -> Oracle:
        return careless


def run(kind: type[Machine], examples: int, length: int = 20) -> Counter[str]:
    """Run the machine, the same each time; how often its openings had each outcome."""
    kind.met = Counter()
    chosen = settings(
        max_examples=examples,
        stateful_step_count=length,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),  # the script explains itself
        suppress_health_check=FEW_YET,
    )
    run_state_machine_as_test(kind, settings=chosen)
    return kind.met


@pytest.mark.timeout(1200)  # Hypothesis gives itself five minutes to shrink what it finds
def test_every_ticket_shows_what_the_rules_say_and_every_outcome_is_met(
    forgetful: Stack, clock: Turned
) -> None:
    Machine.stack, Machine.turn = forgetful, clock.turn
    met = run(Machine, settings().max_examples // 2)

    assert set(met) >= OUTCOMES, met


@pytest.mark.timeout(1200)  # as above
def test_while_the_crm_fails_a_ticket_shows_what_it_showed_last(remembering: Stack, clock: Turned) -> None:
    RememberingMachine.stack, RememberingMachine.turn = remembering, clock.turn
    met = run(RememberingMachine, settings().max_examples // 4)

    assert met["old"], met
    assert set(met) >= {"crm-unavailable", "key-rejected"}, met


def test_a_mistake_shrinks_to_a_short_script_that_shows_the_same_on_the_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(basis, "FAILED", tmp_path)
    with pytest.raises(AssertionError, match=r"ticket 1 must show .*, and shows .*: nox -s replay -- "):
        run(Careless, examples=100, length=4)
    file = tmp_path / "Careless.jsonl"
    left = script.read(file.read_text(encoding="utf-8"))

    assert len(left) <= 3
    assert main([str(file)], careless) == 1
    told = capsys.readouterr().out
    assert f"expected {Shown('found-by-phone', client=1)}" in told
    assert f"shown    {Shown('hidden')}" in told
    assert main([str(file)]) == 0
