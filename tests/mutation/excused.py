"""Mutants that no test can kill, for they do what the original does: excused.toml, with the reasons."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import Fate, Mutant

_TEXT = re.compile(r"""("[^"]*"|'[^']*')""")
_SQL = re.compile(
    r"\b(select|from|where|and|or|in|exists|order by|instr|union all)\b|[=<>] ?\?", re.IGNORECASE
)
_VALUE = re.compile("'[^']*'")
FILE = Path(__file__).with_name("excused.toml")


@dataclass(frozen=True, slots=True)
class Excuse:
    """One mutation of a function, told by its lines and not by where they stand."""

    module: str
    function: str
    was: str
    becomes: tuple[str, ...]
    reason: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether it speaks of this mutant."""
        spoken_of = (mutant.module, mutant.function, mutant.was) == (self.module, self.function, self.was)
        return spoken_of and mutant.becomes in self.becomes


@dataclass(frozen=True, slots=True)
class AnyCase:
    """A module's SQL in other letters: words, tables and columns have no case, what stands in quotes has.

    `named_to` are the functions whose first argument is such SQL, if only the name of a table or a column.
    """

    module: str
    reason: str
    named_to: tuple[str, ...] = ()

    def fits(self, mutant: Mutant) -> bool:
        """Whether it speaks of this mutant."""
        if mutant.module != self.module or mutant.was.casefold() != mutant.becomes.casefold():
            return False
        pairs = zip(_TEXT.findall(mutant.was), _TEXT.findall(mutant.becomes), strict=False)
        changed = [(one, other) for one, other in pairs if one != other]
        return bool(changed) and all(self._is_sql(mutant.was, one, other) for one, other in changed)

    def _is_sql(self, line: str, one: str, other: str) -> bool:
        named = any(f"{function}({one}" in line for function in self.named_to)
        return (named or bool(_SQL.search(one))) and _VALUE.findall(one) == _VALUE.findall(other)


Known = Excuse | AnyCase


def excuses(text: str) -> list[Known]:
    """Read the file's text: a table by module and function, each with the mutations that it excuses.

    Raises:
        ValueError: one names no reason, or the like.
    """
    found = [_excuse(entry) for entry in tomllib.loads(text).get("excused", [])]
    if len(set(found)) != len(found):
        raise ValueError("a mutation is excused twice; keep one")
    return found


def stale(known: Iterable[Known], mutants: Iterable[Mutant]) -> list[Known]:
    """The excuses that no survivor needs any more, of the modules that were tried whole."""
    every = list(mutants)
    tried = {one.module for one in every} - {one.module for one in every if one.fate is Fate.UNTRIED}
    survivors = [one for one in every if one.fate is Fate.SURVIVED]
    return [
        excuse
        for excuse in known
        if excuse.module in tried and not any(excuse.fits(one) for one in survivors)
    ]


def _excuse(entry: dict[str, object]) -> Known:
    if entry.keys() - {"named_to"} == {"module", "sql_in_any_case", "reason"}:
        return AnyCase(str(entry["module"]), str(entry["reason"]), _texts(entry.get("named_to", [])))
    named = {name: entry.pop(name, "") for name in ("module", "function", "was", "becomes", "reason")}
    becomes = named.pop("becomes")
    ways = tuple(becomes) if isinstance(becomes, list) else (becomes,)
    texts = [*named.values(), *ways]
    if entry or not all(isinstance(text, str) for text in texts) or not all(named.values()):
        raise ValueError(f"{named} is no excuse; give module, function, was, becomes and reason")
    stripped = ["\n".join(line.strip() for line in str(text).strip().splitlines()) for text in texts]
    module, function, was, reason, *mutations = stripped
    return Excuse(module, function, was, tuple(mutations), reason)


def _texts(listed: object) -> tuple[str, ...]:
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ValueError(f"named_to is {listed!r}; give a list of the names of functions")
    return tuple(listed)
