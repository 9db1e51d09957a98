"""How much of the contracts the suite exercised, as reports/contract/coverage.json tells it."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """One contract.

    Attributes:
        pairs: operation × status, as the contract has them.
        exercised: those that some test met.
        missing: those that none did, in words.
        strangers: what the code serves and the contract does not name.
    """

    name: str
    operations: int
    pairs: int
    exercised: int
    missing: tuple[str, ...]
    strangers: tuple[str, ...] = ()


def read(text: str) -> tuple[Coverage, ...]:
    """The contracts of the report.

    Raises:
        ValueError: it is something else.
    """
    try:
        return tuple(
            Coverage(
                str(one["name"]),
                int(one["operations"]),
                int(one["pairs"]),
                int(one["exercised"]),
                tuple(map(str, one["missing"])),
                tuple(map(str, one.get("not_in_contract", ()))),
            )
            for one in json.loads(text)["contracts"]
        )
    except (json.JSONDecodeError, KeyError, TypeError) as trouble:
        raise ValueError(f"reports/contract/coverage.json is no table of coverage: {trouble!r}") from trouble
