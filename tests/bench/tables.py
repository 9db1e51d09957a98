"""Figures as tables. Pure: what was measured goes in, ratios and Markdown come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Measured:
    """One server.

    Attributes:
        first_answer: seconds from its start.
        rates: requests a second, one figure a round.
        memory: resident bytes of its processes after the rounds.
        notes: what has to be known about its figures.
    """

    name: str
    first_answer: float
    rates: tuple[float, ...]
    memory: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ratios:
    """One server's figures divided by those of another in the same run."""

    name: str
    rate: float
    first_answer: float
    memory: float


def ratios(measured: Sequence[Measured], base: str) -> list[Ratios]:
    """Every server as ratios to the one called `base`, the quickest first.

    The rates of a round are compared with each other only, for a busy machine slows all of a round; of these
    ratios the median counts.

    Raises:
        KeyError: there is no such server.
    """
    by_name = {one.name: one for one in measured}
    other = by_name[base]
    found = [
        Ratios(
            one.name,
            median(mine / theirs for mine, theirs in zip(one.rates, other.rates, strict=True)),
            one.first_answer / other.first_answer,
            one.memory / other.memory,
        )
        for one in measured
    ]
    return sorted(found, key=lambda one: -one.rate)


def speed(measured: Sequence[Measured], base: str) -> str:
    """The table of ratios, and beside each the figures of this run."""
    by_name = {one.name: one for one in measured}
    rows = [
        (
            one.name,
            f"{one.rate:.2f}",
            f"{one.first_answer:.2f}",
            f"{one.memory:.2f}",
            f"{median(by_name[one.name].rates):.0f}",
            f"{by_name[one.name].first_answer:.2f}",
            f"{by_name[one.name].memory / MEGABYTE:.0f}",
        )
        for one in ratios(measured, base)
    ]
    head = (
        "Server",
        f"Requests/s ÷ {base}'s",
        f"First answer ÷ {base}'s",
        f"Memory ÷ {base}'s",
        "Requests/s",
        "First answer, s",
        "Memory, MiB",
    )
    notes = [f"- {one.name}: {note}" for one in measured for note in one.notes]
    return "\n".join([markdown(head, rows), "", *notes])


def lookups(small: dict[str, float], large: dict[str, float], sizes: tuple[int, int]) -> str:
    """How much longer a lookup takes among many customers than among few, by dialect; times in seconds."""
    rows = [
        (name, f"{large[name] / small[name]:.2f}", f"{small[name] * 1e3:.2f}", f"{large[name] * 1e3:.2f}")
        for name in small
    ]
    few, many = (f"Among {size:,}, ms" for size in sizes)
    return markdown(("Dialect", "Ratio", few, many), rows)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
