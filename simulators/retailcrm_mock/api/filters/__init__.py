"""The filters of the lists: for each list a table from a filter's name to what it means."""

from simulators.retailcrm_mock.api.filters.companies import COMPANIES
from simulators.retailcrm_mock.api.filters.customers import CUSTOMERS
from simulators.retailcrm_mock.api.filters.meanings import Asker, Meaning, conditions
from simulators.retailcrm_mock.api.filters.notes import NOTES
from simulators.retailcrm_mock.api.filters.orders import ORDERS

__all__ = ["COMPANIES", "CUSTOMERS", "NOTES", "ORDERS", "Asker", "Meaning", "conditions"]
