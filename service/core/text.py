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
    text = _UNPRINTABLE.sub("\ufffd", _MARKS.sub("", _BREAKS.sub(" ", text[: longest * 4])))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def shorten(text: str, longest: int) -> str:
    """Cut a cleaned text after a whole word, where there is one, and say so with an ellipsis."""
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    words = start.rpartition(" ")[0] if text[longest - 1] != " " else start
    return f"{(words if len(words) > longest // 2 else start).rstrip()}…"


def bare(text: str, unwanted: tuple[str, ...] = ("Cc", "Cf", "Cs")) -> str:
    """Drop the signs of unwanted Unicode categories: by default controls, invisible marks, surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) not in unwanted)
