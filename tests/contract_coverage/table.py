"""Sets what was seen beside what a contract names: operation × status × property-keyword."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tests.contract_coverage.exchange import possible
from tests.contract_coverage.operations import Operation, Operations
from tests.contract_coverage.schemas import Schemas
from tests.contract_coverage.seen import Seen


@dataclass(frozen=True, slots=True)
class Row:
    """A property, a parameter or a body, where an operation has it.

    Attributes:
        at: the path to it in the contract; several operations may share it.
        used: the service relies on it.
        events: what a value can show of it, and how many of the bodies looked at did.
    """

    at: str
    name: str
    used: bool
    events: tuple[tuple[str, int], ...]

    @property
    def exercised(self) -> bool:
        """Whether any value was seen."""
        return any(count for event, count in self.events if event != "absent")


@dataclass(frozen=True, slots=True)
class Side:
    """A request, or the answer of one status; how often it came, and its rows."""

    name: str
    calls: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """One operation: what was asked, and what was answered by each status."""

    name: str
    method: str
    path: str
    asked: Side
    answers: tuple[Side, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The request and the answers."""
        return self.asked, *self.answers


@dataclass(frozen=True, slots=True)
class Table:
    """One contract.

    Attributes:
        strangers: what is in the code and not in the contract.
    """

    name: str
    title: str
    operations: tuple[Covered, ...]
    strangers: tuple[str, ...]

    @property
    def pairs(self) -> dict[tuple[str, str], int]:
        """How often each operation answered each of its statuses."""
        return {(one.name, side.name): side.calls for one in self.operations for side in one.answers}

    @property
    def missing(self) -> list[str]:
        """The pairs of operation and status that never came."""
        return [f"{operation} {status}" for (operation, status), calls in self.pairs.items() if not calls]

    @property
    def rows(self) -> list[Row]:
        """Every row of every operation."""
        return [row for one in self.operations for side in one.sides for row in side.rows]

    def share(self, *, used: bool = False) -> tuple[int, int]:
        """How many properties were exercised anywhere, of how many; or of those the service uses."""
        rows = [row for row in self.rows if row.used or not used]
        return len({row.at for row in rows if row.exercised}), len({row.at for row in rows})


def table(
    name: str,
    document: Mapping[str, Any],
    seen: Seen,
    relied: Collection[str] = (),
    strangers: Collection[str] = (),
    excused: Collection[str] = (),
) -> Table:
    """The table of one contract.

    Args:
        name: the contract's.
        document: what it says.
        seen: the counts, of other contracts too.
        relied: the paths of what the service relies on.
        strangers: what its programs serve though the contract does not name it, besides what was seen.
        excused: what it does not have to name.
    """
    known = Operations(document)
    # A name that stands in no contract any more was recorded by an older one; it is a stranger, too.
    names = {one.name for one in known.all}
    seen_strangers = [told for (whose, told) in seen.strangers if whose == name]
    gone = [f"{call[1]} {call[2]}" for call in seen.calls if call[0] == name and call[1] not in names]
    rows = _Rows(name, document, seen, relied)
    return Table(
        name,
        document["info"]["title"],
        tuple(rows.covered(operation) for operation in known.all),
        tuple(sorted({*strangers, *seen_strangers, *gone} - set(excused))),
    )


class _Rows:
    def __init__(self, name: str, document: Mapping[str, Any], seen: Seen, relied: Collection[str]) -> None:
        self._name, self._document, self._seen, self._relied = name, document, seen, relied
        self._schemas = Schemas(document)

    def covered(self, operation: Operation) -> Covered:
        asked, *answers = (
            Side(side, self._calls(operation, side), tuple(self._rows(operation, side, events)))
            for side, events in possible(self._schemas, operation).items()
        )
        return Covered(operation.name, operation.method, operation.template, asked, tuple(answers))

    def _calls(self, operation: Operation, side: str) -> int:
        if side in operation.statuses:
            return self._seen.calls[self._name, operation.name, side]
        return sum(self._seen.calls[self._name, operation.name, status] for status in operation.statuses)

    def _rows(self, operation: Operation, side: str, events: list[tuple[str, str]]) -> list[Row]:
        found: dict[str, list[tuple[str, int]]] = {}
        for row, event in events:
            count = self._seen.shown[self._name, operation.name, side, row, event]
            found.setdefault(row, []).append((event, count))
        return [
            Row(row, self._called(operation, row), row in self._relied, tuple(shown))
            for row, shown in found.items()
        ]

    def _called(self, operation: Operation, row: str) -> str:
        """A row's name, for people: the parameter's, or the property's with the schema it stands in."""
        for at, told in operation.parameters:
            if row == at or row.startswith(f"{at}/"):
                return f"{told['name']}{_short(row.removeprefix(at))} ({told['in']})"
        name = row.removeprefix("#/components/schemas/")
        return _short(f"body{name.partition('/schema')[2]}" if name.startswith("#/") else name)


def _short(path: str) -> str:
    for long, short in (("/properties/", "."), ("/additionalProperties", ".*"), ("/items", "[]")):
        path = path.replace(long, short)
    return "/".join(step for step in path.split("/") if not step.isdigit() and step not in _COMPOSED)


_COMPOSED = ("allOf", "anyOf", "oneOf")


def summary(tables: Collection[Table]) -> dict[str, Any]:
    """The figures, as JSON."""
    return {"contracts": [_figures(one) for one in tables]}


def _figures(one: Table) -> dict[str, Any]:
    events = [count for row in one.rows for _, count in row.events]
    properties, used = one.share(), one.share(used=True)
    return {
        "name": one.name,
        "title": one.title,
        "operations": len(one.operations),
        "pairs": len(one.pairs),
        "exercised": len(one.pairs) - len(one.missing),
        "missing": one.missing,
        "not_in_contract": list(one.strangers),
        "keywords": {"known": len(events), "shown": sum(map(bool, events))},
        "properties": {"known": properties[1], "exercised": properties[0]},
        "used_by_service": {"known": used[1], "exercised": used[0]},
        "calls": {
            covered.name: {side.name: side.calls for side in covered.answers} for covered in one.operations
        },
    }
