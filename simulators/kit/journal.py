"""The journal: what a simulator saw, with the contract's verdict. Neither bodies nor people are kept."""

import itertools
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime

KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One call. `operation` is the contract's name for it, None when the contract knows no such call."""

    at: datetime
    scope: str | None
    operation: str | None
    method: str
    parameters: tuple[str, ...]
    status: int
    milliseconds: float
    request_id: str | None
    violations: tuple[str, ...]
    number: int = 0

    def as_json(self) -> dict[str, object]:
        """The entry as the control door tells it."""
        return asdict(self) | {"at": self.at.isoformat(timespec="milliseconds")}


class Journal:
    """The latest calls, oldest first. Safe to share between threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Entry] = deque(maxlen=kept)
        self._numbers = itertools.count(1)

    def write(self, entry: Entry) -> None:
        """Add a call and give it the next number."""
        with self._lock:
            self._entries.append(replace(entry, number=next(self._numbers)))

    def entries(self, scope: str | None = None, operation: str | None = None) -> list[Entry]:
        """The calls kept, narrowed to an account and an operation where they are given."""
        with self._lock:
            return [
                entry
                for entry in self._entries
                if scope in (None, entry.scope) and operation in (None, entry.operation)
            ]

    def clear(self, scope: str | None = None) -> None:
        """Forget the calls of an account, or all of them."""
        with self._lock:
            left = [entry for entry in self._entries if scope not in (None, entry.scope)]
            self._entries.clear()
            self._entries.extend(left)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries())
