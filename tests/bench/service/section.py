"""A part of the report: a table of ratios and figures, and what has to be known about them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.bench.tables import markdown


@dataclass(frozen=True, slots=True)
class Section:
    """One measurement.

    Attributes:
        figures: for programs.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    figures: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """As Markdown."""
        table = markdown(self.head, self.rows)
        return "\n\n".join([f"## {self.title}", *self.notes, table])


def ms(seconds: float) -> str:
    """Milliseconds for people."""
    return f"{seconds * 1e3:.1f}" if seconds < 0.1 else f"{seconds * 1e3:.0f}"


def percent(part: float, whole: float) -> str:
    """A share for people."""
    return f"{100 * part / whole:.1f} %" if whole else "-"
