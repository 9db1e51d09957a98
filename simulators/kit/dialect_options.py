"""The dialect on a simulator's command line."""

import argparse
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from simulators.kit.dialects import Switch


def add(group: "argparse._ArgumentGroup", system: str, example: str) -> None:
    """The option `--dialect`, to be repeated; its value is a list of pairs."""
    group.add_argument(
        "--dialect",
        metavar="SWITCH=POSITION|FILE",
        type=lambda text: _pairs(text, example),
        action="extend",
        default=[],
        help=f"answer an open question about {system} differently, or all those of a TOML file, as the drift "
        "report writes it; may be repeated; the switches are below",
    )


def listed(switches: Iterable[Switch]) -> str:
    """The switches with their questions and positions, for the end of a help text."""
    return "\n".join(f"  {one.name}: {one.question}\n      {' | '.join(one.positions)}" for one in switches)


def told(chosen: Mapping[str, str]) -> str:
    """Where the switches stand, for whoever starts the simulator; /_sim/dialect tells them all."""
    moved = [f"{name}={position}" for name, position in sorted(chosen.items())]
    return ", ".join(moved) + (", the others at their defaults" if moved else "every switch at its default")


def _pairs(text: str, example: str) -> list[tuple[str, str]]:
    name, equals, position = text.partition("=")
    if equals:
        return [(name, position)]
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"{text!r} is no SWITCH=POSITION, such as {example}")
    try:
        held = tomllib.loads(Path(text).read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise argparse.ArgumentTypeError(f"{text!r} is no TOML file: {trouble}") from trouble
    wrong = [key for key, value in held.items() if not isinstance(value, str)]
    if wrong:
        raise argparse.ArgumentTypeError(f'{text!r}: write {wrong[0]!r} as "switch" = "position"')
    return list(held.items())
