"""E-mail addresses: one spelling for comparing and searching."""

import unicodedata
from functools import lru_cache

from service.core.text import bare

_LONGEST = 254


def parse(raw: str) -> str | None:
    """Return the address in the one spelling we compare by, or None when it cannot be an address.

    RetailCRM does not promise exact or case-sensitive matching, so both sides are written in small letters.
    More is not folded: faß.de and fass.de are two domains, and their mailboxes two people's.
    """
    return _parse(raw) if len(raw) <= 2 * _LONGEST else None


@lru_cache(maxsize=16_384)
def _parse(raw: str) -> str | None:
    address = _fold(bare(raw, unwanted=("Cf", "Cs")).strip())
    return address if _plausible(address) else None


def _fold(address: str) -> str:
    small = unicodedata.normalize("NFC", address).lower()
    return unicodedata.normalize("NFC", small)


def _plausible(address: str) -> bool:
    name, at, host = address.partition("@")
    if not (name and at and host) or "@" in host or len(address) > _LONGEST:
        return False
    if address.isascii():
        return address.isprintable() and " " not in address
    return not any(sign.isspace() or unicodedata.category(sign) == "Cc" for sign in address)
