"""The tables of measurements, read from the Markdown that the measurements wrote."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One measurement: what was measured, what has to be known about it, and its figures."""

    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read(markdown: str) -> tuple[Table, ...]:
    """The tables under second-level headings, as tests/bench writes them."""
    parts = f"\n{markdown}".split("\n## ")[1:]
    return tuple(table for part in parts for table in _tables(part))


def _tables(part: str) -> Iterator[Table]:
    title, *lines = (line.strip() for line in part.splitlines())
    rows = [_cells(line) for line in lines if line.startswith("|")]
    notes = tuple(line.removeprefix("- ") for line in lines if line and not line.startswith("|"))
    if len(rows) > 2:
        yield Table(title, notes, rows[0], tuple(rows[2:]))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
