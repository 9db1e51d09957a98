"""The dialect on a simulator's command line."""

import argparse
from collections.abc import Iterable, Mapping

from simulators.kit.dialects import Switch


def add(group: "argparse._ArgumentGroup", system: str, example: str) -> None:
    """The option `--dialect`, to be repeated; its value is a list of pairs."""
    group.add_argument(
        "--dialect",
        metavar="SWITCH=POSITION",
        type=lambda text: _pair(text, example),
        action="append",
        default=[],
        help=f"answer an open question about {system} differently; may be repeated; the switches are below",
    )


def listed(switches: Iterable[Switch]) -> str:
    """The switches with their questions and positions, for the end of a help text."""
    return "\n".join(f"  {one.name}: {one.question}\n      {' | '.join(one.positions)}" for one in switches)


def told(chosen: Mapping[str, str]) -> str:
    """Where the switches stand, for whoever starts the simulator; /_sim/dialect tells them all."""
    moved = [f"{name}={position}" for name, position in sorted(chosen.items())]
    return ", ".join(moved) + (", the others at their defaults" if moved else "every switch at its default")


def _pair(text: str, example: str) -> tuple[str, str]:
    name, equals, position = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is no SWITCH=POSITION, such as {example}")
    return name, position
