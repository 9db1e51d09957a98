"""How deep a JSON document goes: a bound of ours, the same on every Python."""

from typing import Any

DEEPEST = 64
"""Levels of maps and lists that are read; what RetailCRM and Usedesk send has less than ten."""


def too_deep(document: Any, deepest: int = DEEPEST) -> bool:
    """Tell whether maps and lists are nested deeper than so many levels."""
    level = [document] if isinstance(document, (dict, list)) else []
    while level and deepest:
        deepest -= 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list  # for JSON brings no other kind of either
        ]
    return bool(level)
