"""What a scenario leaves behind for the page: what was asked, answered and seen, with pictures of the block.

Everybody in it is invented, and the simulators take keys out of what they tell.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call as a simulator's journal has it.

    Attributes:
        sent: the query, or the body of a POST.
        violations: where it departs from the contract.
    """

    operation: str
    method: str
    path: str
    sent: Mapping[str, Any]
    status: int
    milliseconds: float
    size: int
    violations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The block in one shell; `picture` is the name of a file beside the evidence."""

    shell: str
    lang: str
    outcome: str
    picture: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One of the block's links and the page it led to; one that leads elsewhere is not opened."""

    text: str
    href: str
    status: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One scenario.

    Attributes:
        test: the test's id, by which its verdict is found.
        views: the block, first in the shell in which all was looked at, then in the others.
        asked: what Usedesk sent for the first of them, and how it was answered.
        crm: the calls that it cost, of all languages together.
        axe: what axe found on that page.
    """

    scenario: str
    test: str
    channel: str
    views: tuple[View, ...]
    asked: Call
    crm: tuple[Call, ...]
    axe: tuple[str, ...]
    links: tuple[Opened, ...]


def write(evidence: Evidence, folder: Path, name: str) -> None:
    """Put it into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps(asdict(evidence), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(told, encoding="utf-8")


def read(text: str) -> Evidence:
    """Read what `write` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        told = json.loads(text)
        return Evidence(
            **told
            | {
                "views": tuple(View(**one) for one in told["views"]),
                "asked": _call(told["asked"]),
                "crm": tuple(map(_call, told["crm"])),
                "axe": tuple(told["axe"]),
                "links": tuple(Opened(**one) for one in told["links"]),
            }
        )
    except (TypeError, KeyError, json.JSONDecodeError) as trouble:
        raise ValueError(f"this is no evidence: {trouble!r}") from trouble


def _call(told: Json) -> Call:
    return Call(**told | {"violations": tuple(told["violations"])})
