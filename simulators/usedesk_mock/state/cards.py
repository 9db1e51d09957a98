"""What two cards make when an agent merges their clients, and what a card is found by. Pure."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from simulators.usedesk_mock.state.model import Card

T = TypeVar("T")


def joined(card: Card, other: Card) -> Card:
    """The card with all that stands on the other, nothing twice; what both say, the first says."""
    alike: dict[str, Callable[[Any], Hashable]] = {
        "emails": _folded,
        "phones": lambda one: digits(one.phone) or one.phone,
        "messengers": lambda one: (one.type, _folded(one.id)),
    }
    lists: dict[str, Any] = {
        name: _without_twins((*getattr(card, name), *getattr(other, name)), alike.get(name, lambda one: one))
        for name in ("emails", "phones", "social_services", "addresses", "messengers", "sites")
    }
    notes = "\n".join(dict.fromkeys(filter(None, (card.note, other.note))))
    rest = {one.name for one in fields(Card)} - lists.keys() - {"note"}
    either: dict[str, Any] = {name: getattr(card, name) or getattr(other, name) for name in rest}
    return replace(card, **lists, **either, note=notes)


def searched(card: Card) -> str:
    """All that a client is looked for by, letter case and the punctuation of phones put aside."""
    typed = [one.phone for one in card.phones] + [one.id for one in card.messengers]
    words = (card.name or "", *card.emails, *typed, *map(digits, typed), card.company, card.additional_id)
    return "\n".join(dict.fromkeys(filter(None, map(_folded, words))))


def digits(text: str) -> str:
    """The digits of a phone, however it is set."""
    return re.sub(r"\D", "", text)


def _folded(text: str) -> str:
    return text.strip().casefold()


def _without_twins(items: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    kept: dict[Hashable, T] = {}
    for one in items:
        kept.setdefault(key(one), one)
    return tuple(kept.values())
