"""What a run found, as people read it. Pure: mutants and excuses go in, Markdown comes out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.mutation.excused import AnyCase, Known
from tests.mutation.mutants import Fate, Mutant

GOAL = 90.0
_HEAD = (
    "| Module | Mutants | Killed | Timed out | Excused | Survived | Score |\n|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Count:
    """How the mutants of some modules fared; what is excused is not among those that survived."""

    killed: int = 0
    timed_out: int = 0
    survived: int = 0
    untried: int = 0
    excused: int = 0

    @property
    def mutants(self) -> int:
        """All of them."""
        return self.killed + self.timed_out + self.survived + self.untried + self.excused

    @property
    def score(self) -> float | None:
        """The percentage of mutants noticed among those that can be; None while some are not tried."""
        return None if self.untried else self.so_far

    @property
    def so_far(self) -> float:
        """The same of those that were tried."""
        noticed = self.killed + self.timed_out
        return 100.0 * noticed / (noticed + self.survived) if noticed + self.survived else 100.0


def count(mutants: Iterable[Mutant], known: Sequence[Known]) -> Count:
    """Count how they fared."""
    fates = Counter("excused" if _is_excused(one, known) else one.fate for one in mutants)
    names = {
        "killed": Fate.KILLED,
        "timed_out": Fate.TIMED_OUT,
        "survived": Fate.SURVIVED,
        "untried": Fate.UNTRIED,
        "excused": "excused",
    }
    return Count(**{name: fates[fate] for name, fate in names.items()})


def table(mutants: Sequence[Mutant], known: Sequence[Known]) -> str:
    """A line for each module that has mutants, and one for all of them together."""
    modules = sorted({one.module for one in mutants})
    rows = [
        (f"`{module}`", count([one for one in mutants if one.module == module], known)) for module in modules
    ]
    return "\n".join([_HEAD, *(_row(*row) for row in rows), _row("**together**", count(mutants, known))])


def survivors(mutants: Iterable[Mutant], known: Sequence[Known]) -> str:
    """What survived without an excuse, as differences."""
    left = [one for one in mutants if one.fate is Fate.SURVIVED and not _is_excused(one, known)]
    return "\n".join(f"### `{one.module}`, `{one.function}`\n\n```diff\n{one.diff}\n```\n" for one in left)


def told(excuse: Known) -> str:
    """An excuse in one line."""
    if isinstance(excuse, AnyCase):
        return f"{excuse.module}: SQL in any case"
    return f"{excuse.module}, {excuse.function}: {excuse.was!r} → {', '.join(map(repr, excuse.becomes))}"


def _is_excused(mutant: Mutant, known: Iterable[Known]) -> bool:
    return mutant.fate is Fate.SURVIVED and any(excuse.fits(mutant) for excuse in known)


def _row(name: str, found: Count) -> str:
    tried = found.mutants - found.untried
    left = f"not measured: {found.untried} to try" + (
        f", {found.so_far:.1f} % of the others" if tried else ""
    )
    score = left if found.score is None else f"{found.score:.1f} %"
    figures = (found.mutants, found.killed, found.timed_out, found.excused, found.survived, score)
    return f"| {name} | {' | '.join(map(str, figures))} |"
