"""Which positions of which switch were spoken in which tests, and how those ended.

A test says it by `@pytest.mark.dialects(system, way, dialect, …)`; tests/conftest.py passes that on to JUnit.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.report.junit import FAILED, SKIPPED, Test

PROPERTY = "dialect"
ALONE, TOGETHER, FAULTS = "alone", "together", "faults"
"""A position among defaults, in a row where all pairs meet, and while each kind of fault strikes."""
WAYS = (ALONE, TOGETHER, FAULTS)
SAID = {ALONE: "alone", TOGETHER: "in pairs", FAULTS: "under faults"}


@dataclass(frozen=True, slots=True)
class Known:
    """A switch that there is; its first position is the default."""

    system: str
    name: str
    question: str
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """In how many dialects of a way a position was spoken, and in how many of them a test failed."""

    dialects: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """One position of a switch, with what was spoken by way."""

    name: str
    is_default: bool
    spoken: Mapping[str, Spoken] = field(default_factory=dict)

    @property
    def look(self) -> str:
        """`bad` where a test failed, `wait` where none spoke a position that is no default, else `good`."""
        if any(one.failed for one in self.spoken.values()):
            return "bad"
        return "good" if self.spoken or self.is_default else "wait"

    @property
    def told(self) -> list[str]:
        """How the tests of each way ended, in a few words."""
        ways = [f"{SAID[way]} {'failed' if one.failed else '✓'}" for way, one in self.spoken.items()]
        return (["default"] if self.is_default else []) + ways or ["not run"]


@dataclass(frozen=True, slots=True)
class Switch:
    """One line of the matrix."""

    name: str
    question: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The switches of a system; `rows` counts the different dialects in which positions met."""

    system: str
    switches: tuple[Switch, ...]
    rows: int

    @property
    def further(self) -> int:
        """How many positions are not the default."""
        return sum(not at.is_default for at in self._positions())

    @property
    def spoken_alone(self) -> int:
        """How many of these some test spoke alone."""
        return sum(not at.is_default and ALONE in at.spoken for at in self._positions())

    @property
    def has_failed(self) -> bool:
        """Whether a test of some position failed."""
        return any(at.look == "bad" for at in self._positions())

    def _positions(self) -> list[Position]:
        return [at for one in self.switches for at in one.positions]


@dataclass(frozen=True, slots=True)
class _Heard:
    system: str
    way: str
    dialect: Mapping[str, str]
    failed: bool


def told(system: str, way: str, *dialects: Mapping[str, str]) -> tuple[str, str]:
    """What a test that speaks these dialects, one after another, leaves in its report."""
    return PROPERTY, json.dumps({"system": system, "way": way, "dialects": dialects})


def matrices(known: Iterable[Known], tests: Iterable[Test]) -> tuple[Matrix, ...]:
    """A matrix for each system, of what the tests told that ran."""
    switches, heard = list(known), list(_heard(tests))
    return tuple(
        _matrix(
            system,
            [one for one in switches if one.system == system],
            [one for one in heard if one.system == system],
        )
        for system in dict.fromkeys(one.system for one in switches)
    )


def _heard(tests: Iterable[Test]) -> Iterator[_Heard]:
    for test in tests:
        for name, value in test.told:
            if name == PROPERTY and test.outcome != SKIPPED:
                said = json.loads(value)
                for dialect in said["dialects"]:
                    yield _Heard(said["system"], said["way"], dialect, test.outcome == FAILED)


def _matrix(system: str, known: list[Known], heard: list[_Heard]) -> Matrix:
    spoken, failed = (
        Counter((one.way, *chosen) for one in counted for chosen in one.dialect.items())
        for counted in (heard, [one for one in heard if one.failed])
    )

    def position(switch: Known, name: str) -> Position:
        keys = {way: (way, switch.name, name) for way in WAYS}
        ways = {way: Spoken(spoken[key], failed[key]) for way, key in keys.items() if spoken[key]}
        return Position(name, name == switch.positions[0], ways)

    rows = {frozenset(one.dialect.items()) for one in heard if one.way == TOGETHER}
    return Matrix(
        system,
        tuple(
            Switch(one.name, one.question, tuple(position(one, at) for at in one.positions)) for one in known
        ),
        len(rows),
    )
