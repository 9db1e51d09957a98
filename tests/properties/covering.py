"""A covering array: few rows in which every two positions of two switches meet once at least."""

from collections.abc import Mapping, Sequence
from itertools import combinations

Chosen = tuple[str, str]
Row = dict[str, str]


def pairs(positions: Mapping[str, Sequence[str]]) -> set[frozenset[Chosen]]:
    """All that has to meet."""
    every = [(name, position) for name, told in positions.items() for position in told]
    return {frozenset(two) for two in combinations(every, 2) if two[0][0] != two[1][0]}


def covering(positions: Mapping[str, Sequence[str]]) -> list[Row]:
    """Build rows one by one, each from a pair that never met and the positions that meet most others."""
    left = pairs(positions)
    rows: list[Row] = []
    while left:
        row = dict(min(left, key=sorted))
        for name in sorted(positions, key=lambda name: -len(positions[name])):
            if name not in row:
                row[name] = max(positions[name], key=lambda position: _new(left, row, (name, position)))
        rows.append(row)
        left -= {frozenset(two) for two in combinations(row.items(), 2)}
    return rows


def _new(left: set[frozenset[Chosen]], row: Row, chosen: Chosen) -> int:
    return sum(frozenset((chosen, other)) in left for other in row.items())
