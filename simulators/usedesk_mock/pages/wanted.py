"""What a list is asked for: words to find, a narrowing, and where the page before ended."""

from collections.abc import Mapping
from dataclasses import dataclass

PAGE = 50  # rows
_LARGEST_ID = 2**63 - 1  # what SQLite can hold


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question of a list; `after` is the id of the last row told already."""

    text: str = ""
    status: str = ""
    channel: str = ""
    after: int | None = None

    @property
    def narrowing(self) -> dict[str, str]:
        """The question for a link, without the place in the list."""
        asked = {"q": self.text, "status": self.status, "channel": self.channel}
        return {name: value for name, value in asked.items() if value}

    @property
    def narrows(self) -> bool:
        """Whether not all is asked for."""
        return bool(self.narrowing)


def read(query: Mapping[str, str]) -> Wanted:
    """The question as it stands in an address; a place that can't be is the list's beginning."""
    after = query.get("after", "")
    known = after.isascii() and after.isdecimal() and 0 < int(after[:20]) <= _LARGEST_ID
    return Wanted(
        text=query.get("q", "").strip(),
        status=query.get("status", ""),
        channel=query.get("channel", ""),
        after=int(after[:20]) if known else None,
    )
