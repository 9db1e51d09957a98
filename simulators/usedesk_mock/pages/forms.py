"""What the pages' forms have in common: mistakes by field, numbered rows, and lengths."""

import re
from collections.abc import Mapping

from simulators.kit.language import Text, msg

Errors = dict[str, Text]
Form = Mapping[str, str]


def text(form: Form, name: str) -> str:
    """What was typed into a field of one line."""
    return form.get(name, "").strip()


def area(form: Form, name: str) -> str:
    """What was typed into a field of several lines."""
    return form.get(name, "").replace("\r\n", "\n")


def rows(form: Form, name: str) -> list[int]:
    """The numbers of the rows that have the field: `key-0`, `key-2`. A script may leave gaps."""
    found = (re.fullmatch(rf"{name}-([0-9]{{1,4}})", field) for field in form)
    return sorted(int(one[1]) for one in found if one)


def too_long(typed: object, longest: Mapping[str, int], row: str = "") -> Errors:
    """A mistake for each attribute that has more characters than it may."""
    lengths = {name: len(getattr(typed, name) or "") for name in longest}
    return {
        f"{name}{row}": shorter(length, longest[name])
        for name, length in lengths.items()
        if length > longest[name]
    }


def shorter(length: int, most: int) -> Text:
    """What is said of a text that is too long."""
    return msg(
        "Make it shorter: it has %(length)d characters, %(most)d are the most.", length=length, most=most
    )
