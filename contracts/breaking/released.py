"""The copies of the contracts that were released last, and what a version may change."""

from pathlib import Path
from typing import Any

import yaml

import contracts

FOLDER = Path(contracts.__file__).parent / "released"


def load(name: str, folder: Path = FOLDER) -> dict[str, Any] | None:
    """Read the released copy of a contract; None if it was never released."""
    file = folder / (name + contracts.SUFFIX)
    if not file.exists():
        return None
    document: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return document


def keep(name: str, folder: Path = FOLDER) -> None:
    """Make today's contract the released one."""
    file = name + contracts.SUFFIX
    (folder / file).write_bytes((FOLDER.parent / file).read_bytes())


def may_break(old: str, new: str) -> bool:
    """Tell whether a version is raised enough to break: its first number, or the second while the first is 0.

    Raises:
        ValueError: one of them is no version of three numbers.
    """
    before, after = _numbers(old), _numbers(new)
    told = 2 if before[0] == 0 else 1
    return after[:told] > before[:told]


def _numbers(version: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in version.split("."))
    if len(numbers) != 3:  # noqa: PLR2004 - major, minor, patch
        raise ValueError(f"{version!r} is no version: write three numbers, such as 1.4.0")
    return numbers
