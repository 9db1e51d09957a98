"""Names that cannot be guessed and values that cannot be read, with secrets that nobody stores.

Both are derived from the account's own API key: whoever holds the store, but not the key, learns nothing, and
a value moved to another name, or changed, opens no more. A plain hash of a phone would be guessed in minutes.
"""

import hmac
import secrets
import threading
from base64 import urlsafe_b64encode
from collections import OrderedDict
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.ports import Visit

PREFIX = b"rcblock1:"
_NONCE, _KEY = 12, 32
_MANY_SEALS = 2000


@dataclass(frozen=True, slots=True)
class Seal:
    """What names and seals the values of one account and key."""

    naming: bytes = field(repr=False)
    cipher: AESGCM = field(repr=False)

    def name(self, kind: str, text: str = "") -> bytes:
        """Return the name of a thing of some kind."""
        digest = hmac.digest(self.naming, f"{kind}\n{text}".encode("utf-8", "surrogatepass"), "sha256")
        return PREFIX + urlsafe_b64encode(digest[:24])

    def close(self, name: bytes, value: bytes) -> bytes:
        """Seal a value for the name it will have."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self.cipher.encrypt(nonce, value, name)

    def open(self, name: bytes, sealed: bytes) -> bytes | None:
        """Return the value; None if it was not sealed with this key for this name."""
        try:
            return self.cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name)
        except (InvalidTag, ValueError):
            return None


class Seals:
    """The seals in use; to derive one takes a while."""

    def __init__(self) -> None:
        self._seals: OrderedDict[str, Seal] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, visit: Visit) -> Seal:
        """Return the seal of the visit's account and key."""
        fingerprint = visit.fingerprint
        with self._lock:
            if seal := self._seals.get(fingerprint):
                self._seals.move_to_end(fingerprint)
                return seal
            seal = self._seals[fingerprint] = _derived(visit)
            if len(self._seals) > _MANY_SEALS:
                self._seals.popitem(last=False)
            return seal


def _derived(visit: Visit) -> Seal:
    info = b"retailcrm block, shared store\n" + visit.account.origin.encode()
    material = HKDF(SHA256(), 2 * _KEY, salt=None, info=info).derive(visit.key.encode())
    return Seal(material[:_KEY], AESGCM(material[_KEY:]))
