"""What was read once, given again where the same is to be read."""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakValueDictionary

_Read = TypeVar("_Read")


def given_again(read: Callable[..., _Read]) -> Callable[..., _Read]:
    """Have plain values read once, for as long as somebody else holds what was read of them.

    Nothing is kept here but a keyed digest of them, so that nobody's data stays for longer than elsewhere.
    """
    known: WeakValueDictionary[bytes, _Read] = WeakValueDictionary()
    salted = hashlib.blake2b(digest_size=16, key=secrets.token_bytes(16))

    @wraps(read)
    def reading(*values: object) -> _Read:
        digest = salted.copy()
        digest.update(repr(values).encode("utf-8", "surrogatepass"))
        name = digest.digest()
        if (found := known.get(name)) is None:
            known[name] = found = read(*values)
        return found

    return reading
