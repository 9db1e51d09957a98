"""Cleaning of text that others wrote."""

import re
import unicodedata

LONGEST = 300
"""Characters of a name, number or status that are shown; more is cut with an ellipsis."""

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MARKS = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_UNPRINTABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str, longest: int = LONGEST) -> str:
    """Make text fit to show: one line, no controls, no direction overrides, no surrogates, not endless."""
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip(" ")  # as nearly everything is
    text = _UNPRINTABLE.sub("\ufffd", _MARKS.sub("", _BREAKS.sub(" ", text[: longest * 4])))
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
