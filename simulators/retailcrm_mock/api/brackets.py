"""PHP's way to nest parameters: `filter[ids][]=1`, `filter[ids][0]=1`, brackets raw or percent-encoded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# PHP drops what stands behind the last bracket.
_NESTED = re.compile(r"([^\[\]]+)(?:((?:\[[^\]]*\])+)[^\[]*)?", re.DOTALL)
SINGLE, LIST, WRONG = "single", "list", "wrong"


@dataclass(slots=True)
class Sent:
    """What was sent under one name: each text, with the names that stood in brackets behind it."""

    pairs: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    @property
    def shape(self) -> str:
        """A single text, a list of texts, or something that neither is."""
        depths = {len(path) for path, _ in self.pairs}
        if depths == {0} and len(self.pairs) == 1:  # a single value twice is none
            return SINGLE
        return LIST if depths == {1} else WRONG

    @property
    def texts(self) -> list[str]:
        """The texts without their brackets."""
        return [text for _, text in self.pairs]

    def inner(self) -> dict[str, "Sent"] | None:
        """What was sent under each name in the first brackets; None if something came without brackets."""
        found: dict[str, Sent] = {}
        for path, text in self.pairs:
            if not path:
                return None
            found.setdefault(path[0], Sent()).pairs.append((path[1:], text))
        return found


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
        root, path = matched[1], tuple(re.findall(r"\[([^\]]*)\]", matched[2] or ""))
        if root == "filter" and path:
            found.filters.setdefault(path[0], Sent()).pairs.append((path[1:], value))
        elif root != "filter" or value:
            found.plain.setdefault(root, Sent()).pairs.append((path, value))
    return found
