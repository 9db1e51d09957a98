"""The simulator's state: accounts with shops, keys, customers, orders and references. No web here."""

from simulators.retailcrm_mock.state.account import Account, Page
from simulators.retailcrm_mock.state.database import Document, StateError
from simulators.retailcrm_mock.state.find import Condition
from simulators.retailcrm_mock.state.keys import ApiKey
from simulators.retailcrm_mock.state.load import Load
from simulators.retailcrm_mock.state.store import Store
from simulators.retailcrm_mock.state.writing import Note, Writer

__all__ = [
    "Account",
    "ApiKey",
    "Condition",
    "Document",
    "Load",
    "Note",
    "Page",
    "StateError",
    "Store",
    "Writer",
]
