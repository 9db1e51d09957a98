"""Colours that can be read: WCAG's contrast, and the ink that suits a ground."""

import re
from functools import lru_cache

ENOUGH = 4.5
"""The contrast that WCAG 2.2 asks of text of usual size (1.4.3, level AA)."""
BLACK, WHITE = "#000000", "#ffffff"

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.ASCII)
_KNEE = 0.04045


def colour(text: str) -> str | None:
    """Read `#3E7FC1` or `#37c` as `#rrggbb` in small letters; anything else is None and no colour."""
    written = text.strip().lower()
    if not _HEX.fullmatch(written):
        return None
    return written if len(written) == len(BLACK) else "#" + "".join(2 * digit for digit in written[1:])


@lru_cache(maxsize=1024)
def ink(ground: str) -> str:
    """Return black or white, whichever stands out more; one of them always reaches 4.58 to 1."""
    return max(BLACK, WHITE, key=lambda text: contrast(text, ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two `#rrggbb` colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: str) -> float:
    red, green, blue = (_linear(int(rgb[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _KNEE else float(((channel + 0.055) / 1.055) ** 2.4)
