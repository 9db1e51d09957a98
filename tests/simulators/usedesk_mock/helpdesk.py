"""A company to test with."""

from simulators.usedesk_mock.state.companies import Companies
from simulators.usedesk_mock.state.company import Company


def company(companies: Companies | None = None, name: str = "company") -> Company:
    """A new, empty company, in memory unless `companies` says otherwise."""
    with (companies or Companies()).making(name, {}) as made:
        return made
