"""What sealed values were found to hold, so that the same bytes need not be opened and read again."""

import hashlib
import threading
from collections import OrderedDict
from weakref import ref

from service.core.model import Reply

_MANY = 20_000


class Opened:
    """Answers by the bytes they were read from, for as long as somebody else remembers them."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, tuple[bytes, int, ref[Reply]]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, name: bytes, sealed: bytes, reply: Reply, life: int) -> None:
        """Learn that these bytes, under this name, hold an answer with so many milliseconds to live."""
        with self._lock:
            self._known[name] = _digest(sealed), life, ref(reply)
            self._known.move_to_end(name)
            if len(self._known) > _MANY:
                self._known.popitem(last=False)

    def get(self, name: bytes, sealed: bytes) -> tuple[Reply, int] | None:
        """Return the answer that these very bytes hold, and its life, if it is known."""
        digest, life, known = self._known.get(name, (b"", 0, None))
        reply = known() if known and digest == _digest(sealed) else None
        return None if reply is None else (reply, life)


def _digest(sealed: bytes) -> bytes:
    return hashlib.blake2b(sealed, digest_size=16).digest()
