"""The journal: what a simulator saw, with the contract's verdict. By default it tells of nobody."""

from simulators.kit.journal.entry import Entry, Exchange
from simulators.kit.journal.journal import Journal, Keeping

__all__ = ["Entry", "Exchange", "Journal", "Keeping"]
