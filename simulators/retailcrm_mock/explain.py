"""Says in a sentence or three why a search found nothing. Pure: it decides from counts that others made.

Sentences hold counts, names of filters, switches and shops, and numbers of keys; never what was searched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 300
SENTENCES = 3
MANY = 1000  # counting stops there
BY_NAME_ONLY = "matched by name only: no phone of what was found holds these digits"

_PLURALS = {"customer": "customers", "company": "companies", "order": "orders", "note": "notes"}
_OTHERWISE = {
    ("extendedStatus",): "are of other statuses",
    ("sites",): "are in other shops",
    ("createdAt",): "were created at other times",
}
_NORMALISED = {("name-match", "digits-substring"), ("phone-eight", "is-seven")}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a search that found nothing.

    Attributes:
        kind: customer, company, order or note.
        key: the number of the key.
        filters: the names of the filters sent, ranges by their stem.
        what: what was asked for, such as "this phone", of which things "have" or are.
        hidden: how many would be found in shops that the key does not see, by shop.
        positions: how many would be found if a dialect switch stood elsewhere: switch, position, count.
        without: how many would be found without a filter: its name, count.
        elsewhere: what else there is: a count, of which kind ("" for the same), what to say of them.
    """

    kind: str
    key: int
    filters: tuple[str, ...] = ()
    what: str = ""
    hidden: Mapping[str, int] = field(default_factory=dict)
    positions: tuple[tuple[str, str, int], ...] = ()
    without: tuple[tuple[str, int], ...] = ()
    elsewhere: tuple[tuple[int, str, str], ...] = ()


def page_past_end(page: int, pages: int) -> str:
    """Why a page is empty though there is something to find."""
    return ascii_only(f"page {page} of {pages}")


def nothing(facts: Facts) -> str:
    """Why nothing was found: ASCII, at most 300 signs."""
    said = [*_hidden(facts), *_positions(facts), *_without(facts)] or [_none(facts)]
    return ascii_only("; ".join([*said, *_elsewhere(facts)][:SENTENCES]))


def ascii_only(text: str) -> str:
    """The text as a header may hold it."""
    plain = text.encode("ascii", "backslashreplace").decode()
    line = "".join(sign if sign.isprintable() else " " for sign in plain)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."


def _hidden(facts: Facts) -> list[str]:
    shops = sorted(facts.hidden)
    if not shops:
        return []
    found = _count(sum(facts.hidden.values()), facts.kind)
    verb = "has" if sum(facts.hidden.values()) == 1 else "have"
    match = f"{verb} {facts.what}" if facts.what else "would match"
    where = f"shop {shops[0]}" if len(shops) == 1 else f"shops {', '.join(shops)}"
    return [f"{found} {match}; key #{facts.key} has no access to {where}"]


def _positions(facts: Facts) -> list[str]:
    return [_position(*one) for one in facts.positions]


def _position(switch: str, position: str, count: int) -> str:
    chosen, number = f"(dialect {switch}={position})", _number(count)
    if (switch, position) in _NORMALISED:
        return f"{number} would match with digits normalised {chosen}"
    if (switch, position) == ("email-match", "partial"):
        holds = "holds" if count == 1 else "hold"
        return f"filter[email] wants the whole address here; {number} {holds} this part {chosen}"
    if (switch, position) == ("email-case", "ignored"):
        return f"letter case counts here; {number} would match without {chosen}"
    return f"{number} would match with dialect {switch}={position}"


def _without(facts: Facts) -> list[str]:
    return [_left_out(facts, *one) for one in facts.without]


def _left_out(facts: Facts, name: str, count: int) -> str:
    otherwise = _OTHERWISE.get((name,))
    if otherwise is None:
        return f"{_count(count, facts.kind)} would match without filter[{name}]"
    if count == 1:
        return f"the only one that matches otherwise {otherwise.replace('are', 'is').replace('were', 'was')}"
    return f"all {_number(count)} that match otherwise {otherwise}"


def _elsewhere(facts: Facts) -> list[str]:
    return [
        f"{_count(count, kind) if kind else _number(count)} {said}" for count, kind, said in facts.elsewhere
    ]


def _none(facts: Facts) -> str:
    if not facts.filters:
        return f"there are no {_PLURALS[facts.kind]} that key #{facts.key} may see"
    if facts.what:
        return f"no {facts.kind} has {facts.what}"
    return f"no {facts.kind} matches, whichever one of the filters is left out"


def _count(count: int, kind: str) -> str:
    return f"{_number(count)} {kind if count == 1 else _PLURALS[kind]}"


def _number(count: int) -> str:
    return f"{MANY} or more" if count >= MANY else str(count)
