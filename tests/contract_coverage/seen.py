"""What was seen of the contracts: counts of calls and events, and never a value."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

Call = tuple[str, str, str]
"""Contract, operation, status."""

Shown = tuple[str, str, str, str, str]
"""Contract, operation, side (`asked`, or a status), row, event."""

Stranger = tuple[str, str]
"""Contract, and what it does not name."""


@dataclass(slots=True)
class Seen:
    """Counts.

    Attributes:
        calls: how often each operation answered each status.
        shown: how many of the bodies looked at showed each event.
        strangers: what was served though no contract names it.
    """

    calls: Counter[Call] = field(default_factory=Counter)
    shown: Counter[Shown] = field(default_factory=Counter)
    strangers: Counter[Stranger] = field(default_factory=Counter)

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(self.calls + other.calls, self.shown + other.shown, self.strangers + other.strangers)

    def as_json(self) -> str:
        """The counts as text."""
        parts = {
            "calls": [[*key, count] for key, count in self.calls.items()],
            "shown": [[*key, count] for key, count in self.shown.items()],
            "strangers": [[*key, count] for key, count in self.strangers.items()],
        }
        return json.dumps(parts, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "Seen":
        """The counts that a text holds."""
        told = json.loads(text)
        calls, shown, strangers = (
            Counter({tuple(key): count for *key, count in told[name]})
            for name in ("calls", "shown", "strangers")
        )
        return cls(calls, shown, strangers)


def together(seen: Iterable[Seen]) -> Seen:
    """The sums."""
    whole = Seen()
    for one in seen:
        whole.calls.update(one.calls)
        whole.shown.update(one.shown)
        whole.strangers.update(one.strangers)
    return whole


def recorded(folder: Path) -> Seen:
    """The sums of what every process of every session wrote below the folder."""
    return together(Seen.read(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*/*.json")))
