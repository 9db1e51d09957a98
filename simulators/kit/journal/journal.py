"""The journal of a simulator: for each account the latest calls, oldest first."""

import hashlib
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulators.kit.journal.entry import Entry

KEPT = 5_000
KEPT_BYTES = 16 * 2**20
LONGEST_BODY = 256 * 2**10
MOST_WAITING = 8  # fewer than the server's threads: whoever waits for a call must not keep it out


@dataclass(frozen=True, slots=True)
class Keeping:
    """What an account's journal keeps from now on.

    Attributes:
        values: real values of parameters and bodies; keys never.
        header: whether answers carry the X-Sim-Explain header.
    """

    values: bool = False
    header: bool = True


class _Ring:
    """The calls of one account, with numbers of their own."""

    def __init__(self) -> None:
        # Each with its place among the calls of all accounts, and its number among those of its own.
        self.calls: deque[tuple[int, int, Entry]] = deque()
        self.last = 0
        self.size = 0
        self.keeping = Keeping()

    def add(self, place: int, entry: Entry, most: int, most_bytes: int) -> None:
        self.last += 1
        self.calls.append((place, self.last, entry))
        self.size += _size(entry)
        while len(self.calls) > most or (self.size > most_bytes and len(self.calls) > 1):
            self.size -= _size(self.calls.popleft()[2])

    def clear(self) -> None:
        self.calls.clear()
        self.size = 0


class Journal:
    """The latest calls of each account; no account's calls push out another's. Safe to share between threads.

    Args:
        kept: how many calls to keep of an account.
        kept_bytes: how many bytes of bodies to keep of an account.
    """

    def __init__(self, kept: int = KEPT, kept_bytes: int = KEPT_BYTES) -> None:
        self._changed = threading.Condition()
        self._rings: dict[str | None, _Ring] = {}
        self._most, self._most_bytes = kept, kept_bytes
        self._place = self._waiting = 0
        self._salt = secrets.token_bytes(16)

    def write(self, entry: Entry) -> None:
        """Add a call and give it its account's next number."""
        with self._changed:
            self._place += 1
            self._ring(entry.scope).add(self._place, entry, self._most, self._most_bytes)
            if self._waiting:
                self._changed.notify_all()

    def entries(self, scope: str | None = None, operation: str | None = None) -> list[Entry]:
        """The calls kept, narrowed to an account and an operation where they are given."""
        with self._changed:
            return self._entries(scope, operation)

    def last(self, scope: str) -> int:
        """The number of the account's latest call, 0 before the first."""
        with self._changed:
            return self._ring(scope).last

    def clear(self, scope: str | None = None) -> None:
        """Forget the calls of an account, or all of them; numbers go on."""
        with self._changed:
            for ring in self._rings.values() if scope is None else [self._ring(scope)]:
                ring.clear()

    def forget(self, scope: str) -> None:
        """Forget the account's calls, their numbers and what was chosen for it."""
        with self._changed:
            self._rings.pop(scope, None)

    def keeping(self, scope: str) -> Keeping:
        """What is kept of the account's calls."""
        ring = self._rings.get(scope)
        return ring.keeping if ring else Keeping()

    def keep(self, scope: str, keeping: Keeping) -> None:
        """Choose what is kept of the account's calls from now on."""
        with self._changed:
            self._ring(scope).keeping = keeping

    def wait(self, scope: str | None, holds: Callable[[list[Entry]], bool], seconds: float) -> list[Entry]:
        """The calls kept, as soon as `holds` is true of them, or when the time is over.

        Raises:
            TimeoutError: as many as may are waiting already.
        """
        with self._changed:
            if seconds > 0 and self._waiting >= MOST_WAITING:
                raise TimeoutError
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: holds(self._entries(scope)), seconds)
            finally:
                self._waiting -= 1
            return self._entries(scope)

    def fingerprint(self, scope: str, key: str) -> str:
        """Eight hex digits that tell the account's keys apart, and mean nothing outside this journal."""
        salted = hashlib.blake2b(key.encode(errors="replace"), digest_size=4, key=self._salt)
        salted.update(scope.encode(errors="replace"))
        return salted.hexdigest()

    def _ring(self, scope: str | None) -> _Ring:
        return self._rings.get(scope) or self._rings.setdefault(scope, _Ring())

    def _entries(self, scope: str | None, operation: str | None = None) -> list[Entry]:
        rings = [ring for name, ring in self._rings.items() if scope in (None, name)]
        calls = rings[0].calls if len(rings) == 1 else sorted(call for ring in rings for call in ring.calls)
        return [
            entry._replace(number=number)
            for _, number, entry in calls
            if operation in (None, entry.operation)
        ]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries())


def _size(entry: Entry) -> int:
    return 0 if entry.exchange is None else entry.exchange.size
