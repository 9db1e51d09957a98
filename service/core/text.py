"""Cleaning of text that others wrote."""

import re
import unicodedata

LONGEST = 300
"""Characters of a name, number or status that are shown; more is cut with an ellipsis."""

_BREAK = "[\x00-\x1f\x7f-\x9f\u2028\u2029]"
_MARK = "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
_UNPRINTABLE = "[\ud800-\udfff\ufffe\uffff]"
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAP = f"(?<={_ACCENT}{{3}}){_ACCENT}+"
"""Accents beyond the third on one letter: no language has them, and a line cannot break among them."""

_INSTEAD = {_BREAK: " ", _MARK: "", _UNPRINTABLE: "\ufffd", _HEAP: ""}
_SUBSTITUTES = [(re.compile(unfit), instead) for unfit, instead in _INSTEAD.items()]
_UNFIT = re.compile("|".join(_INSTEAD))
"""Hardly any text has something of it, so that one look spares the substitutions."""


def clean(text: str, longest: int = LONGEST) -> str:
    """Make text fit to show: one line, no controls, no overrides of direction, no heaps, not endless."""
    text = text[: longest * 4]
    if _UNFIT.search(text):
        for unfit, instead in _SUBSTITUTES:
            text = unfit.sub(instead, text)
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def fold(text: str, longest: int) -> tuple[str, str]:
    """Part a cleaned text after a whole word, where there is one: what is shown at once, and the rest.

    Ellipses say where it goes on; the rest is empty when all is shown.
    """
    if len(text) <= longest:
        return text, ""
    start = text[: longest - 1].rpartition(" ")[0]
    shown = start if len(start) > longest // 2 else text[: longest - 1]
    return f"{shown.rstrip()}…", f"…{text[len(shown) :].strip()}"


def bare(text: str, unwanted: tuple[str, ...] = ("Cc", "Cf", "Cs")) -> str:
    """Drop the signs of unwanted Unicode categories: by default controls, invisible marks, surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) not in unwanted)
