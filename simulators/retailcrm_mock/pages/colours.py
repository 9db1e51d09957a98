"""Text that can be read on any background."""

import re

NEUTRAL = "#e3e8ee"
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def background(said: str) -> str:
    """The colour as #rrggbb; a quiet one when what is said is no colour."""
    found = _HEX.fullmatch(said)
    if not found:
        return NEUTRAL
    digits = found[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(sign * 2 for sign in digits)}"  # noqa: PLR2004 - rrggbb


def ink(ground: str) -> str:
    """Black or white, whichever stands out more: on every #rrggbb one of them reaches 4.58 to 1."""
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, ground))


def contrast(one: str, other: str) -> float:
    """The contrast of two #rrggbb colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's knee
