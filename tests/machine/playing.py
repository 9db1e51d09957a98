"""Plays a script: after each step every ticket is opened, and what it shows is compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from tests.machine.expected import Shown, expected
from tests.machine.happening import after
from tests.machine.model import Model
from tests.machine.steps import Step

Oracle = Callable[[Model, int], Shown]


@dataclass(frozen=True)
class Opening:
    """A ticket that was opened: what it must show, and what it does."""

    ticket: int
    expected: Shown
    shown: Shown

    @property
    def right(self) -> bool:
        """Whether it shows just that."""
        return self.expected == self.shown


class Driven(Protocol):
    """What is played on: the running programs, as a rule."""

    def drive(self, step: Step) -> None:
        """Do the step."""
        ...

    def show(self, ticket: int) -> Shown:
        """Open a ticket."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...


class Play:
    """A model and what is driven, to which the same happens; both are at the beginning of a script."""

    def __init__(self, driven: Driven, oracle: Oracle = expected) -> None:
        self.model = Model()
        self.script: list[Step] = []
        self._driven = driven
        self._oracle = oracle

    def close(self) -> None:
        """Let go of what is driven."""
        self._driven.close()

    def do(self, step: Step) -> None:
        """Let the step happen on both sides."""
        self.script.append(step)
        self.model = after(self.model, step)
        self._driven.drive(step)

    def openings(self) -> Iterator[Opening]:
        """Open every ticket, one after the other."""
        for ticket in range(1, len(self.model.tickets) + 1):
            yield Opening(ticket, self._oracle(self.model, ticket), self._driven.show(ticket))

    def steps(self, script: Iterable[Step]) -> Iterator[tuple[Step, list[Opening]]]:
        """Play a whole script: each step, and what every ticket shows after it."""
        for step in script:
            self.do(step)
            yield step, list(self.openings())
