"""PHP's way to nest parameters: `filter[ids][]=1`, `filter[ids][0]=1`, brackets raw or percent-encoded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_NESTED = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)", re.DOTALL)
SINGLE, LIST, WRONG = "single", "list", "wrong"


@dataclass(slots=True)
class Sent:
    """What was sent under one name: a single text, a list of texts, or something no parameter is."""

    shape: str
    texts: list[str]


@dataclass(slots=True)
class Parameters:
    """The parameters of a request, not yet judged: plain ones, and those inside `filter[…]`, by name."""

    plain: dict[str, Sent] = field(default_factory=dict)
    filters: dict[str, Sent] = field(default_factory=dict)


def read(pairs: Iterable[tuple[str, str]]) -> Parameters:
    """The parameters that the decoded pairs of a query or form mean."""
    found = Parameters()
    for name, value in pairs:
        matched = _NESTED.fullmatch(name)
        if matched is None:
            continue  # PHP would mend such a name into one that nobody asks for
        root, path = matched[1], re.findall(r"\[([^\[\]]*)\]", matched[2])
        if root == "filter" and path:
            _add(found.filters, path[0], path[1:], value)
        elif root != "filter" or value:
            _add(found.plain, root, path, value)
    return found


def _add(found: dict[str, Sent], name: str, path: list[str], value: str) -> None:
    shape = (SINGLE, LIST, WRONG)[min(len(path), 2)]
    if name not in found:
        found[name] = Sent(shape, [value])
    elif (found[name].shape, shape) == (LIST, LIST):
        found[name].texts.append(value)
    else:
        found[name].shape = WRONG  # a single value twice, or both a value and a list
