"""The mutants of a workshop: what each changed, and what came of it."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

from tests.mutation.parts import Part
from tests.mutation.workshop import KILLED, decided


class Fate(StrEnum):
    """What came of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    UNTRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function; `was` and `becomes` are the lines that differ, without indentation."""

    module: str
    function: str
    fate: Fate
    was: str = ""
    becomes: str = ""
    diff: str = ""


_CRASHED = 255  # what could not be imported; to mutmut, a timeout
_FATES = {
    "killed": Fate.KILLED,
    "segfault": Fate.KILLED,
    "timeout": Fate.TIMED_OUT,
    "not checked": Fate.UNTRIED,
    "check was interrupted by user": Fate.UNTRIED,
}


def read(part: Part, place: Path, modules: Iterable[str]) -> list[Mutant]:
    """The mutants of these modules; for those that survived, the change as well.

    Of a module that was never mutated one mutant is told, untried, for nobody knows how many there are.
    """
    place.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(place):
        return [one for module in modules for one in _of_module(part, module)]


def _of_module(part: Part, module: str) -> list[Mutant]:
    codes = decided(part, Path(), module)
    if codes is None:
        return [Mutant(module, "", Fate.UNTRIED)]
    # None that got as far as a test: then it is not the mutants that are wrong.
    crashed = Fate.KILLED if {0, KILLED} & set(codes.values()) else Fate.UNTRIED
    return [_mutant(part, module, name, fate_of(code, crashed)) for name, code in codes.items()]


def fate_of(code: int | None, crashed: Fate) -> Fate:
    """What came of a mutant whose tests ended with this code; `crashed`, if pytest could not even begin."""
    return crashed if code == _CRASHED else _FATES.get(status_by_exit_code[code], Fate.SURVIVED)


def _mutant(part: Part, module: str, name: str, fate: Fate) -> Mutant:
    function = name.removeprefix(f"{module}.").partition("__mutmut_")[0].removeprefix("x").strip("ǁ")
    function = function.replace("ǁ", ".") if "ǁ" in function else function.removeprefix("_")
    if fate is not Fate.SURVIVED:
        return Mutant(module, function, fate)
    return changed(module, function, get_diff_for_mutant(name, path=part.modules()[module]))


def changed(module: str, function: str, diff: str) -> Mutant:
    """The survivor with this diff, whose first lines name files."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++", "@@"))]
    was, becomes = (
        "\n".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in ("-", "+")
    )
    return Mutant(module, function, Fate.SURVIVED, was, becomes, "\n".join(lines))
