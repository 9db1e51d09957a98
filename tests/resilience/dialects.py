"""The dialects that matter: each position of every switch that reading meets, and all ways to count calls."""

from collections.abc import Mapping
from itertools import product

from simulators.retailcrm_mock.dialects import SWITCHES

COUNTING = ("rate-answer", "rate-count", "rate-window")
WRITING = ("site-on-writes", "null-in-entity", "order-without-customer", "upload-partial")
"""Switches about writes, which the service never makes."""

Dialect = Mapping[str, str]


def reading() -> list[Dialect]:
    """Return the usual dialect, and each other position of a switch that reading meets, alone."""
    met = [one for one in SWITCHES if one.name not in COUNTING + WRITING]
    return [{}, *({one.name: position} for one in met for position in one.positions[1:])]


def counting() -> list[Dialect]:
    """Return every way of counting calls and of refusing one too many."""
    positions = {one.name: one.positions for one in SWITCHES if one.name in COUNTING}
    return [dict(zip(positions, chosen, strict=True)) for chosen in product(*positions.values())]
