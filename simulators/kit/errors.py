"""What can go wrong at the control door, and how it is told."""

import difflib
from collections.abc import Iterable


class ControlError(ValueError):
    """A control request that can't be done; the message names the value and the remedy."""

    status = 400


class UnknownAccount(ControlError):  # noqa: N818 - reads aloud: raise it
    """A control request for an account that does not exist."""

    status = 404


def nearest(word: object, known: Iterable[str]) -> str:
    """The remedy for a word nobody knows: the one that was probably meant, or all there are."""
    words = list(known)
    close = difflib.get_close_matches(str(word), words, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(words)}"
