"""How many keys a caller tried that were wrong, in bounded memory that holds neither keys nor callers."""

import hashlib
import secrets
import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass

from service.ports import Clock

_SECONDS = 60.0
_OF_AN_ACCOUNT, _OF_A_CALLER = 10, 300
_MOST = 50_000
_DAY = 24 * 3600.0
_Groups = tuple[bytes, bytes]
"""The names of a caller at an account, and of the caller anywhere."""


class Attempts:
    """Admits every key that is known, right or wrong, and of new ones so many within a minute.

    All of Usedesk calls from a few addresses. So a caller's limit for one account is low and that for all is
    high, a block whose key was wrong before is told so again, and one whose key was right is never kept out.

    Args:
        clock: Seconds that only grow.
        of_an_account: How many wrong keys a caller may try for one account within a minute.
        of_a_caller: How many for all accounts together.
        most: How many attempts are remembered, the latest.
    """

    def __init__(
        self,
        clock: Clock,
        of_an_account: int = _OF_AN_ACCOUNT,
        of_a_caller: int = _OF_A_CALLER,
        most: int = _MOST,
    ) -> None:
        self._limits = of_an_account, of_a_caller
        self._wrong, self._right = _Marks(clock, _SECONDS, most), _Marks(clock, _DAY, most)
        self._salted = hashlib.blake2b(digest_size=16, key=secrets.token_bytes(16))
        self._lock = threading.Lock()

    def begin(self, caller: str, account: str, key: str) -> "_Attempt":
        """Return an attempt to be made."""
        names = self._hide("account", caller, account), self._hide("caller", caller)
        return _Attempt(self, names, self._hide("key", account, key))

    def admits(self, groups: _Groups, key: bytes) -> bool:
        """Tell whether a key may be tried."""
        with self._lock:
            if self._right.has(groups[0], key) or self._wrong.has(groups[0], key):
                return True
            counts = zip(groups, self._limits, strict=True)
            return all(self._wrong.count(group) < limit for group, limit in counts)

    def wrong(self, groups: _Groups, key: bytes) -> None:
        """Learn that a key is wrong."""
        with self._lock:
            self._right.drop(groups[0], key)
            for group in groups:
                self._wrong.set(group, key)

    def right(self, groups: _Groups, key: bytes) -> None:
        """Learn that a key is right."""
        with self._lock:
            self._right.set(groups[0], key)

    def _hide(self, *parts: str) -> bytes:
        """Name something so that nothing can be read from it."""
        text = "\n".join(parts).encode("utf-8", "surrogatepass")
        hashed = self._salted.copy()
        hashed.update(text)
        return hashed.digest()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A key that a caller tries for an account, by names that tell none of them."""

    attempts: Attempts
    groups: _Groups
    key: bytes

    @property
    def admitted(self) -> bool:
        return self.attempts.admits(self.groups, self.key)

    def wrong(self) -> None:
        self.attempts.wrong(self.groups, self.key)

    def right(self) -> None:
        self.attempts.right(self.groups, self.key)


class _Marks:
    """Moments of keys in groups: each within so many seconds, and no more than so many of all."""

    def __init__(self, clock: Clock, seconds: float, most: int) -> None:
        self._clock, self._seconds, self._most = clock, seconds, most
        self._at: OrderedDict[tuple[bytes, bytes], float] = OrderedDict()
        self._counts: Counter[bytes] = Counter()

    def set(self, group: bytes, key: bytes) -> None:
        self._counts[group] += (group, key) not in self._at
        self._at[group, key] = self._clock()
        self._at.move_to_end((group, key))
        self._expire()

    def has(self, group: bytes, key: bytes) -> bool:
        self._expire()
        return (group, key) in self._at

    def count(self, group: bytes) -> int:
        self._expire()
        return self._counts.get(group, 0)

    def drop(self, group: bytes, key: bytes) -> None:
        if self._at.pop((group, key), None) is not None:
            self._counts[group] -= 1
            if not self._counts[group]:
                del self._counts[group]

    def _expire(self) -> None:
        too_old = self._clock() - self._seconds
        while self._at and (len(self._at) > self._most or next(iter(self._at.values())) <= too_old):
            self.drop(*next(iter(self._at)))
