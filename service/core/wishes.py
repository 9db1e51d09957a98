"""What administrators and operators write into parameters and settings, read in one way for both."""

import re
import zoneinfo
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote, urlsplit

from service.core.model import Part

_PLACE = "{number}"
_LONGEST_ADDRESS = 500
_TEMPLATE = re.compile(
    r"(?P<site>https://[a-z0-9.-]+(:\d{1,5})?)/[!#-&(-;=?-\[\]-_a-z|~]*\{number\}[!#-&(-;=?-\[\]-_a-z|~]*",
    re.ASCII | re.IGNORECASE,
)
"""No quotes, brackets, spaces, user or password: only what an address has."""


def parts(text: str, usual: frozenset[Part]) -> tuple[frozenset[Part], tuple[str, ...]]:
    """Read `manager_comment,-address`: parts to add to the usual ones and, with a minus, to take away.

    Returns:
        The parts to show, and those words of the text that name none.
    """
    if not text:
        return usual, ()
    chosen, unknown = set(usual), []
    for word in _words(text):
        name = word.lstrip("-+").strip().casefold().replace("-", "_")
        if name not in set(Part):
            unknown.append(word)
        elif word.startswith("-"):
            chosen.discard(Part(name))
        else:
            chosen.add(Part(name))
    return frozenset(chosen), tuple(unknown)


def shops(text: str) -> frozenset[str]:
    """Read codes of shops with commas between them, in small letters."""
    return frozenset(word.casefold() for word in _words(text))


def time_zone(text: str) -> str | None:
    """Return the zone's own spelling of `europe/moscow`; None when no such zone is known."""
    return _zones().get(text.strip().casefold().replace(" ", "_"))


def tracking(text: str) -> str | None:
    """Return an https address with `{number}` once in its path or query; None when it is none."""
    address = text.strip()
    if len(address) > _LONGEST_ADDRESS or not (match := _TEMPLATE.fullmatch(address)):
        return None
    try:
        url = urlsplit(match["site"])
        return address if url.hostname and url.port != 0 else None
    except ValueError:
        return None


def tracked(template: str, number: str) -> str:
    """Put a parcel's number into an address; whatever it holds, it leads nowhere else."""
    return template.replace(_PLACE, quote(number, safe=""))


def _words(text: str) -> Iterator[str]:
    return (word.strip() for word in text.split(",") if word.strip())


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in zoneinfo.available_timezones()}
