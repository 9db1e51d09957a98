"""Dialects: each question nobody outside can answer is a switch with named positions."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulators.kit.errors import ControlError, nearest


@dataclass(frozen=True, slots=True)
class Switch:
    """An open question about the real system; the first position is the default."""

    name: str
    question: str
    positions: tuple[str, ...]


class Dialect:
    """The positions chosen; what nobody chose stands at its default."""

    def __init__(self, switches: tuple[Switch, ...]) -> None:
        self.switches = switches
        self._by_name = {switch.name: switch for switch in switches}
        self._chosen: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._chosen.get(name, self._by_name[name].positions[0])

    def positions(self) -> dict[str, str]:
        """Every switch with the position it stands at."""
        return {name: self[name] for name in self._by_name}

    def chosen(self) -> dict[str, str]:
        """The switches that stand elsewhere than at their default."""
        return {
            name: self[name] for name, switch in self._by_name.items() if self[name] != switch.positions[0]
        }

    def choose(self, positions: Mapping[str, str]) -> None:
        """Move switches; all of them or, when one is unknown, none.

        Raises:
            ControlError: a switch or position does not exist; the message names those that do.
        """
        for name, position in positions.items():
            if name not in self._by_name:
                raise ControlError(f"no dialect switch {name!r}; {nearest(name, self._by_name)}")
            known = self._by_name[name].positions
            if position not in known:
                raise ControlError(
                    f"dialect {name!r} has no position {position!r}; {nearest(position, known)}"
                )
        self._chosen.update(positions)

    def reset(self) -> None:
        """Put every switch back to its default."""
        self._chosen.clear()
